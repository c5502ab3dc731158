import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf, turnOf, winning } from "../lib/board.js";

const at = (b, r, c) => b[r * 3 + c];
function plain(b) {
  for (const s of "xo") {
    for (let i = 0; i < 3; i++) {
      if ([0, 1, 2].every((j) => at(b, i, j) === s)) return s;
      if ([0, 1, 2].every((j) => at(b, j, i) === s)) return s;
    }
    if ([0, 1, 2].every((j) => at(b, j, j) === s) || [0, 1, 2].every((j) => at(b, j, 2 - j) === s)) return s;
  }
  return b.includes(".") ? "open" : "draw";
}
const reached = new Set();
(function play(b, turn) {
  if (reached.has(b)) return;
  reached.add(b);
  if (plain(b) !== "open") return;
  for (let i = 0; i < 9; i++) if (b[i] === ".") play(b.slice(0, i) + turn + b.slice(i + 1), turn === "x" ? "o" : "x");
})(".........", "x");

test("every board that play leads to", () => {
  for (const b of reached) {
    assert.equal(stateOf(b), plain(b), b);
    const n = [...b].filter((s) => s !== ".").length;
    assert.equal(turnOf(b), plain(b) === "open" ? (n % 2 === 0 ? "x" : "o") : undefined, b);
  }
});
test("every winning move", () => {
  for (const b of reached) {
    const turn = [...b].filter((s) => s !== ".").length % 2 === 0 ? "x" : "o";
    const wins = plain(b) === "open" ? [...b.keys?.() ?? Array(9).keys()].filter((i) => b[i] === "." && plain(b.slice(0, i) + turn + b.slice(i + 1)) === turn) : [];
    assert.deepEqual(winning(b), wins, b);
  }
});
test("no boards", () => {
  for (const bad of ["", "x", "xxxxxxxxxx", "xxx......", "oo.......", "o........", "x.......y", "........."+"x"]) assert.throws(() => stateOf(bad), RangeError, bad);
});
