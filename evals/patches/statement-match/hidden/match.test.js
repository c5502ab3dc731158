"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { daysBetween } = require("../lib/days.js");
const { match } = require("../lib/match.js");
const { namedIn, plain } = require("../lib/reference.js");

let seed = 1177;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const date = (day) => new Date(Date.UTC(2026, 1, 20) + day * 86_400_000).toISOString().slice(0, 10);
const dayOf = (text) => Math.round((Date.parse(`${text}T12:00:00Z`) - Date.UTC(2026, 1, 20, 12)) / 86_400_000);
const freeze = (list) => Object.freeze(list.map((each) => Object.freeze(each)));

const bare = (text) => [...text.toUpperCase()].filter((letter) => !" \t\n-./".includes(letter)).join("");
function plainNamed(text, bills) {
  const named = bills.filter(({ reference }) => bare(reference) !== "" && bare(text).includes(bare(reference)));
  const longest = Math.max(...named.map(({ reference }) => bare(reference).length));
  return named.find(({ reference }) => bare(reference).length === longest);
}
function plainMatch(lines, bills, within) {
  const of = new Map();
  const free = () => bills.filter((bill) => ![...of.values()].includes(bill));
  const names = lines.map((line) => plainNamed(line.text, bills));
  lines.forEach((line, at) => {
    if (names[at] !== undefined && names[at].amount === line.amount && free().includes(names[at])) of.set(at, names[at]);
  });
  lines.forEach((line, at) => {
    if (names[at] !== undefined) return;
    const fitting = free().filter((bill) => bill.amount === line.amount && Math.abs(dayOf(bill.due) - dayOf(line.date)) <= within);
    const sorted = fitting.toSorted((one, other) => Math.abs(dayOf(one.due) - dayOf(line.date)) - Math.abs(dayOf(other.due) - dayOf(line.date)) || dayOf(one.due) - dayOf(other.due));
    if (sorted.length > 0) of.set(at, sorted[0]);
  });
  return {
    matched: [...of.keys()].sort((one, other) => one - other).map((at) => ({ line: lines[at], bill: of.get(at), by: names[at] === undefined ? "amount" : "reference" })),
    openLines: lines.filter((_, at) => !of.has(at)),
    openBills: free(),
  };
}
function assertSame(lines, bills, within) {
  const expected = plainMatch(lines, bills, within ?? 10);
  const result = within === undefined ? match(lines, bills) : match(lines, bills, { within });
  assert.deepEqual(result, expected);
  result.matched.forEach((pair, at) => {
    assert.equal(pair.line, expected.matched[at].line);
    assert.equal(pair.bill, expected.matched[at].bill);
  });
  result.openLines.forEach((line, at) => assert.equal(line, expected.openLines[at]));
  result.openBills.forEach((bill, at) => assert.equal(bill, expected.openBills[at]));
}
const references = ["R-1", "R-12", "R-2", "R/3", "r 1.2", "Q 7", "R-123", ""];

test("statements of all kinds", () => {
  for (let round = 0; round < 1500; round++) {
    const amounts = [100, 200, 300].slice(0, 1 + next(3));
    const bills = freeze(Array.from({ length: next(6) }, () => ({ reference: pick(references), amount: pick(amounts), due: date(next(24)) })));
    const lines = freeze(
      Array.from({ length: next(7) }, (_, at) => ({
        text: pick(["thanks", "rent", `for ${pick(references)}`, `${pick(references)} and ${pick(references)}`.toLowerCase()]),
        amount: pick(amounts),
        date: date(next(24)),
        at,
      })),
    );
    assertSame(lines, bills, pick([undefined, 0, 1, 3, 40]));
  }
});
test("amounts alone", () => {
  for (let round = 0; round < 600; round++) {
    const bills = freeze(Array.from({ length: 1 + next(6) }, (_, at) => ({ reference: `B${at}`, amount: pick([1, 2]), due: date(next(12)) })));
    const lines = freeze(Array.from({ length: 1 + next(6) }, (_, at) => ({ text: "paid", amount: pick([1, 2]), date: date(next(12)), at })));
    assertSame(lines, bills, pick([undefined, 2, 5]));
  }
});
test("the order of the pairs is that of the lines", () => {
  const bills = freeze([{ reference: "R-1", amount: 1, due: "2026-03-01" }, { reference: "R-2", amount: 1, due: "2026-03-01" }]);
  const lines = freeze([{ text: "thanks", amount: 1, date: "2026-03-01" }, { text: "r1", amount: 1, date: "2026-03-01" }]);
  assert.deepEqual(match(lines, bills).matched.map(({ bill, by }) => [bill.reference, by]), [["R-2", "amount"], ["R-1", "reference"]]);
});
test("a bill is free when the line that names it does not pay it", () => {
  const bills = freeze([{ reference: "R-1", amount: 5, due: "2026-03-01" }]);
  const lines = freeze([{ text: "thanks", amount: 5, date: "2026-03-01" }, { text: "r1", amount: 4, date: "2026-03-01" }]);
  assert.deepEqual(match(lines, bills), { matched: [{ line: lines[0], bill: bills[0], by: "amount" }], openLines: [lines[1]], openBills: [] });
});
test("a line that names a bill is never matched by its amount", () => {
  const bills = freeze([{ reference: "R-1", amount: 5, due: "2026-03-01" }, { reference: "R-2", amount: 4, due: "2026-03-01" }]);
  const lines = freeze([{ text: "r1", amount: 4, date: "2026-03-01" }, { text: "r1", amount: 5, date: "2026-03-01" }, { text: "r1", amount: 5, date: "2026-03-01" }]);
  assert.deepEqual(match(lines, bills), { matched: [{ line: lines[1], bill: bills[0], by: "reference" }], openLines: [lines[0], lines[2]], openBills: [bills[1]] });
});
test("references in texts", () => {
  for (let round = 0; round < 1500; round++) {
    const bills = freeze(Array.from({ length: next(5) }, () => ({ reference: pick(references), amount: 1, due: "2026-03-01" })));
    const text = Array.from({ length: next(4) }, () => pick([...references, "x", "1", "r", "-", " "])).join(pick(["", " ", "-", "/"]));
    assert.equal(namedIn(text, bills), plainNamed(text, bills));
    assert.equal(plain(text), bare(text));
  }
});
test("days", () => {
  for (let from = 0; from < 500; from += 7) for (let to = 0; to < 500; to += 11) assert.equal(daysBetween(date(from), date(to)), to - from);
  for (const text of ["", "2026-3-1", "2026-13-01", "01.03.2026", "2026-03-01T10:00", undefined]) assert.throws(() => daysBetween(text, "2026-03-01"), RangeError);
});
