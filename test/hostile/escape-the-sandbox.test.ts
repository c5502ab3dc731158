/** Programs that try to get out of the sandbox, held to what each backend declares; without a sandbox every probe fires. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { homeOfUser } from "../../src/interface/environment/sandbox/toolchain.ts";
import { backendsHere, openPlace, type Place } from "../interface/environment/sandbox/backends.ts";

const isRoot = process.getuid?.() === 0;
const word = "sesame-opens-nothing";
const numbers = { x64: { ptrace: 101, keyctl: 250 }, arm64: { ptrace: 117, keyctl: 219 } }[
  process.arch === "arm64" ? "arm64" : "x64"
];

/** What a probe is told about the host it attacks. */
interface Host {
  readonly outside: string;
  readonly port: number;
  readonly decoy: number;
  readonly root: string;
}

interface Probe {
  readonly name: string;
  /** The line of `limits.stops` that promises to hold it. */
  readonly promise: string;
  /** Shell that prints OPEN when it got through. */
  readonly attack: (host: Host) => string;
  /** Whether it gets through when nothing confines it, on this machine and as this user. */
  readonly fires: boolean;
}

const connect = (to: string): string =>
  `node -e 'require("node:net").connect(${to}).on("connect", () => { console.log("OPEN"); process.exit() }).on("error", () => process.exit())'`;
const perl = (code: string): string => `perl -e '${code}'`;
const files = "reading or writing host files outside the workspace, HOME included";
const kernel = "mounts, namespaces, tracing, kernel keys, bpf, io_uring";
const processes = "the host's processes and their environment";
const home = homeOfUser() ?? "/nonexistent";
const ofHome = existsSync(home)
  ? readdirSync(home).find((name) => statSync(path.join(home, name), { throwIfNoEntry: false })?.isFile())
  : undefined;

const probes: readonly Probe[] = [
  {
    name: "a file outside",
    promise: files,
    attack: ({ outside }) => `grep -q ${word} ${outside}/secret && echo OPEN`,
    fires: true,
  },
  {
    name: "a write outside",
    promise: files,
    attack: ({ outside }) => `echo x > ${outside}/written && echo OPEN`,
    fires: true,
  },
  {
    name: "/etc/shadow",
    promise: files,
    attack: () => "cat /etc/shadow > /dev/null && echo OPEN",
    fires: isRoot,
  },
  {
    name: "a file of HOME",
    promise: files,
    attack: () => `test -r '${home}/${ofHome ?? "none"}' && echo OPEN`,
    fires: ofHome !== undefined,
  },
  {
    name: "a link that leads out",
    promise: files,
    attack: () => "echo x > way-out/through-link && echo OPEN",
    fires: true,
  },
  {
    name: "the root of the first process",
    promise: files,
    attack: ({ outside }) => `grep -q ${word} /proc/1/root${outside}/secret && echo OPEN`,
    fires: false,
  },
  {
    name: "the system's programs",
    promise: files,
    attack: () => "touch -a /usr/bin/env && echo OPEN",
    fires: isRoot,
  },
  {
    name: "the environment of other processes",
    promise: processes,
    attack: () => `cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -q DECOY=${word} && echo OPEN`,
    fires: true,
  },
  {
    name: "a signal to another process",
    promise: processes,
    attack: ({ decoy }) => `kill -0 ${decoy} && echo OPEN`,
    fires: true,
  },
  {
    name: "the host's loopback",
    promise: "the network: only its own loopback",
    attack: ({ port }) => connect(`${port}, "127.0.0.1"`),
    fires: true,
  },
  {
    name: "an abstract socket",
    promise: "the host's sockets, also abstract ones",
    attack: () => connect(`"\\0${word}"`),
    fires: true,
  },
  {
    name: "a socket outside",
    promise: "the host's sockets, also abstract ones",
    attack: ({ outside }) => connect(`"${outside}/socket"`),
    fires: true,
  },
  {
    name: "a socket in the workspace",
    promise: "the host's sockets, also abstract ones",
    attack: ({ root }) => `cd "${root}" && ${connect('"socket"')}`,
    fires: true,
  },
  {
    name: "namespaces and mounts",
    promise: kernel,
    attack: () => "unshare -U -r -m mount -t tmpfs x /mnt && echo OPEN",
    fires: true,
  },
  {
    name: "tracing",
    promise: kernel,
    attack: () =>
      perl(
        `my $p = fork; if (!$p) { sleep 9; exit } print "OPEN" if syscall(${numbers.ptrace}, 16, $p, 0, 0) == 0; kill 9, $p`,
      ),
    fires: true,
  },
  {
    name: "kernel keys",
    promise: kernel,
    attack: () => perl(`print "OPEN" if syscall(${numbers.keyctl}, 0, -3, 1) > 0`),
    fires: true,
  },
  {
    name: "io_uring",
    promise: kernel,
    attack: () => perl('my $p = "\\0" x 120; print "OPEN" if syscall(425, 8, $p) >= 0'),
    fires: false,
  },
  {
    name: "sockets to the machine below",
    promise: kernel,
    attack: () => perl('print "OPEN" if socket(my $s, 40, 1, 0)'),
    fires: false,
  },
  {
    name: "the workspace below the stage",
    promise: "writes to the workspace before they are committed",
    attack: ({ root }) =>
      `umount -l "${root}" && echo OPEN; ls -A /.stage/* 2>/dev/null | grep . && echo OPEN`,
    fires: false,
  },
  {
    name: "the core pattern",
    promise: "kernel settings in /proc/sys",
    attack: () => perl('print "OPEN" if open(my $h, "+<", "/proc/sys/kernel/core_pattern")'),
    fires: isRoot,
  },
  {
    name: "the limit of namespaces",
    promise: "kernel settings in /proc/sys",
    attack: () => perl('print "OPEN" if open(my $h, "+<", "/proc/sys/user/max_user_namespaces")'),
    fires: false,
  },
];

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
  const decoy = spawn("sleep", ["30"], { env: { PATH: "/usr/bin:/bin", DECOY: word } });
  onTestFinished(() => {
    decoy.kill();
  });
  const tcp = await listen(0);
  await listen(`\0${word}`);
  await listen(path.join(outside, "socket"));
  await listen(path.join(root, "socket"));
  const address = tcp.address() as AddressInfo;
  return { outside, port: address.port, decoy: decoy.pid ?? 0, root };
}

const backends = (await backendsHere()).filter(({ why }) => why === "");

describe.each(backends)("$name", ({ name }) => {
  test("each probe is held exactly as declared", async () => {
    const place = await openPlace(name);
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
});

describe.each(backends.filter(({ name }) => name !== "none"))("$name", ({ name }) => {
  test("a command holds no rights", async () => {
    const { sh } = await openPlace(name);
    const { output } = await sh("grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status");
    expect(output.split("\n").filter((line) => /^Cap/.test(line) && !/\t0{16}$/.test(line))).toEqual([]);
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
  }, 60_000);

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
