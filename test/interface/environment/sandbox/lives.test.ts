/** What a sandbox survives, and what ends with it. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Fault } from "../../../../src/core/fault.ts";
import { openSandbox, probeSandboxes } from "../../../../src/interface/environment/sandbox/open.ts";
import { apply, backendsHere, emptyPlace, openPlace } from "./backends.ts";

const userPath = process.env["PATH"] ?? "";
const backends = (await backendsHere()).filter(({ why, name }) => why === "" && name !== "none");
const isRoot = process.getuid?.() === 0;

/** Host processes whose command line is as asked. */
function processesWith(fits: (line: string) => boolean): readonly string[] {
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
    try {
      return fits(readFileSync(`/proc/${name}/cmdline`, "utf8"));
    } catch {
      return false; // it has ended since
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.each(backends)("$name", ({ name }) => {
  test("everything inside ends when the harness is killed", async () => {
    const { root, scratch } = emptyPlace();
    const word = `9${process.pid}.${name === "perl" ? 1 : 2}`;
    const open = path.resolve("src/interface/environment/sandbox/open.ts");
    const script = `
      const { openSandbox } = await import(${JSON.stringify(open)});
      const sandbox = await openSandbox("${name}", ${JSON.stringify({ root, scratch, path: "/usr/bin:/bin" })});
      await sandbox.launch({ argv: ["sleep", "${word}"] });
      await sandbox.run({ argv: ["sh", "-c", "setsid sleep ${word} & sleep ${word}"] });`;
    const harness = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const sleepers = (): number => processesWith((line) => line === `sleep\0${word}\0`).length;
    await until(() => sleepers() === 3);
    harness.kill("SIGKILL");
    await once(harness, "exit");
    await until(() => sleepers() === 0);
    expect(sleepers()).toBe(0);
  });

  test("a session folder that was left behind by a crash brings nothing back", async () => {
    const { root, scratch } = emptyPlace();
    for (const id of ["1", "2"]) {
      mkdirSync(path.join(scratch, `upper/${id}/u`), { recursive: true });
      writeFileSync(path.join(scratch, `upper/${id}/u/stale`), "");
    }
    const sandbox = await openSandbox(name, { root, scratch, path: userPath });
    const run = await sandbox.run({ argv: ["ls"] });
    expect([run.output, run.stage.entries]).toEqual(["", []]);
    await sandbox.close();
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("a path with commas, colons, quotes and backslashes is a path like any other", async () => {
    const { root, scratch } = emptyPlace();
    const options = {
      root: path.join(root, "a,b:c'd\"e\\f\ng"),
      scratch: path.join(scratch, "x,y:z"),
      path: userPath,
    };
    mkdirSync(options.root);
    mkdirSync(options.scratch);
    const sandbox = await openSandbox(name, options);
    const run = await sandbox.run({ argv: ["sh", "-c", "echo 1 > it; pwd"] });
    expect(run.output).toBe(`${options.root}\n`);
    apply(run.stage, options.root);
    expect(readFileSync(path.join(options.root, "it"), "utf8")).toBe("1\n");
    await sandbox.close();
  });
});

test.runIf(backends.some(({ name }) => name === "perl"))(
  "a stage host that dies is a fault, and the next command gets a new one",
  async () => {
    const { sh, scratch } = await openPlace("perl");
    const hosts = (): readonly string[] =>
      processesWith((line) => line.includes("stage-host.pl")).filter((pid) => {
        try {
          return (
            readFileSync(`/proc/${pid}/mountinfo`, "utf8").includes(scratch.replaceAll(" ", "\\040")) &&
            readFileSync(`/proc/${pid}/status`, "utf8").includes("NSpid")
          );
        } catch {
          return false;
        }
      });
    const running = sh("echo up; sleep 30", {
      onOutput: () => {
        for (const pid of hosts()) process.kill(Number(pid), "SIGKILL");
      },
    });
    await expect(running).rejects.toThrow(Fault);
    expect((await sh("echo again")).output).toBe("again\n");
  },
);

test.runIf(isRoot && backends.some(({ name }) => name === "perl"))(
  "root runs a workspace's programs as the owner of the workspace",
  async () => {
    const { root, scratch } = emptyPlace();
    chownSync(root, 1500, 1500);
    writeFileSync(path.join(root, "own"), "1");
    chownSync(path.join(root, "own"), 1500, 1500);
    const sandbox = await openSandbox("perl", { root, scratch, path: userPath });
    const run = await sandbox.run({
      argv: ["sh", "-c", "id -u; echo x > ~/x; echo 2 >> own; echo 3 > new; mkdir folder; touch folder/x"],
    });
    expect([run.output, run.exit]).toEqual(["1500\n", 0]);
    apply(run.stage, root);
    for (const file of ["own", "new", "folder", "folder/x"])
      expect(lstatSync(path.join(root, file)).uid).toBe(1500);
    const guest = await sandbox.launch({ argv: ["sh", "-c", "exit $(($(id -u) - 1490))"] });
    expect((await guest.exited).code).toBe(10);
    await sandbox.close();
  },
);

test("a name that nothing answers to is a fault with advice", async () => {
  const { root, scratch } = emptyPlace();
  const gone = openSandbox("perl", { root: path.join(root, "absent"), scratch, path: userPath });
  await expect(gone).rejects.toMatchObject({ code: "no_sandbox" });
});

test("a session folder in the workspace, and an overlay that leads out of it, are refused", async () => {
  const { root } = emptyPlace();
  const inside = path.join(root, "state");
  mkdirSync(inside);
  await expect(openSandbox("auto", { root, scratch: inside, path: userPath })).rejects.toMatchObject({
    code: "bad_usage",
  });
  const { sandbox } = await openPlace(backends[0]?.name ?? "none");
  for (const name of ["../out", "/etc/x", "a/../../out", ".."]) {
    const overlay = new Map([[name, { bytes: Buffer.from("x"), mode: 0o644 }]]);
    await expect(sandbox.run({ argv: ["true"], overlay })).rejects.toThrow(Fault);
  }
  expect((await sandbox.run({ argv: ["true"] })).exit).toBe(0);
});

test("probing says of every backend whether it works, and leaves nothing behind", async () => {
  const { root, scratch } = emptyPlace();
  const probes = await probeSandboxes({ root, scratch, path: userPath });
  expect(probes.map(({ name }) => name)).toEqual(["perl", "bubblewrap", "none"]);
  for (const { works, why } of probes) expect(works).toBe(why === "");
  expect(readdirSync(scratch)).toEqual([]);
  expect(existsSync(root)).toBe(true);
});

test.runIf(existsSync("/usr/bin/git"))("git works on the stage", async () => {
  const { sh, root } = await openPlace(backends[0]?.name ?? "none");
  execFileSync("/usr/bin/git", ["init", "-q", root]);
  const run = await sh(
    "echo 1 > a; git add a && git -c user.name=a -c user.email=a@b commit -qm first && git log --oneline | wc -l",
  );
  expect(run).toMatchObject({ output: "1\n", exit: 0 });
  apply(run.stage, root);
  expect(execFileSync("/usr/bin/git", ["-C", root, "status", "--porcelain"], { encoding: "utf8" })).toBe("");
});
