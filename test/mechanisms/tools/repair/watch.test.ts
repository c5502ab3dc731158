/** Watched runs: what checks want of calls, which changes cannot matter, and early answers made from what was seen. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speeches } from "../../../../src/mechanisms/tools/repair/operators/site.ts";
import { rankCandidates } from "../../../../src/mechanisms/tools/repair/rank.ts";
import { study, type Study } from "../../../../src/mechanisms/tools/repair/study.ts";
import { adaptedTo, donorsIn } from "../../../../src/mechanisms/tools/repair/synthesis/donors.ts";
import type { Source } from "../../../../src/mechanisms/tools/repair/sources.ts";
import { openGrammar, walk } from "../../../../src/mechanisms/tools/repair/syntax.ts";
import { foresee } from "../../../../src/mechanisms/tools/repair/synthesis/foresee.ts";
import { createValues, sumsOf } from "../../../../src/mechanisms/tools/repair/synthesis/values.ts";
import { isPure } from "../../../../src/mechanisms/tools/repair/watch/pure.ts";
import { watch } from "../../../../src/mechanisms/tools/repair/watch/watch.ts";
import { makeGround } from "./ground.ts";

const python = {
  "fee.py":
    'def fee(days, rate):\n    due = days * rate\n    return due + 1 - 1\n\n\ndef bill(days, rate):\n    return "fee: " + str(fee(days, rate))\n',
  "test_fee.py": [
    "import unittest",
    "from fee import bill, fee",
    "",
    "",
    "class Fee(unittest.TestCase):",
    "    def test_fee(self):",
    "        self.assertEqual(fee(2, 5), 10)",
    "        assert abs(fee(3, 4) - 12) < 0.1",
    "        self.assertEqual(fee(1, 9), 9)",
    "        self.assertEqual(fee(6, 4), 24)",
    "        self.assertEqual(fee(-1, 5), 0)",
    "        self.assertEqual(fee(-2, 7), 0)",
    "",
    "    def test_bill(self):",
    '        self.assertEqual(bill(-3, 5), "fee: 0")',
    "",
  ].join("\n"),
};
const javascript = {
  "package.json": '{ "type": "module" }',
  "price.ts":
    "export class Prices {\n  #all = new Map<string, number>();\n  set(name: string, price: number): void {\n    this.#all.set(name, price);\n  }\n  of(name: string, count: number): number {\n    const price = this.#all.get(name) ?? 0;\n    return price * count;\n  }\n}\n",
  "price.test.ts": [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    'import { Prices } from "./price.ts";',
    "const open = (): Prices => { const all = new Prices(); all.set('nail', 3); return all; };",
    "test('some', () => assert.equal(open().of('nail', 4), 12));",
    "test('others', () => { const all = open(); assert.equal(all.of('nail', 2), 6); assert.equal(all.of('saw', 2), 0); });",
    "test('never less than nothing', () => { assert.equal(open().of('nail', -4), 0); });",
    "",
  ].join("\n"),
};

async function studied(
  files: Readonly<Record<string, string>>,
  runner: "unittest" | "node-test",
): Promise<{ readonly ground: Awaited<ReturnType<typeof makeGround>>; readonly known: Study }> {
  const command = runner === "unittest" ? "python3 -m unittest" : "node --test";
  const ground = await makeGround(files, command, runner);
  const known = await study(ground);
  if (known.type === "stuck") throw new Error(known.why);
  return { ground, known };
}

describe("a check", () => {
  test("says what it wants of the call in it, and of a call below that explains its failure", async () => {
    const { ground, known } = await studied(python, "unittest");
    const sight = await watch(ground, known, new Map());
    const told = sight?.calls.map(({ top, failed, wanted }) => [top, failed, sight.shown[wanted] ?? ""]);
    expect(told?.filter(([, failed]) => failed === false).map(([, , wanted]) => wanted)).toEqual([
      "n10",
      "n12",
      "n9",
      "n24",
    ]);
    expect(told?.filter(([, failed]) => failed === true)).toEqual([
      [true, true, "sfee: 0"],
      [false, true, "n0"],
      [true, true, "n0"],
      [true, true, "n0"],
    ]);
  });
});

describe("what was seen", () => {
  test("leaves out what cannot matter, and makes an early answer that was missing", async () => {
    const { ground, known } = await studied(python, "unittest");
    const ranked = rankCandidates(known);
    const foreseen = await foresee(ground, known, ranked);
    const texts = (of: typeof foreseen): string[] =>
      of.map(({ mutation: { text, line } }) => `${line}: ${text.trim()}`);
    const left = new Set(texts(foreseen));
    const out = texts(ranked).filter((one) => !left.has(one));
    expect(out).toEqual(expect.arrayContaining(["3: 1 + due", "2: round(days)", "3: min(1, due)"]));
    // 10.0 is another thing than 10 where it is written.
    expect(left).toContain("2: float(days)");
    const made = foreseen.filter(({ mutation }) => mutation.operator === "guard-made");
    expect(texts(made).some((one) => /^[23]: if (?:days|due) <=? [01]: return 0$/.test(one))).toBe(true);
  });

  test("of a class in TypeScript with fields of its own makes one too", async () => {
    const { ground, known } = await studied(javascript, "node-test");
    const foreseen = await foresee(ground, known, rankCandidates(known));
    const made = foreseen.filter(({ mutation }) => mutation.operator === "guard-made");
    expect(made.map(({ mutation }) => mutation.text.trim())).toContain("if (count <= 0) return 0;");
  });
});

describe("what the project has elsewhere", () => {
  test("is said with the names of the place that lacks it, the most alike function's first", async () => {
    const parse = await openGrammar("javascript");
    const source = (file: string, text: string): Source => {
      const tree = parse(text);
      if (!tree) throw new Error(file);
      return { file, text, tree, grammar: "javascript", parse };
    };
    const shelf = source(
      "shelf.js",
      "export function give(item, log) {\n  if (item.count < 1) return null;\n  item.count -= 1;\n  log.push(item.name);\n}\nfunction far(x) {\n  send(x);\n}\n",
    );
    const desk = source(
      "desk.js",
      "export function lend(book, log) {\n  book.count -= 1;\n  return book.name;\n}\n",
    );
    const place = [...walk(desk.tree)].find(({ type }) => type === "expression_statement");
    if (!place) throw new Error("there is a statement");
    const donors = donorsIn([shelf, desk]);
    const statements = adaptedTo(donors, desk, place, true).map(({ text }) => text);
    expect(statements).toEqual(
      expect.arrayContaining(["if (book.count < 1) return null;", "log.push(book.name);"]),
    );
    // A function that the file does not know is not called.
    expect(statements.some((text) => text.includes("send"))).toBe(false);
    expect(adaptedTo(donors, desk, place, false).map(({ text }) => text)).toContain("book.count < 1");
  });
});

describe("values", () => {
  test("are reckoned as the language would", () => {
    const amounts = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const values = createValues([`n${a}`, `n${b}`], speeches.python);
        const [one, other] = [0, 1].map((value) => ({ text: "ab".charAt(value), values: [value], size: 1 }));
        if (!one || !other) return;
        const sums = new Map(
          [...sumsOf([one], [other], values, speeches.python)].map((sum) => [sum.text, sum.values[0] ?? -1]),
        );
        expect(sums.has("a % b")).toBe(b !== 0);
        if (b === 0) return;
        const whole = values.amount(sums.get("a // b") ?? -1) ?? Number.NaN;
        const rest = values.amount(sums.get("a % b") ?? -1) ?? Number.NaN;
        expect(whole * b + rest).toBe(a);
        expect(rest === 0 || rest > 0 === b > 0).toBe(true);
      }),
    );
    const values = createValues(["n1", "stwo", "l[]"], speeches.python);
    expect(values.items(values.list([0, 1, 2]))).toEqual(["n1", "stwo", "l[]"]);
    expect([values.truth(2), createValues(["l[]"], speeches.javascript).truth(0)]).toEqual([false, true]);
  });

  test("are only taken of what changes nothing", () => {
    const own = new Set(["area"]);
    for (const text of ["items.slice(1).sort()", "area(a) + Math.max(a, b)", "text.trim() === ''"])
      expect(isPure(text, speeches.javascript, own)).toBe(true);
    for (const text of ["items.sort()", "items.push(1)", "i++", "(a = b)", "send(a)", "await area(a)"])
      expect(isPure(text, speeches.javascript, own)).toBe(false);
    expect(isPure("len(items) % 2 == 0 and items[-1].lower()", speeches.python, own)).toBe(true);
    for (const text of ["items.pop()", "next(items)", "(a := b)", "print(a)"])
      expect(isPure(text, speeches.python, own)).toBe(false);
  });
});
