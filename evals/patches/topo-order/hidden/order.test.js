import assert from "node:assert/strict";
import { test } from "node:test";
import { closure, order } from "../lib/order.js";

/** By definition: always the least name whose needs are all done. */
function plain(needs) {
  const names = [...new Set([...Object.keys(needs), ...Object.values(needs).flat()])].sort();
  const done = [];
  while (done.length < names.length) {
    const next = names.find((n) => !done.includes(n) && (needs[n] ?? []).every((m) => done.includes(m)));
    if (next === undefined) return undefined;
    done.push(next);
  }
  return done;
}
let seed = 11;
const next = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
test("agrees with the definition", () => {
  for (let i = 0; i < 400; i++) {
    const all = [..."hgfedcba"].slice(0, 2 + next(7));
    const needs = Object.fromEntries(all.filter(() => next(5) > 0).map((n) => [n, all.filter((m) => m !== n && next(6) === 0)]));
    const expected = plain(needs);
    if (expected === undefined) assert.throws(() => order(needs), /circle/);
    else assert.deepEqual(order(needs), expected, JSON.stringify(needs));
  }
});
test("a need that is named twice counts once", () => assert.deepEqual(order({ b: ["a", "a"] }), ["a", "b"]));
test("needs itself", () => assert.throws(() => order({ a: ["a"] }), /circle through a/));
test("nothing", () => assert.deepEqual(order({}), []));
test("the given stays", () => {
  const needs = { b: ["a"], c: ["b", "a"] };
  order(needs);
  assert.deepEqual(needs, { b: ["a"], c: ["b", "a"] });
});
test("closure through others", () => {
  assert.deepEqual(closure({ d: ["b", "c"], c: ["a"], b: ["a"], e: ["d"] }, "d"), ["a", "b", "c"]);
  assert.deepEqual(closure({ a: [] }, "a"), []);
});
