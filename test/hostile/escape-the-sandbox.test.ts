/** Programs that try to get out of the sandbox, held to what each backend declares; without a sandbox every probe fires. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { connect, files, perl, probes, word, type Host } from "./escape-probes.ts";
import { backendsHere, openPlace, type Place } from "../interface/environment/sandbox/backends.ts";

async function listen(at: string | number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(typeof at === "number" ? { port: at, host: "127.0.0.1" } : { path: at });
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  return server;
}

/** A host worth attacking: a secret file, a process with a secret, listeners of every kind. */
async function prepareHost({ root }: Place): Promise<Host> {
  const outside = path.join(path.dirname(root), "outside");
  mkdirSync(outside);
  writeFileSync(path.join(outside, "secret"), word);
  symlinkSync(outside, path.join(root, "way-out"));
  const decoy = spawn("sleep", ["600"], { env: { PATH: "/usr/bin:/bin", DECOY: word } });
  onTestFinished(() => {
    decoy.kill();
  });
  const tcp = await listen(0);
  await listen(`\0${word}`);
  await listen(path.join(outside, "socket"));
  await listen(path.join(root, "socket"));
  const echo = createSocket("udp4", (bytes, from) => echo.send(bytes, from.port, from.address));
  echo.bind(0, "127.0.0.1");
  await once(echo, "listening");
  onTestFinished(() => {
    echo.close();
  });
  const address = tcp.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return { outside, port, echo: echo.address().port, decoy: decoy.pid ?? 0, root };
}

const backends = (await backendsHere()).filter(({ why }) => why === "");

/** Beside a program that serves, commands of bubblewrap share a network, in namespaces that are put together otherwise. */
const beside = backends
  .filter(({ name }) => name === "bubblewrap")
  .map(({ name }) => ({ name, how: "beside a server" }));

describe.each([...backends.map(({ name }) => ({ name, how: "alone" })), ...beside])(
  "$name $how",
  ({ name, how }) => {
    test("each probe is held exactly as declared", async () => {
      const place = await openPlace(name);
      if (how !== "alone") await place.sandbox.launch({ argv: ["/bin/cat"], serves: true });
      const host = await prepareHost(place);
      const { stops } = place.sandbox.limits;
      const wrong: string[] = [];
      for (const probe of probes) {
        const run = await place.sh(`{ ${probe.attack(host)}; } 2>/dev/null`, { timeLimit: 10_000 });
        const open = run.output.includes("OPEN");
        const declared = stops.includes(probe.promise);
        if (declared ? open : probe.fires && !open)
          wrong.push(`${probe.name}: ${open ? "open" : "did not fire"}`);
        await run.stage.drop();
      }
      expect(wrong).toEqual([]);
      expect(existsSync(path.join(host.outside, "written"))).toBe(!stops.includes(files));
      expect(readFileSync(path.join(host.outside, "secret"), "utf8")).toBe(word);
    });
  },
);

describe.each(backends.filter(({ name }) => name !== "none"))("$name", ({ name }) => {
  test("a command holds no rights", async () => {
    const { sh } = await openPlace(name);
    const { output } = await sh("grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status");
    expect(output.split("\n").filter((line) => line.startsWith("Cap") && !/\t0{16}$/.test(line))).toEqual([]);
    expect(output).toMatch(/NoNewPrivs:\t1/);
    expect(output).toMatch(/Seccomp:\t2/);
  });

  test("a fork bomb ends at the declared limit, and the next command runs", async () => {
    const { sh, sandbox } = await openPlace(name);
    expect(sandbox.limits.stops).toContain("fork bombs");
    const bomb = perl(
      "my $n = 0; while ($n < 5000) { my $p = fork; last if !defined $p; if (!$p) { sleep 60; exit } $n++ } print $n",
    );
    const { output } = await sh(bomb, { timeLimit: 30_000 });
    expect(Number(output)).toBeGreaterThan(500);
    expect(Number(output)).toBeLessThan(2048);
    expect((await sh("echo fine")).output).toBe("fine\n");
  });

  test("a command cannot end or stop what keeps it", async () => {
    const { sh } = await openPlace(name);
    const { exit } = await sh("kill -9 1; kill -STOP 1; kill -TERM 1; kill -9 -1; sleep 5", {
      timeLimit: 2000,
    });
    expect(exit).not.toBe(0);
    expect((await sh("echo fine")).output).toBe("fine\n");
  });

  test("a program beside the session reaches no socket, not even one in the workspace", async () => {
    const place = await openPlace(name);
    const host = await prepareHost(place);
    for (const to of [`${host.port}, "127.0.0.1"`, `"\\0${word}"`, '"socket"']) {
      const guest = await place.sandbox.launch({ argv: ["/bin/sh", "-c", connect(to)] });
      let heard = "";
      guest.stdout.on("data", (chunk: Buffer) => (heard += chunk.toString()));
      expect(await guest.exited).toEqual({ code: 0, signal: null });
      expect(heard).toBe("");
    }
  });

  test("memory is limited to what was asked for", async () => {
    const { sandbox } = await openPlace(name);
    const argv = ["perl", "-e", 'my $x = "x" x (600 << 20); exit 7'];
    const ending = async (memory: number): Promise<number | null> =>
      (await (await sandbox.launch({ argv, memory })).exited).code;
    expect(await ending(2048 * 1024 * 1024)).toBe(7);
    expect(await ending(512 * 1024 * 1024)).not.toBe(7);
  });

  test("a folder that a command puts in the place of a mount point is not followed", async () => {
    const { sh, root } = await openPlace(name);
    const first = root.split("/").slice(0, 3).join("/");
    await sh(`mv '${first}' /tmp/elsewhere; rm -rf '${first}'; ln -s /usr '${first}'`);
    expect((await sh("pwd; echo x > y; cat y")).output).toBe(`${root}\nx\n`);
  });
});
