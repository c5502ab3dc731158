import assert from "node:assert/strict";
import { test } from "node:test";
import { best, satisfies } from "../lib/range.js";
import { compare, parse } from "../lib/version.js";

let seed = 77;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];

const pres = ["", "", "", "-alpha", "-alpha.1", "-alpha.2", "-alpha.10", "-1", "-2", "-10", "-beta", "-beta.1.x", "-0"];
const version = () => `${next(3)}.${next(3)}.${next(4)}${pick(pres)}`;

/** An order by a text in which everything has the same width. */
function keyOf(text) {
  const [numbers, ...rest] = text.replace(/^v/, "").split("-");
  const pre = rest.join("-");
  const pad = (n) => n.padStart(6, "0");
  const key = numbers.split(".").map(pad).join(".");
  if (pre === "") return `${key}~`;
  return `${key} ${pre.split(".").map((part) => (/^\d+$/.test(part) ? `!${pad(part)}` : `"${part}`)).join("\u0001")}`;
}
const before = (a, b) => keyOf(a) < keyOf(b);
const same = (a, b) => keyOf(a) === keyOf(b);
const numbersOf = (text) => text.split("-")[0].split(".").map(Number);

/** One comparator by cases. */
function holds(text, comparator) {
  if (comparator === "*") return true;
  const n = numbersOf(text);
  if (/^[\d.]+x$/.test(comparator)) {
    const given = comparator.split(".").slice(0, -1).map(Number);
    return given.every((number, at) => n[at] === number);
  }
  const sign = comparator.match(/^\D*/)[0];
  const base = comparator.slice(sign.length);
  if (sign === "" || sign === "=") return same(text, base);
  if (sign === ">") return before(base, text);
  if (sign === ">=") return !before(text, base);
  if (sign === "<") return before(text, base);
  if (sign === "<=") return !before(base, text);
  if (before(text, base)) return false;
  const b = numbersOf(base);
  if (sign === "~") return n[0] === b[0] && n[1] === b[1];
  for (let at = 0; at < 3; at++) {
    if (n[at] !== b[at]) return false;
    if (b[at] !== 0) return true;
  }
  return true;
}
function plain(text, range) {
  return range.split("||").some((alternative) => {
    const all = alternative.trim().split(" ");
    if (!all.every((comparator) => holds(text, comparator))) return false;
    return !text.includes("-") || all.some((one) => one.includes("-") && numbersOf(one.replace(/^\D*/, "")).join() === numbersOf(text).join());
  });
}
const comparator = () => {
  const kind = next(10);
  if (kind === 0) return pick(["*", `${next(3)}.x`, `${next(3)}.${next(3)}.x`]);
  return pick(["^", "^", "^", "~", ">", ">=", "<", "<=", "=", ""]) + version();
};
test("agrees with a second reading of ranges", () => {
  let inside = 0;
  for (let i = 0; i < 6000; i++) {
    const range = Array.from({ length: 1 + next(2) }, () => Array.from({ length: 1 + next(2) }, comparator).join(" ")).join(" || ");
    const given = version();
    const expected = plain(given, range);
    assert.equal(satisfies(given, range), expected, `${given} in ${range}`);
    if (expected) inside += 1;
  }
  assert.ok(inside > 300);
});
test("carets of all small versions", () => {
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 3; b++)
      for (let c = 0; c < 3; c++)
        for (let i = 0; i < 64; i++) {
          const given = [i >> 4, (i >> 2) & 3, i & 3].join(".");
          assert.equal(satisfies(given, `^${a}.${b}.${c}`), plain(given, `^${a}.${b}.${c}`), `${given} in ^${a}.${b}.${c}`);
        }
});
test("zeros allow their own numbers", () => {
  assert.ok(satisfies("0.0.0", "^0.0.0"));
  assert.ok(!satisfies("0.0.1", "^0.0.0"));
  assert.ok(satisfies("0.0.0-b", "^0.0.0-a"));
  assert.ok(satisfies("0.0.0", "^0.0.0-a"));
});
test("compares as a text of fixed width does", () => {
  for (let i = 0; i < 2000; i++) {
    const [a, b] = [version(), version()];
    const expected = same(a, b) ? 0 : before(a, b) ? -1 : 1;
    assert.equal(Math.sign(compare(parse(a), parse(b))), expected, `${a} ${b}`);
  }
});
test("the best is the highest of those that fit, and the list stays", () => {
  for (let i = 0; i < 300; i++) {
    const versions = Array.from({ length: next(7) }, version);
    const copy = [...versions];
    const range = comparator();
    const fitting = versions.filter((one) => plain(one, range));
    const found = best(versions, range);
    assert.deepEqual(versions, copy);
    if (fitting.length === 0) assert.equal(found, undefined);
    else assert.ok(fitting.includes(found) && fitting.every((one) => !before(found, one)));
  }
});
test("what is no version and no range", () => {
  for (const text of ["1.2", "x", "1.2.3-a..b", "-1.0.0"]) assert.throws(() => satisfies(text, "*"), TypeError);
  for (const range of ["", "^1", ">1.x", "~", "^^1.0.0", "1.2.3 ||", "x.1"]) assert.throws(() => satisfies("9.0.0", range), TypeError);
  assert.deepEqual(parse(" v1.2.3 "), { numbers: [1, 2, 3], pre: [] });
});
