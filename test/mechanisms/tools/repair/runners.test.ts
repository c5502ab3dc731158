/** The repair search on projects of runners that it stands in for, and on bugs that need two changes. */
import { expect, test } from "vitest";
import { runSearch } from "../../../../src/mechanisms/tools/repair/search.ts";
import { enough, makeGround } from "./ground.ts";

test.each([
  ["npx vitest run", "vitest", 'import { describe, expect, it, vi } from "vitest";'],
  ["jest", "jest", 'import { jest as vi } from "@jest/globals";'],
] as const)("a project of `%s`, whether or not the runner is there", async (command, runner, head) => {
  const files = {
    "package.json": '{ "type": "module" }',
    "src/notify.js":
      "export async function notify(people, send) {\n  for (const one of people) if (!one.active) await send(one.name);\n  return people.length;\n}\n",
    "test/notify.test.js": [
      head,
      'import { notify } from "../src/notify.js";',
      'describe("notify", () => {',
      '  it("tells who is active", async () => {',
      "    const send = vi.fn().mockResolvedValue(undefined);",
      '    await expect(notify([{ name: "a", active: true }, { name: "b" }], send)).resolves.toBe(2);',
      '    expect(send.mock.calls).toEqual([["a"]]);',
      '    expect(send).not.toHaveBeenCalledWith("b");',
      "  });",
      '  it.each([[[], 0]])("counts %j", async (people, count) => expect(await notify(people, vi.fn())).toBe(count));',
      "});",
    ].join("\n"),
  };
  const { found, failing } = await runSearch(await makeGround(files, command, runner), enough);
  expect(failing).toEqual(["notify > tells who is active"]);
  expect(found).toMatchObject({ path: "src/notify.js", before: "!one.active", after: "one.active" });
});

test("two bugs of which each has a test, one on top of the other", async () => {
  const files = {
    "package.json": '{ "type": "module" }',
    "box.js":
      "export const area = (w, h) => w + h;\nexport const ratio = (w, h) => h / w;\nexport const half = (n) => n / 2;\n",
    "box.test.js": [
      'import test from "node:test";',
      'import assert from "node:assert/strict";',
      'import { area, ratio, half } from "./box.js";',
      'test("area", () => assert.deepEqual([area(3, 4), area(5, 2)], [12, 10]));',
      'test("more area", () => assert.deepEqual([area(7, 8), area(9, 2), area(1, 9), area(6, 2)], [56, 18, 9, 12]));',
      'test("ratio", () => assert.deepEqual([ratio(6, 3), ratio(9, 3)], [2, 3]));',
      'test("more ratio", () => assert.deepEqual([ratio(1, 2), ratio(10, 4), ratio(8, 4), ratio(7, 7)], [0.5, 2.5, 2, 1]));',
      'test("half", () => assert.equal(half(4), 2));',
    ].join("\n"),
  };
  const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
  expect(found).toMatchObject({
    path: "box.js",
    before: "+",
    after: "*",
    further: [{ path: "box.js", line: 2 }],
  });
  const second = found?.further?.[0];
  const text = files["box.js"].replace(found?.old ?? "", found?.new ?? "");
  expect(text.split(second?.old ?? "")).toHaveLength(2);
  expect(text.replace(second?.old ?? "", second?.new ?? "")).toContain("w / h");
});

test("fixtures of pytest that the test file defines, one of them made of another", async () => {
  const files = {
    "store.py": "def keep(items, item):\n    items.append(item)\n    return items[0]\n",
    "test_store.py": [
      "class Fixture:",
      "    def __init__(self, made):",
      "        self._get_wrapped_function = lambda: made",
      "",
      "",
      "from store import keep",
      "",
      "first = Fixture(lambda: ['a'])",
      "both = Fixture(lambda first: first + ['b'])",
      "",
      "",
      "def test_the_newest(both):",
      "    assert keep(both, 'c') == 'c'",
      "",
      "",
      "def test_of_one(first):",
      "    assert keep(first, 'z') == 'z'",
      "",
      "",
      "def test_of_none():",
      "    assert keep([], 'x') == 'x'",
      "    assert keep([1], 2) == 2",
      "    assert keep([5, 6], 7) == 7",
      "    assert keep(['x'], 'y') == 'y'",
      "    assert keep([3, 2, 1], 0) == 0",
      "",
    ].join("\n"),
  };
  const { found, failing } = await runSearch(await makeGround(files, "python3 -m pytest", "pytest"), enough);
  expect(failing).toContain("test_the_newest");
  expect(found).toMatchObject({ path: "store.py", line: 3 });
});
