import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf, turnOf, winning } from "../lib/board.js";

test("a row", () => assert.equal(stateOf("xxxoo...."), "x"));
test("a column", () => assert.equal(stateOf("xo.xo.x.."), "x"));
test("both diagonals", () => {
  assert.equal(stateOf("xo.ox...x"), "x");
  assert.equal(stateOf("xoxox.x.o"), "x");
});
test("open", () => assert.equal(turnOf("x........"), "o"));
test("winning", () => assert.deepEqual(winning("xx.oo...."), [2]));
