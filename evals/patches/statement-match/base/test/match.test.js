"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { daysBetween } = require("../lib/days.js");
const { match } = require("../lib/match.js");
const { namedIn } = require("../lib/reference.js");

const bill = (reference, amount, due = "2026-03-01") => ({ reference, amount, due });
const line = (text, amount, date = "2026-03-01") => ({ text, amount, date });

/** The matches as texts, like "rent > R-1". */
const told = ({ matched }) => matched.map((each) => `${each.line.text} > ${each.bill.reference} by ${each.by}`);

test("days between dates", () => {
  assert.equal(daysBetween("2026-02-27", "2026-03-02"), 3);
  assert.equal(daysBetween("2026-01-01", "2025-12-31"), -1);
  assert.throws(() => daysBetween("1 March", "2026-03-02"), RangeError);
});

test("references however they are written", () => {
  const bills = [bill("R-104", 1), bill("R/2", 1)];
  assert.equal(namedIn("invoice r 104, thanks", bills), bills[0]);
  assert.equal(namedIn("R.2", bills), bills[1]);
  assert.equal(namedIn("thanks", bills), undefined);
});

test("the longest reference in a text", () => {
  const bills = [bill("R-1", 1), bill("R-104", 1)];
  assert.equal(namedIn("R-104", bills), bills[1]);
});

test("a line pays the bill that it names", () => {
  const bills = [bill("R-1", 5000), bill("R-2", 5000)];
  const result = match([line("for r2", 5000)], bills);
  assert.deepEqual(told(result), ["for r2 > R-2 by reference"]);
  assert.deepEqual(result.openBills, [bills[0]]);
});

test("the named bill may be due at any time", () => {
  assert.deepEqual(told(match([line("r1", 70)], [bill("R-1", 70, "2024-01-01")])), ["r1 > R-1 by reference"]);
});

test("a line that names no bill pays one of its amount", () => {
  const bills = [bill("R-1", 4000), bill("R-2", 5000)];
  assert.deepEqual(told(match([line("thanks", 5000)], bills)), ["thanks > R-2 by amount"]);
});

test("the bill due nearest to the line", () => {
  const bills = [bill("R-1", 50, "2026-03-09"), bill("R-2", 50, "2026-03-04"), bill("R-3", 50, "2026-02-26")];
  const lines = [line("a", 50), line("b", 50), line("c", 50)];
  assert.deepEqual(told(match(lines, bills)), ["a > R-3 by amount", "b > R-2 by amount", "c > R-1 by amount"]);
});

test("no bill that is due too far away", () => {
  const bills = [bill("R-1", 50, "2026-03-12")];
  assert.deepEqual(told(match([line("a", 50)], bills)), []);
  assert.deepEqual(told(match([line("a", 50)], bills, { within: 11 })), ["a > R-1 by amount"]);
});

test("a bill is kept for the line that names it", () => {
  const lines = [line("thanks", 5000), line("invoice r1", 5000)];
  const result = match(lines, [bill("R-1", 5000)]);
  assert.deepEqual(told(result), ["invoice r1 > R-1 by reference"]);
  assert.deepEqual(result.openLines, [lines[0]]);
});

test("a line with another amount than the bill that it names stays open", () => {
  const lines = [line("r1", 4999)];
  const bills = [bill("R-1", 5000)];
  assert.deepEqual(match(lines, bills), { matched: [], openLines: lines, openBills: bills });
});

test("a bill is not paid twice", () => {
  const lines = [line("r1", 50), line("r1 again", 50)];
  const result = match(lines, [bill("R-1", 50)]);
  assert.deepEqual(told(result), ["r1 > R-1 by reference"]);
  assert.deepEqual(result.openLines, [lines[1]]);
});

test("nothing to match", () => {
  assert.deepEqual(match([], []), { matched: [], openLines: [], openBills: [] });
});
