/** What the words at a function promise in sentences is held against a change that passes its tests. */
import { expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const program = (body: string): string =>
  `/**\n * The greatest of the numbers.\n *\n * @returns {number} 0 for an empty list. The given list is not changed.\n */\nexport function greatest(xs) {\n  ${body}\n}\n`;
const files = nodeProject({
  "greatest.js": program("return xs.length === 0 ? 0 : xs.at(-1);"),
  "greatest.test.js": nodeTests("./greatest.js", "greatest", {
    last: "assert.equal(greatest([1, 2]), 2)",
    first: "assert.equal(greatest([5, 1, 3]), 5)",
    lone: "assert.equal(greatest([4]), 4)",
  }),
});
const promises = (evidence: Awaited<ReturnType<typeof judged>>): string[] =>
  (evidence.findings ?? []).flatMap(({ sign, message }) => (sign === "breaks-promise" ? [message] : []));

test("a change that breaks what is promised for some input is not proven, and is told the sentence, the call and what came", async () => {
  const evidence = await judged(files, { "greatest.js": program("return Math.max(...xs);") });
  expect(promises(evidence).join("\n")).toContain(
    'greatest([]) in greatest.js comes to -Infinity, and came to 0; the words at greatest say: "Returns 0 for an empty list."',
  );
  expect(evidence.proven).toBe(false);
});

test("so is one that changes what it is given", async () => {
  const body = "return xs.length === 0 ? 0 : xs.sort((a, b) => a - b).at(-1);";
  const evidence = await judged(files, { "greatest.js": program(body) });
  expect(promises(evidence).join("\n")).toContain(
    'changes what it is given, and did not; the words at greatest say: "The given list is not changed."',
  );
});

test("one that keeps them has no such sign, and in Python neither", async () => {
  const right = "return xs.reduce((most, x) => (most === undefined || x > most ? x : most), undefined) ?? 0;";
  const evidence = await judged(files, { "greatest.js": program(right) });
  expect(promises(evidence)).toEqual([]);
  expect(evidence.proven).toBe(true);
  const python = (body: string): string =>
    `def share(xs, n):\n    """The first n of them. Raises ValueError if n is negative; none twice."""\n    if n < 0:\n        raise ValueError(n)\n    return ${body}\n`;
  const other = await judged(
    {
      "share.py": python("xs[:n + 1]"),
      "test_share.py":
        "import unittest\nfrom share import share\nclass Share(unittest.TestCase):\n    def test_share(self):\n        self.assertEqual(share([5, 6, 7], 2), [5, 6])\n",
    },
    { "share.py": python("xs[:n]") },
  );
  expect(promises(other)).toEqual([]);
});
