/** Python cells are programs on a stage that keep their variables, and a broken one never runs. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { missing } from "../environment/sandbox/backends.ts";
import { openGround } from "./ground.ts";

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
    error: { name: "ZeroDivisionError", line: 2 },
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

test("what cannot be kept is named, once", async () => {
  const { py } = await openGround();
  const outcome = await py("handle = open('/dev/null')\nstream = (n for n in range(3))\nkept = 1");
  expect(outcome.notes).toEqual([
    "not kept for later Python cells: handle (TextIOWrapper), stream (generator)",
  ]);
  const next = await py("kept");
  expect(next.value).toBe("1");
  expect(next.notes).toBeUndefined();
});

test("a cell that is ended by the clock leaves files and variables as they were", async () => {
  const { py, cell, root } = await openGround();
  await py("n = 1");
  const outcome = await cell("py", "n = 2\nopen('half', 'w').write('x')\nwhile True: pass", 600);
  expect(outcome).toMatchObject({
    status: "timeout",
    notes: ["the Python variables are as they were before this cell"],
  });
  expect(existsSync(path.join(root, "half"))).toBe(false);
  expect((await py("n")).value).toBe("1");
});

test("a cell that ends its own process says so, and its exit code counts", async () => {
  const { py } = await openGround();
  await py("n = 1");
  expect(await py("import os\nn = 2\nos._exit(7)")).toMatchObject({ status: "error", exit: 7 });
  expect((await py("n")).value).toBe("1");
  expect(await py("import sys\nn = 3\nsys.exit(4)")).toMatchObject({ status: "error", exit: 4 });
  expect((await py("n")).value).toBe("3");
  expect(await py("sys.exit('words')")).toMatchObject({ exit: 1, output: "words\n" });
});

test("a cell whose changes were refused leaves no variables", async () => {
  const { py } = await openGround("perl", (intent) =>
    intent.type === "change" ? { type: "deny", reason: "no" } : { type: "allow" },
  );
  await py("n = 1");
  await py("n = 2\nopen('x', 'w')");
  expect((await py("n")).value).toBe("1");
});

test("variables of many megabytes are kept, and too many are named", async () => {
  const { py } = await openGround();
  await py("large = 'x' * (20 << 20)");
  expect((await py("len(large)")).value).toBe(String(20 << 20));
  const outcome = await py("huge = b'x' * (60 << 20); small = 1");
  expect(outcome.notes?.[0]).toContain("huge (bytes of 60 MB)");
  expect((await py("[len(large), small]")).value).toBe(`[${20 << 20}, 1]`);
});

test("a cell that forges what is told to the harness harms only its own variables", async () => {
  const { py } = await openGround();
  const forge = (bytes: string): string =>
    `import os, sys\nframe = sys._getframe()\nwhile "told" not in frame.f_locals:\n    frame = frame.f_back\nopen(frame.f_locals["told"].place, "wb").write(${bytes})\nos._exit(0)`;
  expect(await py(forge('b"not json"'))).toMatchObject({ status: "ok" });
  const polluted = await py(forge(String.raw`b'{"lost": {"__proto__": {"polluted": 1}}, "value": 7}\n'`));
  expect(polluted.value).toBeUndefined();
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(await py(forge(String.raw`b'{}\nnot a pickle'`))).toMatchObject({ status: "ok" });
  const next = await py("n = 1");
  expect(next.notes?.[0]).toContain("all variables (they could not be read again");
  expect((await py("n")).value).toBe("1");
});
