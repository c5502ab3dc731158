/** What a session did is taken back exactly, whatever came in between, and never at the cost of a person's work. */
import { chmodSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { plantBefore } from "../interface/environment/nasty.ts";
import { tellTree } from "../interface/environment/tree.ts";
import { ending, makeScene, type Line, type Scene } from "./scene.ts";

const nothingToUndo = /^nothing to undo: /;

/** All of the workspace, git's own files too; between file systems hard links become files of their own. */
function tell(scene: Scene, links = true): unknown {
  return tellTree(scene.root, { links });
}

/** Each cell changes other things, so that each can be seen to be undone or not. */
const nasty: readonly Line[] = [
  {
    cells: [
      {
        language: "sh",
        code: [
          "chmod 600 plain.txt; echo two >> run.sh; chmod 644 run.sh; echo more >> hard-a",
          "rm link && ln -s elsewhere link; rm dangling; rm -r becomes-file && echo file > becomes-file",
          "rm becomes-folder && mkdir becomes-folder && echo in > becomes-folder/in; chmod 700 modes",
          "rm -r delete-folder; mv move-from moved; mv 'with space' renamed",
        ].join("\n"),
      },
      {
        language: "py",
        code: [
          "import os",
          "open('b\\nin ✓', 'wb').write(bytes(range(256)))",
          "open('with\\nnewline', 'wb').write(b'\\xff\\x00')",
          "os.makedirs('new/deep'); os.chmod('new/deep', 0o711); os.symlink('../plain.txt', 'new/link')",
        ].join("\n"),
      },
    ],
  },
  {
    cells: [
      {
        language: "ts",
        code: 'await files.write("new/deep/er/file.txt", "x"); await files.edit("plain.txt", "one", "1");',
      },
      { language: "sh", code: "rm -r remade; mkdir remade; echo again > remade/again; rm delete-me; exit 1" },
      { language: "ts", code: 'await giveUp("enough")' },
    ],
  },
];

test.each([
  ["beside the workspace", undefined],
  ["on another file system", "/dev/shm"],
])(
  "a nasty tree is given back exactly, from a cell on and then whole, with the state %s",
  async (_, stateIn) => {
    const scene = makeScene({ "kept.txt": "committed\n" }, stateIn === undefined ? {} : { stateIn });
    plantBefore({ root: scene.root, upper: "", keep: "" });
    scene.write("kept.txt", "a person's, not committed\n");
    const before = tell(scene, stateIn === undefined);
    const { result } = await scene.run("x", "--model", scene.script(nasty));
    expect(result).toMatchObject({ stop_reason: "gave_up", tree: "last state" });
    const id = String(result["session_id"]);
    expect(scene.read("plain.txt")).toBe("1\n");

    const half = await scene.tackle("undo", id, "--from", "c3");
    expect(half).toMatchObject({ exit: 0, stderr: "" });
    expect(scene.read("plain.txt")).toBe("one\n");
    expect(existsSync(path.join(scene.root, "new/deep/er"))).toBe(false);
    expect(existsSync(path.join(scene.root, "remade/old/gone"))).toBe(true);
    expect(scene.read("becomes-folder/in")).toBe("in\n");

    expect(await scene.tackle("undo")).toMatchObject({ exit: 0, stderr: "" });
    expect(tell(scene, stateIn === undefined)).toEqual(before);
    const again = await scene.tackle("undo", id);
    expect(again.exit).toBe(0);
    expect(again.stdout).toMatch(nothingToUndo);
    expect((await scene.tackle("show", id)).stdout).toContain("taken back");
  },
);

test("what a person did since is left as it is and named, and the rest is taken back", async () => {
  const scene = makeScene({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
  const code = "for f in a b c; do echo cell >> $f.txt; done; mkdir d; echo 1 > d/own; echo 1 > d/edited";
  const script = scene.script([
    { cells: [{ language: "sh", code }] },
    { cells: [{ language: "sh", code: "echo 2 >> a.txt" }] },
  ]);
  const { result } = await scene.run("x", "--model", script);
  scene.write("a.txt", "a person's\n");
  scene.write("d/edited", "a person's\n");
  scene.write("d/other", "a person's\n");
  rmSync(path.join(scene.root, "c.txt"));
  chmodSync(path.join(scene.root, "a.txt"), 0o640);
  const { exit, stdout } = await scene.tackle("undo", "--output-format", "json");
  const undone: { conflicts: { path: string }[] } = JSON.parse(stdout);
  expect(undone).toMatchObject({ session: result["session_id"], paths: ["b.txt", "c.txt", "d/own"] });
  expect(undone.conflicts.map((conflict) => conflict.path).toSorted()).toEqual([
    "a.txt",
    "d/edited",
    "d/other",
  ]);
  expect(exit).toBe(3);
  for (const file of ["a.txt", "d/edited", "d/other"]) expect(scene.read(file)).toBe("a person's\n");
  expect([scene.read("b.txt"), scene.read("c.txt")]).toEqual(["b\n", "c\n"]);
  expect(existsSync(path.join(scene.root, "d/own"))).toBe(false);
  const again: { paths: string[]; conflicts: unknown[] } = JSON.parse(
    (await scene.tackle("undo", "--output-format", "json")).stdout,
  );
  expect(again).toMatchObject({ paths: [], conflicts: { length: 3 } });
  expect((await scene.tackle("diff", String(result["session_id"]))).stdout).toContain("+cell\n+2");
});

test("what was left alone is taken back once whoever changed it has put it back, be it another session", async () => {
  const scene = makeScene({ "a.txt": "a\n", "b.txt": "b\n" });
  const before = tell(scene);
  const session = async (code: string): Promise<string> => {
    const { result } = await scene.run("x", "--model", scene.script([{ cells: [{ language: "sh", code }] }]));
    return String(result["session_id"]);
  };
  const one = await session("echo one >> a.txt; echo one >> b.txt; mkdir d; echo one > d/own");
  const two = await session("echo two >> a.txt; echo two > d/other");
  const first = await scene.tackle("undo", one);
  expect(first.exit).toBe(3);
  expect(scene.read("a.txt")).toBe("a\none\ntwo\n");
  expect(scene.read("b.txt")).toBe("b\n");
  expect((await scene.tackle("undo", two)).exit).toBe(0);
  expect(await scene.tackle("undo", one)).toMatchObject({ exit: 0, stderr: "" });
  expect(tell(scene)).toEqual(before);
  expect((await scene.tackle("undo", one)).stdout).toMatch(nothingToUndo);
});

test("a running session is not undone; one that was killed in its middle is", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const before = tell(scene);
  const cells = [
    { language: "sh", code: "echo 1 >> a.txt; mkdir d; echo 1 > d/b" },
    {
      language: "ts",
      code: 'await files.write("a.txt", "2"); await new Promise((wake) => setTimeout(wake, 60_000));',
    },
  ] as const;
  const child = scene.start("run", "x", "--model", scene.script([{ cells }]));
  const over = ending(child);
  while (scene.read("a.txt") !== "2") await new Promise((wake) => setTimeout(wake, 20));
  const busy = await scene.tackle("undo");
  expect(busy.exit).toBe(2);
  expect(busy.stderr).toContain("is working in");
  child.kill("SIGKILL");
  await over;
  expect(await scene.tackle("undo")).toMatchObject({ exit: 0, stderr: "" });
  expect(tell(scene)).toEqual(before);
});

test("diff tells the changes as git does, and as data", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const script = scene.script([
    { cells: [{ language: "sh", code: "echo b >> a.txt; echo n > n; ln -s a.txt l" }] },
  ]);
  const { result } = await scene.run("x", "--model", script);
  const id = String(result["session_id"]);
  const text = await scene.tackle("diff", id);
  expect(text.stdout).toBe(
    "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,2 @@\n a\n+b\nadded l (absent to link to a.txt)\n--- /dev/null\n+++ b/n\n@@ -0,0 +1,1 @@\n+n\n",
  );
  const data = await scene.tackle("diff", id, "--output-format", "json");
  expect(JSON.parse(data.stdout)).toMatchObject([
    { path: "a.txt", before: { node: "file", size: 2 }, after: { size: 4 } },
    { path: "l", before: { node: "absent" }, after: { node: "link", target: "a.txt" } },
    { path: "n", before: { node: "absent" } },
  ]);
});

test("a session that cannot be, or a cell that it does not have, is bad usage", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  expect(await scene.tackle("undo")).toMatchObject({ exit: 2 });
  await scene.run("x", "--model", scene.script([{ text: "no" }]));
  const { exit, stderr } = await scene.tackle("undo", "--from", "c9");
  expect(exit).toBe(2);
  expect(stderr).toContain("has no cell c9");
});
