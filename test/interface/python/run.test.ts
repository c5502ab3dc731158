/** Python cells run one after another in one process that keeps their variables, and a broken one never runs. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { missing } from "../environment/sandbox/backends.ts";
import { openGround } from "../programs/ground.ts";

const backends: readonly SandboxName[] = ["perl", "bubblewrap", "none"];
for (const name of backends) {
  test.skipIf((await missing(name)) !== "")(
    `variables, functions, classes and imports are kept, and files are written (${name})`,
    async () => {
      const { py, root } = await openGround(name);
      const first = `import math, json as j
from dataclasses import dataclass
from collections import Counter

@dataclass
class Point:
    x: float = 1.5

LIMIT = 3
def area(p, most=LIMIT):
    return min(most, math.pi * p.x)
points = [Point(), Point(2)]
same = points
double = lambda n: n * 2
counts = Counter("abca")
open("made.txt", "w").write("text")`;
      expect(await py(first)).toMatchObject({ status: "ok", output: "", value: "4", changed: ["made.txt"] });
      expect(readFileSync(path.join(root, "made.txt"), "utf8")).toBe("text");
      expect(readdirSync(root)).toEqual(["made.txt"]);
      const next = await py(
        'same.append(Point(0))\n[len(points), area(points[1]), double(4), counts["a"], j.dumps({}), isinstance(same[0], Point)]',
      );
      expect(next.value).toBe('[3, 3, 8, 2, "{}", true]');
      expect((await py("points")).value).toBe("[Point(x=1.5), Point(x=2), Point(x=0)]");
    },
  );
}

test("a session that is taken up again has them", async () => {
  const ground = await openGround();
  await ground.py("kept = {'a': [1, 2]}");
  expect((await ground.resumed().py("kept")).value).toBe('{"a": [1, 2]}');
});

test("a cell may await at its top level, and tasks go on from statement to value", async () => {
  const { py } = await openGround();
  const code =
    "import asyncio\nasync def slow(n):\n    await asyncio.sleep(0.01)\n    return n\ntask = asyncio.ensure_future(slow(4))\nawait slow(1)\nawait task";
  expect((await py(code)).value).toBe("4");
  expect((await py("await asyncio.gather(slow(1), slow(2))")).value).toBe("[1, 2]");
});

test.each([
  ["(1, [2.5, None, True], {'a': 'é'})", '[1, [2.5, null, true], {"a": "é"}]'],
  ["float('nan')", "nan"],
  ["{1: 2}", "{1: 2}"],
  ["{1, 1}", "{1}"],
  ["'words'", '"words"'],
  ["print('x')", undefined],
  ["", undefined],
  ["x = 1", undefined],
])("the value of %s is %s", async (code, value) => {
  const { py } = await openGround();
  expect((await py(code)).value).toBe(value);
});

test("an error comes in the lines of its cells, and keeps the variables that it got to", async () => {
  const { py } = await openGround();
  await py("def inverse(n):\n    return 1 / n");
  const outcome = await py("reached = 5\ninverse(\n  0)");
  expect(outcome).toMatchObject({
    status: "error",
    exit: 1,
    output: "",
    error: { name: "ZeroDivisionError", message: "division by zero", line: 2 },
  });
  expect(outcome.error?.stack).toContain('File "c2.py", line 2, in <module>\n    inverse(');
  expect(outcome.error?.stack).toContain('File "c1.py", line 2, in inverse\n    return 1 / n');
  expect(outcome.error?.stack).not.toContain("<string>");
  expect((await py("reached")).value).toBe("5");
});

test.each([
  ["x = (", 1],
  ["open('ran', 'w')\nif True:\nprint(1)", 3],
  ["open('ran', 'w')\nreturn 4", 2],
  ["open('ran', 'w')\nx = 'unbalanced", 2],
])("a cell with a mistake in its syntax never runs: %s", async (code, line) => {
  const { py, root } = await openGround();
  expect(await py(code)).toMatchObject({ status: "refused", problems: [{ line, code: "syntax" }] });
  expect(existsSync(path.join(root, "ran"))).toBe(false);
});

test("what lives in the process goes on in it, and is named by the process after it, once", async () => {
  const ground = await openGround();
  const first = "handle = open('/dev/null')\nstream = (n for n in range(3))\nkept = next(stream)";
  expect(await ground.py(first)).not.toHaveProperty("notes");
  expect((await ground.py("[next(stream), handle.closed]")).value).toBe("[1, false]");
  const { py } = ground.resumed();
  const next = await py("kept");
  expect(next.value).toBe("0");
  expect(next.notes).toEqual([
    "lost with the process that held them: handle (TextIOWrapper), stream (generator)",
  ]);
  expect(await py("kept")).not.toHaveProperty("notes");
});

test("tasks and event loops go on from cell to cell", async () => {
  const { py } = await openGround();
  await py("import asyncio\nasync def slow():\n    await asyncio.sleep(0.01)\n    return 'late'");
  await py("task = asyncio.ensure_future(slow())\nawait asyncio.sleep(0)");
  expect((await py("await task")).value).toBe('"late"');
  expect((await py("asyncio.run(slow())")).value).toBe('"late"');
});

test("a cell tells the names that it bound, as far as it got", async () => {
  const { py } = await openGround();
  const code = `import os.path, json as j
class A: inner = 1
def f(): local = 1
for at, (b, *c) in [(1, (2, 3))]: pass
with open("/dev/null") as d: pass
e = [(g := x) for x in "ab"]
match {"k": 1}:
    case {"k": h, **rest}: pass`;
  expect((await py(code)).declared?.toSorted()).toEqual([
    "A",
    "at",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "j",
    "os",
    "rest",
  ]);
  expect((await py("one = 1\ntwo = 1 / 0")).declared).toEqual(["one"]);
});

test("after an edit the names of a module of the workspace lead to its new code, and what the old one made is named", async () => {
  const { py, sh } = await openGround();
  await sh("echo 'class A: pass\ndef f(): return 1' > m.py");
  const first = await py("import m\nfrom m import f\nold = m.A()\n[m.f(), f()]");
  expect(first).toMatchObject({ value: "[1, 1]" });
  expect(first).not.toHaveProperty("ignored");
  expect(first).not.toHaveProperty("changed");
  await sh("echo 'class A: pass\ndef f(): return 22' > m.py");
  expect(await py("[m.f(), f()]")).toMatchObject({
    value: "[22, 22]",
    notes: ["made by code of the workspace that has changed since: old"],
  });
});

test("what is still open for writing when its cell ends is named, and writes nothing into the workspace", async () => {
  const { py, root } = await openGround();
  const first = await py("f = open('log', 'w')\nf.write('one')\nf.flush()");
  expect(first.notes).toEqual(["still open, and what is written to them from now on is lost: log"]);
  await py("f.write('two')\nf.close()");
  expect(readFileSync(path.join(root, "log"), "utf8")).toBe("one");
});

test("programs that a cell leaves running end with it, and threads stand still", async () => {
  const { py } = await openGround();
  const outcome = await py(
    "import subprocess, threading, time\nchild = subprocess.Popen(['sleep', '100'])\nthread = threading.Thread(target=time.sleep, args=(0.3,), name='nap')\nthread.start()",
  );
  expect(outcome.notes).toEqual([
    "ended with the cell, as it had started them: 1 programs; one that lives on is started by process.start",
    "threads that stand still until the next Python cell: nap",
  ]);
  expect((await py("[child.wait(), thread.join(2)]")).value).toBe("[-9, null]");
});

test("a cell that ends its own process is lost with what it did, and the next goes on from before it", async () => {
  const { py, root } = await openGround();
  await py("n = 1\nstream = (n for n in range(3))");
  expect(await py("import os\nn = 2\nopen('half', 'w')\nos._exit(7)")).toMatchObject({
    status: "lost",
    error: { name: "KernelLost", message: "the kernel died: its process ended with exit code 7" },
  });
  expect(existsSync(path.join(root, "half"))).toBe(false);
  expect(await py("n")).toMatchObject({
    value: "1",
    notes: ["lost with the process that held them: stream (generator)"],
  });
  expect(await py("import sys\nn = 3\nsys.exit(4)")).toMatchObject({ status: "error", exit: 4 });
  expect((await py("n")).value).toBe("3");
  expect(await py("sys.exit('words')")).toMatchObject({ exit: 1, output: "words\n" });
});

test("a process that a cell forks ends where the cell does", async () => {
  const { py } = await openGround();
  const code = "import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\nprint('parent' if pid else 'child')";
  expect(await py(code)).toMatchObject({ status: "ok", output: "child\nparent\n" });
});

test("a cell whose changes were refused keeps its variables", async () => {
  const { py, root } = await openGround("perl", (intent) =>
    intent.type === "change" ? { type: "deny", reason: "no" } : { type: "allow" },
  );
  expect(await py("n = 2\nopen('x', 'w')")).toMatchObject({ status: "error", error: { name: "Refused" } });
  expect(await py("import os\n[n, os.path.exists('x')]")).toMatchObject({ value: "[2, false]" });
  expect(existsSync(path.join(root, "x"))).toBe(false);
});

test("variables of many megabytes are kept, and too many are named by the next process", async () => {
  const ground = await openGround();
  await ground.py("large = 'x' * (20 << 20)");
  await ground.py("huge = b'x' * (60 << 20); small = 1");
  const { py } = ground.resumed();
  const outcome = await py("[len(large), small]");
  expect(outcome.value).toBe(`[${20 << 20}, 1]`);
  expect(outcome.notes?.[0]).toContain("huge (bytes of 60 MB)");
});

test("a session whose kept state is not what a driver wrote says so, and goes on", async () => {
  const ground = await openGround();
  const forge =
    "import os\nold = os.write\nos.write = lambda to, data: old(to, b'not a pickle' if to == 4 else data)";
  await ground.py(`n = 1\n${forge}`);
  const { py } = ground.resumed();
  const next = await py("n = 2");
  expect(next.notes?.[0]).toMatch(/all variables|lost/);
  expect((await py("n")).value).toBe("2");
});
