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
const cases = (calls: Readonly<Record<string, string>>): Record<string, string> => ({
  "test_rank.py": [
    "import unittest",
    "from rank import rank",
    "class Ranks(unittest.TestCase):",
    ...Object.entries(calls).flatMap(([given, wanted], at) => [
      `    def test_${at}(self):`,
      `        self.assertEqual(rank(${given}), ${wanted})`,
    ]),
    "",
  ].join("\n"),
});

test("a repair by which something begins to matter that did not where the original was right is not believed", async () => {
  const files = {
    ...python("    return sorted(names)\n"),
    ...cases({
      "['b']": "['b']",
      "['a', 'b']": "['a', 'b']",
      "['c', 'd']": "['c', 'd']",
      "['a', 'b', 'c']": "['a', 'b', 'c']",
      "['b', 'b', 'c']": "['b', 'c']",
    }),
  };
  const evidence = await judged(files, python("    return list(dict.fromkeys(names))\n"));
  expect(evidence.findings?.map(({ sign }) => sign)).toContain("loses-symmetry");
  expect(evidence.proven).toBe(false);
});

test("that nothing matters to wrong answers says nothing against a repair by which it does", async () => {
  const files = {
    ...python("    return sorted(names)[::-1]\n"),
    ...cases({
      "['b']": "['b']",
      "['b', 'a']": "['a', 'b']",
      "['a', 'c']": "['c', 'a']",
      "['d', 'a', 'c']": "['c', 'a', 'd']",
      "['c', 'b', 'd']": "['d', 'b', 'c']",
      "['a', 'd', 'b', 'c']": "['c', 'b', 'd', 'a']",
    }),
  };
  expect(await judged(files, python("    return names[::-1]\n"))).toMatchObject({
    proven: true,
    findings: [],
  });
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

test("a count or a bound that was off by one is not held against a change, though a test says the number, too", async () => {
  const program = (last: number): string =>
    `def tribo(n):\n    if n < 3:\n        return n // 2\n    return tribo(n - 1) + tribo(n - 2) + tribo(n - ${last})\n`;
  const tests = "import unittest\nfrom tribo import tribo\nclass Tribo(unittest.TestCase):\n";
  const is = (n: number, wanted: number): string =>
    `    def test_${n}(self):\n        self.assertEqual(tribo(${n}), ${wanted})\n`;
  const files = {
    "tribo.py": program(4),
    "test_tribo.py": tests + is(0, 0) + is(2, 1) + is(3, 1) + is(5, 4) + is(6, 7),
  };
  const evidence = await judged(files, { "tribo.py": program(3) });
  expect(evidence.findings?.map(({ sign }) => sign)).not.toContain("test-literal");
  expect(evidence.proven).toBe(true);
});
