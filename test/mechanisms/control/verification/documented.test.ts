/** What a function's own words give as examples is held against a change that passes its tests. */
import { expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const program = (body: string): string =>
  `/**\n * Twice the number.\n * twice(4) => 8\n * twice(-1) => -2\n */\nexport function twice(n) {\n  return ${body};\n}\n`;
const files = nodeProject({
  "twice.js": program("n + 1"),
  "twice.test.js": nodeTests("./twice.js", "twice", { doubles: "assert.equal(twice(2), 4)" }),
});
const signs = (evidence: Awaited<ReturnType<typeof judged>>): (string | undefined)[] =>
  (evidence.findings ?? []).map(({ sign }) => sign);

test("a change that its function's own examples contradict is not proven, and is told which", async () => {
  const evidence = await judged(files, { "twice.js": program("n + 2") });
  expect(signs(evidence)).toContain("contradicts-example");
  expect(evidence.proven).toBe(false);
  expect(evidence.findings?.map(({ message }) => message).join("\n")).toContain(
    "twice(4) is 8 by the words at it in twice.js, and with this change 6",
  );
});

test("one that does what they say is", async () => {
  const evidence = await judged(files, { "twice.js": program("n * 2") });
  expect(signs(evidence)).not.toContain("contradicts-example");
  expect(evidence.proven).toBe(true);
});

test("examples that were wrong all along say nothing, and in Python lists are lists", async () => {
  const python = (body: string): string =>
    `def ends(xs):\n    """First and last.\n\n    >>> ends([1, 2, 3])\n    (1, 3)\n    >>> ends([4, 4])\n    [4]\n    """\n    return ${body}\n`;
  const evidence = await judged(
    {
      "ends.py": python("[xs[0], xs[1]]"),
      "test_ends.py":
        "import unittest\nfrom ends import ends\nclass Ends(unittest.TestCase):\n    def test_ends(self):\n        self.assertEqual(ends([5, 6, 7]), [5, 7])\n",
    },
    { "ends.py": python("[xs[0], xs[-1]]") },
  );
  expect(signs(evidence)).not.toContain("contradicts-example");
  expect(evidence.proven).toBe(true);
});

test("where a visible test makes the same call as an example, the test is the judge", async () => {
  const evidence = await judged(
    nodeProject({
      "twice.js": program("n + 1"),
      "twice.test.js": nodeTests("./twice.js", "twice", {
        "is eight": "assert.equal(twice( 4 ), 12)",
        "goes below": "assert.equal(twice(-1), -3)",
      }),
    }),
    { "twice.js": program("n + n + n") },
  );
  expect(signs(evidence)).not.toContain("contradicts-example");
  expect(evidence.proven).toBe(true);
});
