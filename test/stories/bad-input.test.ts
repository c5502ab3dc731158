/** What goes wrong outside is said in one clear line, with the right exit code, and nothing is lost. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ending, makeScene, sumProject, type Scene } from "./scene.ts";

const fix = {
  language: "ts",
  code: 'await files.edit("sum.js", "a - b", "a + b"); await done("adds")',
} as const;

/** One line that says what and where, and one that says what to do; no stack. */
function expectClear(stderr: string): void {
  const lines = stderr.trimEnd().split("\n");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(lines.at(0)).toMatch(/^tackle: \S/);
  expect(lines.at(1)).toMatch(/^ {2}→ \S/);
}

const session = (scene: Scene): string => {
  const folder = path.join(scene.state, "sessions");
  const [slug = ""] = readdirSync(folder);
  return path.join(
    folder,
    slug,
    readdirSync(path.join(folder, slug)).find((name) => name.endsWith(".db")) ?? "",
  );
};

test("a check command that does not exist is bad usage, before a model is asked", async () => {
  const scene = makeScene(sumProject);
  const { exit, stderr } = await scene.tackle(
    "run",
    "x",
    "--model",
    scene.script([{ cells: [fix] }]),
    "--verify",
    "no-such-check --all",
  );
  expect(exit).toBe(2);
  expectClear(stderr);
  expect(stderr).toContain("no-such-check");
  expect(scene.read("sum.js")).toContain("a - b");
});

test("without tests, a claim is not proven and the line says how to name a check", async () => {
  const scene = makeScene({ "sum.js": sumProject["sum.js"] ?? "" });
  const { exit, result } = await scene.run("x", "--model", scene.script([{ cells: [fix] }]));
  expect(exit).toBe(3);
  expect(JSON.stringify(result)).toContain("--verify");
});

test("the solver says that all tests pass already, and changes nothing", async () => {
  const scene = makeScene({ ...sumProject, "sum.js": "export const sum = (a, b) => a + b;\n" });
  const { exit, result } = await scene.run("make the failing tests pass", "--model", "solver");
  expect(result).toMatchObject({ stop_reason: "answered" });
  expect(result["result"]).toContain("pass already");
  expect(exit).toBe(0);
});

test("a second run in the same folder is turned away, and the first goes on", async () => {
  const scene = makeScene({ ...sumProject, go: "" });
  // By a pattern: a file that a session has read may not change under it.
  const slow = scene.script([
    { cells: [{ language: "sh", code: "until [ -s g? ]; do sleep 0.05; done" }, fix] },
  ]);
  const first = scene.start("run", "x", "--model", slow);
  const over = ending(first);
  await new Promise<void>((resolve) =>
    first.stdout?.on("data", (data) => String(data).includes("until [ -s g?") && resolve()),
  );
  const second = await scene.tackle("run", "x", "--model", slow);
  expect(second.exit).toBe(2);
  expectClear(second.stderr);
  scene.write("go", "now");
  expect((await over).exit).toBe(0);
});

test("a journal that is not whole is named, and the others are still listed", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([{ text: "hello" }]);
  await scene.run("one", "--model", script);
  const damaged = session(scene);
  await scene.run("two", "--model", script);
  for (const log of [`${damaged}-wal`, `${damaged}-shm`]) if (existsSync(log)) truncateSync(log);
  truncateSync(damaged, 5000);
  const shown = await scene.tackle("show", path.basename(damaged, ".db"));
  expect(shown.exit).toBe(1);
  expectClear(shown.stderr);
  const listed = await scene.tackle("sessions", "--output-format", "json");
  expect(JSON.parse(listed.stdout)).toEqual(
    expect.arrayContaining([expect.objectContaining({ task: "two" })]),
  );
});

test("a large file, names with spaces and newlines, and a closed stdin are no trouble", async () => {
  const scene = makeScene({ ...sumProject, "odd name\nwith a line.txt": "odd\n" });
  writeFileSync(path.join(scene.root, "large.bin"), "");
  truncateSync(path.join(scene.root, "large.bin"), 200 * 1024 * 1024);
  const list = {
    language: "sh",
    code: "mv 'odd name\nwith a line.txt' 'moved\nname'; ls -s large.bin >/dev/null",
  } as const;
  const { exit, result } = await scene.run("x", "--model", scene.script([{ cells: [list, fix] }]));
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(exit).toBe(0);
  expect(scene.read("moved\nname")).toBe("odd\n");
});

// Root writes where nobody may; a read-only mount is read-only for root too, and needs a namespace to be made.
test("a folder that cannot be written is refused before anything starts", async () => {
  const scene = makeScene(sumProject);
  const inside = [
    "-rm",
    "sh",
    "-c",
    'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"',
    "sh",
    scene.root,
  ];
  const tackle = path.resolve("bin/tackle");
  const words = [tackle, "run", "x", "--model", scene.script([{ cells: [fix] }]), "--cwd", scene.root];
  const env = {
    PATH: process.env["PATH"],
    HOME: path.dirname(scene.root),
    XDG_STATE_HOME: path.dirname(scene.state),
  };
  const { status, stderr } = spawnSync("unshare", [...inside, ...words], { encoding: "utf8", env, cwd: "/" });
  expect(stderr).toContain(scene.root);
  expectClear(stderr);
  expect(status).toBe(1);
});

test("a full disk stops the session in one line that says how to go on", async () => {
  const scene = makeScene(sumProject);
  const small = path.join(path.dirname(scene.root), "small");
  mkdirSync(small);
  chmodSync(small, 0o700);
  const fill = { language: "sh", code: "head -c 30000000 /dev/zero > big.bin" } as const;
  const tackle = path.resolve("bin/tackle");
  const run = [
    tackle,
    "run",
    "x",
    "--model",
    scene.script([{ cells: [fill, fix] }]),
    "--cwd",
    scene.root,
  ].map((word) => `'${word}'`);
  const state = `mount -t tmpfs -o size=8m none '${small}' && export XDG_STATE_HOME='${small}'`;
  const { stderr, status } = spawnSync(
    "unshare",
    ["-rm", "sh", "-c", `${state} && ${run.join(" ")}; code=$?; exit $code`],
    {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: path.dirname(scene.root) },
      cwd: "/",
    },
  );
  expect(stderr).toContain("no space left");
  expectClear(stderr);
  expect(stderr).toContain("tackle resume");
  expect(status).toBe(1);
});
