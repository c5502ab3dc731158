/** What every way of confining a program promises of the writes that it holds. */
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { apply, backendsHere, openPlace, tree } from "../interface/environment/sandbox/backends.ts";

const backends = await backendsHere();
/** The stage of perl has two places: the machine's memory as long as that will do, and the disk. */
const places = backends
  .filter(({ why }) => why === "")
  .flatMap(({ name }) => {
    const onDisk = { name, place: "disk", memory: 0 };
    return name === "perl" ? [onDisk, { name, place: "memory", memory: 64 }] : [onDisk];
  });

describe.each(places)("$name, held in $place", ({ name, memory }) => {
  test("a command that changes nothing leaves nothing", async () => {
    const { sh, root } = await openPlace(name, memory);
    writeFileSync(path.join(root, "a"), "1");
    expect((await sh("cat a; ls -R . >/dev/null")).stage.entries).toEqual([]);
  });

  test("writes are held until they are committed", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "keep/deep"), { recursive: true });
    for (const file of ["a", "gone", "moved", "keep/deep/x", "keep/deep/y"])
      writeFileSync(path.join(root, file), file);
    symlinkSync("a", path.join(root, "link"));
    const before = tree(root);
    const run = await sh(`
      echo more >> a; rm gone; mv moved 'new name'; mkdir -p empty/inner; rm -r keep/deep; chmod 700 keep
      ln -sfn nowhere link; ln -s ../a empty/up; printf 'x' > "$(printf 'new\\nline')"; mkdir -p ü; echo ö > ü/ä; chmod 755 ü/ä; cp a setuid; chmod 4755 setuid`);
    expect(run.output).toBe("");
    expect(tree(root)).toEqual(before);
    apply(run.stage, root);
    expect(tree(root)).toEqual({
      a: "644 amore\n",
      "new name": "644 moved",
      empty: "755/",
      "empty/inner": "755/",
      "empty/up": "-> ../a",
      keep: "700/",
      link: "-> nowhere",
      "new\nline": "644 x",
      ü: "755/",
      "ü/ä": "755 ö\n",
      setuid: "755 amore\n",
    });
    await run.stage.drop();
  });

  test("entries come parents first, and only for what changed", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "a/b/c"), { recursive: true });
    writeFileSync(path.join(root, "a/b/c/old"), "1");
    const { stage } = await sh("echo 2 > a/b/c/new; mkdir -p x/y; echo 3 > x/y/z; rm a/b/c/old");
    expect(stage.entries.map((entry) => `${entry.type} ${entry.path}`)).toEqual([
      "file a/b/c/new",
      "gone a/b/c/old",
      "folder x",
      "folder x/y",
      "file x/y/z",
    ]);
    for (const { source, type } of stage.entries) expect(source === undefined).toBe(type === "gone");
    expect(readFileSync(stage.entries[0]?.source ?? "", "utf8")).toBe("2\n");
  });

  test("a folder that was deleted and made again hides what it held", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "dir/sub"), { recursive: true });
    for (const file of ["dir/one", "dir/two", "dir/sub/three", "dir/sub/four"])
      writeFileSync(path.join(root, file), file);
    const run = await sh("rm -r dir; mkdir -p dir/sub; echo new > dir/one; echo new > dir/sub/three");
    apply(run.stage, root);
    expect(tree(root)).toEqual({
      dir: "755/",
      "dir/one": "644 new\n",
      "dir/sub": "755/",
      "dir/sub/three": "644 new\n",
    });
  });

  test("files, folders and links may take each other's place", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "folder"));
    mkdirSync(path.join(root, "other"));
    writeFileSync(path.join(root, "folder/in"), "1");
    writeFileSync(path.join(root, "other/in"), "2");
    writeFileSync(path.join(root, "file"), "3");
    symlinkSync("folder", path.join(root, "link"));
    const run = await sh(
      "rm -r folder file link other; echo f > folder; mkdir file link; echo l > link/x; ln -s /etc other",
    );
    apply(run.stage, root);
    expect(tree(root)).toEqual({
      folder: "644 f\n",
      file: "755/",
      link: "755/",
      "link/x": "644 l\n",
      other: "-> /etc",
    });
  });

  test("five thousand files are all there", async () => {
    const { sh, root } = await openPlace(name, memory);
    const run = await sh(
      "mkdir many; cd many; i=0; while [ $i -lt 5000 ]; do echo $i > $i; i=$((i+1)); done",
    );
    expect(run.stage.entries).toHaveLength(5001);
    apply(run.stage, root);
    expect(readdirSync(path.join(root, "many"))).toHaveLength(5000);
  });

  test("a fifo is odd", async () => {
    const { sh } = await openPlace(name, memory);
    const { stage } = await sh("mkfifo pipe");
    expect(stage.entries).toMatchObject([{ path: "pipe", type: "odd" }]);
  });

  test("the next command sees the workspace as it is now, not what was dropped", async () => {
    const { sh, root } = await openPlace(name, memory);
    const first = await sh("echo one > a; echo two > b");
    apply(first.stage, root);
    const second = await sh("cat a b; echo three > a; rm b");
    expect(second.output).toBe("one\ntwo\n");
    await second.stage.drop();
    writeFileSync(path.join(root, "b"), "by hand\n");
    expect((await sh("cat a b")).output).toBe("one\nby hand\n");
  });

  test("a stage's overlay is seen by its one command only", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "src"));
    writeFileSync(path.join(root, "src/a"), "old");
    writeFileSync(path.join(root, "src/b"), "old");
    writeFileSync(path.join(root, "src/c"), "old");
    const overlay = new Map([
      ["src/a", { bytes: Buffer.from("new"), mode: 0o755 }],
      ["src/b", null],
      ["deep/er/d", { bytes: Buffer.from("more"), mode: 0o644 }],
    ]);
    const run = await sh("cat src/a src/c deep/er/d; test -x src/a && ls src", { overlay });
    expect(run.output).toBe("newoldmorea\nc\n");
    await run.stage.drop();
    expect((await sh("cat src/a src/b src/c; ls")).output).toBe("oldoldoldsrc\n");
  });

  test("a folder that a command closed to its owner can be committed, open to the owner", async () => {
    const { sh, root } = await openPlace(name, memory);
    mkdirSync(path.join(root, "old"), { mode: 0o700 });
    writeFileSync(path.join(root, "old/x"), "1", { mode: 0o400 });
    const run = await sh(
      "mkdir -p shut/in; echo 2 > shut/in/y; chmod 000 shut/in shut; cat old/x; chmod 055 old",
    );
    expect(run.output).toBe("1");
    expect(tree(root)).toEqual({ old: "700/", "old/x": "400 1" });
    apply(run.stage, root);
    expect(tree(root)).toEqual({
      old: "755/",
      "old/x": "400 1",
      shut: "700/",
      "shut/in": "700/",
      "shut/in/y": "644 2\n",
    });
    await run.stage.drop();
  });
});
