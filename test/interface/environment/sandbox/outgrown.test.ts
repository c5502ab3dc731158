/** Changes that are held in memory: what comes out of it, and what becomes of those that outgrow it. */
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type Stats, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { apply, backendsHere, emptyPlace, openPlace } from "./backends.ts";

const works = (await backendsHere()).some(({ name, why }) => name === "perl" && why === "");
const megabytes = 8;
const inMemory = async (): ReturnType<typeof openPlace> => openPlace("perl", megabytes);

const source = path.resolve(import.meta.dirname, "../../../../src/interface/environment/sandbox/open.ts");
const fullDisk = `
  const { openSandbox } = await import(${JSON.stringify(source)});
  const [root, scratch] = process.argv.slice(1);
  const sandbox = await openSandbox("perl", { root, scratch, path: "/usr/bin:/bin", memory: 8 });
  const sh = (line) => sandbox.run({ argv: ["sh", "-c", line] });
  const fault = await sh("head -c 4M /dev/zero > big").catch((thrown) => thrown.toString());
  const next = await sh("cat big; echo small > a; echo next");
  console.log(JSON.stringify({ fault, output: next.output, entries: next.stage.entries.length }));
  await sandbox.close();`;

describe.runIf(works)("changes held in memory", () => {
  test("come out as they were made: times, holes and hard links", async () => {
    const { sh, root } = await inMemory();
    const run = await sh(`mkdir -p deep/er; cd deep; echo one > er/a; ln er/a b; ln -s er/a link
      truncate -s 64M er/holes; echo end >> er/holes; touch -h -d '2001-02-03 04:05:06.123456789 UTC' er/a link er`);
    expect(run).toMatchObject({ exit: 0, output: "" });
    apply(run.stage, root);
    const seen = (name: string): Stats => lstatSync(path.join(root, "deep", name));
    expect(seen("er/holes")).toMatchObject({ size: 64 * 2 ** 20 + 4 });
    expect(seen("er/holes").blocks).toBeLessThan(64);
    expect(seen("b").ino).toBe(seen("er/a").ino);
    const times = execFileSync("stat", ["-c", "%.9Y", "er/a", "link"], { cwd: path.join(root, "deep") });
    expect(String(times)).toBe("981173106.123456789\n".repeat(2));
  });

  test("keep the attributes that a file had", async () => {
    const { sh, root } = await inMemory();
    writeFileSync(path.join(root, "a"), "1");
    const python = (code: string): string => `python3 -c 'import os; ${code}'`;
    execFileSync("sh", ["-c", python(`os.setxattr("a", "user.note", b"kept")`)], { cwd: root });
    const run = await sh("echo 2 >> a");
    apply(run.stage, root);
    const read = python(`print(os.listxattr("a"), os.getxattr("a", "user.note"))`);
    expect(String(execFileSync("sh", ["-c", read], { cwd: root }))).toBe("['user.note'] b'kept'\n");
  });

  test("leave nothing on the disk when they are none, or are dropped", async () => {
    const { sh, scratch } = await inMemory();
    await sh("ls; mkdir x; rmdir x");
    const { stage } = await sh("echo held > a");
    expect(readdirSync(path.join(scratch, "upper"))).toHaveLength(1);
    await stage.drop();
    await sh("sleep 0.1"); // the host clears away while nothing is asked
    await expect.poll(() => readdirSync(path.join(scratch, "upper"))).toEqual([]);
  });

  test.each([
    ["in bytes", "head -c 40M /dev/zero > big"],
    ["in files", "mkdir many; (cd many; seq 1500 | xargs touch)"],
    ["that would have been refused", "fallocate -l 40M big"],
    ["and were taken back in silence", "head -c 20M /dev/zero > big; sleep 0.2; rm big; echo made > small"],
    ["while it prints", "head -c 20M /dev/zero > big; seq 1 400000; sleep 0.2"],
  ])("what outgrows the memory %s is run again, on disk", async (_, line) => {
    const { sh, root } = await inMemory();
    mkdirSync(path.join(root, "there"));
    const run = await sh(`${line}; ls there`);
    expect(run).toMatchObject({ exit: 0, repeated: true, timedOut: false });
    expect(run.output).not.toContain("No space");
    apply(run.stage, root);
    expect(readdirSync(root)).toHaveLength(2);
    // from then on the disk is what later commands get
    expect((await sh("head -c 40M /dev/zero > other; ls")).repeated).toBeUndefined();
  });

  test("a command that could reach a server is held on disk, so that it is never run twice", async () => {
    const { sandbox, sh } = await inMemory();
    const server = `let count = 0; require("node:http").createServer((q, r) => r.end(String((count += 1)))).listen(3457, "127.0.0.1", () => console.log("up"))`;
    const guest = await sandbox.launch({ argv: ["node", "-e", server], serves: true });
    await once(guest.stdout, "data");
    const run = await sh(
      `node -e 'fetch("http://127.0.0.1:3457").then((r) => r.text()).then(console.log)'; head -c 40M /dev/zero > big`,
    );
    expect(run).toMatchObject({ exit: 0, output: "1\n" });
    expect(run.repeated).toBeUndefined();
    expect(run.stage.entries).toMatchObject([{ path: "big", type: "file" }]);
    guest.kill();
    await guest.exited;
  });

  test("a command that is ended in time is not run again", async () => {
    const { sh } = await inMemory();
    const run = await sh("echo 'No space left on device'; sleep 60", { timeLimit: 300 });
    expect(run).toMatchObject({ timedOut: true });
    expect(run.repeated).toBeUndefined();
  });

  test.runIf(process.getuid?.() === 0)(
    "a disk too full to keep what a command changed is said, and the next command runs",
    () => {
      const { root, scratch } = emptyPlace();
      const line = `mount -t tmpfs -o size=1m,mode=700 none "$2" && exec "$3" --input-type=module -e "$4" "$1" "$2"`;
      const given = ["sh", "-c", line, "sh", root, scratch, process.execPath, fullDisk];
      const { stdout, stderr } = spawnSync("unshare", ["-m", ...given], { encoding: "utf8" });
      expect(stderr).toBe("");
      const { fault, ...next } = JSON.parse(stdout);
      expect(fault).toMatch(/no space left in .* for what a command changed/);
      expect(next).toEqual({ output: "cat: big: No such file or directory\nnext\n", entries: 1 });
    },
  );
});
