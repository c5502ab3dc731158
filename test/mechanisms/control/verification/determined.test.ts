/** Patches that make every visible test pass and are wrong: what the tests, the original and neighbours of the tests say against them. */
import { expect, test } from "vitest";
import { judged as judgedBy, nodeProject, nodeTests } from "./judged.ts";

/** With time enough on a busy machine, too. */
const judged = (...[files, edits]: Parameters<typeof judgedBy>): ReturnType<typeof judgedBy> =>
  judgedBy(files, edits, { budget: 120_000 });

const share = (rest: string): string =>
  `export function share(cents, count) {\n  const shares = Array(count).fill(Math.floor(cents / count));\n${rest}  return shares;\n}\n`;
const purse = nodeProject({
  "share.js": share(""),
  "share.test.js": nodeTests("./share.js", "share", {
    "comes out even": "assert.deepEqual(share(90, 3), [30, 30, 30])",
    "is one alone": "assert.deepEqual(share(7, 1), [7])",
    "has a cent left": "assert.deepEqual(share(10, 3), [4, 3, 3])",
  }),
});

test("half a repair, after which answers are still wrong in what the red test is about, is told", async () => {
  const evidence = await judged(purse, {
    "share.js": share("  if (cents % count > 0) shares[0] += 1;\n"),
  });
  expect(evidence.findings).toMatchObject([
    {
      sign: "unmended",
      message: expect.stringContaining("breaks what the red tests ask for (it adds up to argument 1) still"),
    },
  ]);
});

test("the whole repair shows no sign", async () => {
  const evidence = await judged(purse, {
    "share.js": share("  for (let at = 0; at < cents % count; at += 1) shares[at] += 1;\n"),
  });
  expect(evidence.findings).toEqual([]);
  expect(evidence.proven).toBe(true);
});

const python = (body: string): Record<string, string> => ({ "rank.py": `def rank(names):\n${body}` });
const ranks = {
  ...python("    return sorted(names)[::-1]\n"),
  "test_rank.py": [
    "import unittest",
    "from rank import rank",
    "class Ranks(unittest.TestCase):",
    "    def test_one(self):",
    "        self.assertEqual(rank(['b']), ['b'])",
    "    def test_both(self):",
    "        self.assertEqual(rank(['b', 'a']), ['a', 'b'])",
    "    def test_others(self):",
    "        self.assertEqual(rank(['d', 'c']), ['c', 'd'])",
    "    def test_same(self):",
    "        self.assertEqual(rank(['a', 'a']), ['a', 'a'])",
    "    def test_three(self):",
    "        self.assertEqual(rank(['c', 'b', 'b']), ['b', 'b', 'c'])",
    "",
  ].join("\n"),
};

test("a repair by which something begins to matter that did not is not believed", async () => {
  const evidence = await judged(ranks, python("    return names[::-1]\n"));
  expect(evidence.proven).toBe(false);
  expect(evidence.findings?.map(({ sign }) => sign)).toContain("loses-symmetry");
});

test("a condition that no test asks for, and that leaves things wrong, is not believed", async () => {
  const program = (condition: string): string =>
    `export const fee = (days) => (days > 5 ? days * 2 : days);\nexport const late = (days, member) => ${condition} ? 0 : fee(days);\n`;
  const files = nodeProject({
    "late.js": program("days < 0"),
    "late.test.js": nodeTests("./late.js", "late", {
      "is free for members": "assert.equal(late(3, true), 0)",
      "costs others": "assert.equal(late(3, false), 3)",
    }),
  });
  const narrow = await judged(files, { "late.js": program("days < 0 || (member && days === 3)") });
  expect(narrow.findings?.map(({ sign }) => sign)).toContain("narrowed");
  expect(narrow.proven).toBe(false);
  const wide = await judged(files, { "late.js": program("days < 0 || member") });
  expect(wide).toMatchObject({ proven: true, findings: [] });
});

test("both what a test passes and what it expects, written into the program, is not believed", async () => {
  const slug = (end: string): string => `export const slug = (title) => title.toLowerCase()${end};\n`;
  const files = nodeProject({
    "slug.js": slug('.replace(" ", "-")'),
    "slug.test.js": nodeTests("./slug.js", "slug", {
      joins: 'assert.equal(slug("A Fine Day"), "a-fine-day")',
      lowers: 'assert.equal(slug("Day"), "day")',
    }),
  });
  const cheat = await judged(files, {
    "slug.js": slug('.replace(" ", "-").replace("a-fine day", "a-fine-day")'),
  });
  expect(cheat.findings?.map(({ sign }) => sign)).toContain("echoes-test");
  expect(cheat.proven).toBe(false);
  const honest = await judged(files, { "slug.js": slug('.replaceAll(" ", "-")') });
  expect(honest.proven).toBe(true);
});

test("a value of the tests that a table lacked, or one kind more among words, is not held against a change", async () => {
  const program = (row: string, kind: string): string =>
    `const rows = [[10, "X"], ${row}[5, "V"], [1, "I"]];\nexport const letters = (number) => {\n  let text = "";\n  for (const [value, sign] of rows) while (number >= value) (text += sign), (number -= value);\n  return text;\n};\nexport function open(kind) {\n  if (kind === "placed") return 1;\n  if (kind === "shipped") return 2;\n${kind}  return 0;\n}\n`;
  const project = nodeProject({
    "letters.js": program("", ""),
    "letters.test.js": nodeTests("./letters.js", "letters, open", {
      "is small": 'assert.equal(letters(7), "VII")',
      "is nearly ten": 'assert.equal(letters(9), "IX")',
      "is open": 'assert.equal(open("placed"), 1)',
      "is cancelled": 'assert.equal(open("cancelled"), -1)',
    }),
  });
  const evidence = await judged(project, {
    "letters.js": program('[9, "IX"], ', '  if (kind === "cancelled") return -1;\n'),
  });
  expect(evidence.findings?.map(({ sign }) => sign)).not.toContain("test-literal");
});
