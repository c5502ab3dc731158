import assert from "node:assert/strict";
import { test } from "node:test";
import { marginal, net, taxOn } from "../lib/tax.js";

const tables = [
  [{ upTo: 1000, percent: 0 }, { upTo: 5000, percent: 20 }, { upTo: Infinity, percent: 40 }],
  [{ upTo: Infinity, percent: 25 }],
  [{ upTo: 100, percent: 10 }, { upTo: 200, percent: 20 }, { upTo: 300, percent: 30 }, { upTo: 400, percent: 5 }, { upTo: Infinity, percent: 50 }],
];
test("cent by cent", () => {
  for (const brackets of tables) {
    let hundredths = 0;
    for (let income = 0; income < 8000; income++) {
      assert.equal(taxOn(income, brackets), Math.floor(hundredths / 100), `${income}`);
      assert.equal(net(income, brackets), income - Math.floor(hundredths / 100));
      hundredths += brackets.find(({ upTo }) => income + 1 <= upTo).percent;
    }
  }
});
test("marginal at the edges", () => {
  const [brackets] = tables;
  for (const [income, percent] of [[0, 0], [1000, 0], [1001, 20], [5000, 20], [5001, 40], [1e9, 40]]) assert.equal(marginal(income, brackets), percent);
});
test("refusals", () => {
  for (const bad of [-1, Number.NaN]) assert.throws(() => taxOn(bad, tables[0]), RangeError);
});
test("far up", () => assert.equal(taxOn(1_000_000, tables[0]), 398_800));
