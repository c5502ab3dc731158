import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, summary } from "../lib/diff.js";

const short = (before, after) => diff([...before], [...after]).map(({ type, line }) => ({ keep: " ", drop: "-", add: "+" })[type] + line).join("");
let seed = 13;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const word = () => Array.from({ length: next(8) }, () => "abc"[next(3)]);
function common(a, b) {
  if (a.length === 0 || b.length === 0) return 0;
  return a[0] === b[0] ? 1 + common(a.slice(1), b.slice(1)) : Math.max(common(a.slice(1), b), common(a, b.slice(1)));
}
test("gives both back, and keeps as many as can be", () => {
  for (let n = 0; n < 300; n++) {
    const [a, b] = [word(), word()];
    const steps = diff(a, b);
    assert.deepEqual(steps.filter((s) => s.type !== "add").map((s) => s.line), a);
    assert.deepEqual(steps.filter((s) => s.type !== "drop").map((s) => s.line), b);
    assert.equal(steps.filter((s) => s.type === "keep").length, common(a, b));
  }
});
test("ends", () => {
  for (const [before, after, steps] of [["", "", ""], ["", "ab", "+a+b"], ["ab", "", "-a-b"], ["abc", "a", " a-b-c"], ["a", "abc", " a+b+c"], ["ab", "cd", "-a-b+c+d"], ["xa", "ya", "-x+y a"]])
    assert.equal(short(before, after), steps);
});
test("summary", () => {
  assert.equal(summary(diff([], ["a", "b"])), "+2");
  assert.equal(summary(diff(["a"], [])), "-1");
  assert.equal(summary(diff(["a"], ["a"])), "");
});
