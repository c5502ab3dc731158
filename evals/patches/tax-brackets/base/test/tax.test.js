import assert from "node:assert/strict";
import { test } from "node:test";
import { marginal, net, taxOn } from "../lib/tax.js";

const brackets = [
  { upTo: 1000, percent: 0 },
  { upTo: 5000, percent: 20 },
  { upTo: Infinity, percent: 40 },
];

test("nothing", () => assert.equal(taxOn(0, brackets), 0));
test("in the second bracket", () => assert.equal(taxOn(3000, brackets), 400));
test("in the third bracket", () => assert.equal(taxOn(6000, brackets), 1200));
test("marginal", () => assert.equal(marginal(3000, brackets), 20));
test("net", () => assert.equal(net(500, brackets), 500));
