import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress } from "../lib/address.js";
import { between, count, firstFree, intersect, subtract, summarise } from "../lib/blocks.js";

let seed = 4632;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];

/** An address as 32 digits of 0 and 1; a block as the digits that are common to all of it. */
const toText = (digits) => [0, 8, 16, 24].map((at) => parseInt(digits.padEnd(32, "0").slice(at, at + 8), 2)).join(".");
const toBlock = (digits) => `${toText(digits)}/${digits.length}`;
const digitsOf = (number, length) => (length === 0 ? "" : number.toString(2).padStart(length, "0"));

/** The fewest blocks within the block of some digits that hold just what `holds` says of each address; `leaf` digits are told apart. */
function fewest(digits, leaf, holds) {
  if (digits.length === leaf) return holds(digits) ? [digits] : [];
  const [low, high] = ["0", "1"].map((digit) => fewest(digits + digit, leaf, holds));
  return low[0] === `${digits}0` && high[0] === `${digits}1` ? [digits] : [...low, ...high];
}
const isIn = (blocks) => (digits) => blocks.some((block) => digits.startsWith(block));

/** Digits that begin all addresses of a case, in whose block five or six digits more are told apart. */
const beginnings = ["", "0", "1", "11", "00001010", "1100000010101000", "0".repeat(26), "1".repeat(26), "1".repeat(27), "01111111".padEnd(26, "1"), "1".padEnd(26, "0"), "1".padEnd(22, "0")];

function anyBlocks(beginning, leaf, count) {
  return Array.from({ length: count }, () => {
    const more = next(leaf - beginning.length + 1);
    return beginning + digitsOf(next(2 ** more), more);
  });
}
for (const beginning of beginnings)
  test(`agrees with digits under ${toBlock(beginning)}`, () => {
    const leaf = beginning.length + 5;
    for (let i = 0; i < 150; i++) {
      const ones = anyBlocks(beginning, leaf, next(5));
      const others = anyBlocks(beginning, leaf, next(5));
      const [given, taken] = [ones.map(toBlock), others.map(toBlock)];
      const said = JSON.stringify([given, taken]);
      const [inOnes, inOthers] = [isIn(ones), isIn(others)];
      const expected = (holds) => fewest(beginning, leaf, holds).map(toBlock);
      assert.deepEqual(summarise(given), expected(inOnes), said);
      assert.deepEqual(subtract(given, taken), expected((one) => inOnes(one) && !inOthers(one)), said);
      assert.deepEqual(intersect(given, taken), expected((one) => inOnes(one) && inOthers(one)), said);
      assert.equal(count(given), fewest(beginning, leaf, inOnes).reduce((sum, one) => sum + 2 ** (32 - one.length), 0), said);
      const bits = beginning.length + next(6);
      const candidates = Array.from({ length: 2 ** (bits - beginning.length) }, (_, at) => beginning + digitsOf(at, bits - beginning.length));
      const free = candidates.find((one) => others.every((other) => !other.startsWith(one) && !one.startsWith(other)));
      assert.equal(firstFree(toBlock(beginning), taken, bits), free === undefined ? undefined : toBlock(free), said);
      assert.equal(JSON.stringify([given, taken]), said);
    }
  });
test("from one address to another", () => {
  for (const beginning of beginnings.filter(({ length }) => length >= 26)) {
    const more = 32 - beginning.length;
    for (let i = 0; i < 150; i++) {
      const [from, to] = [next(2 ** more), next(2 ** more)].sort((a, b) => a - b);
      const holds = (digits) => parseInt(digits.slice(-more), 2) >= from && parseInt(digits.slice(-more), 2) <= to;
      const ends = [from, to].map((number) => toText(beginning + digitsOf(number, more)));
      assert.deepEqual(between(...ends), fewest(beginning, 32, holds).map(toBlock), ends.join(" "));
    }
  }
});
test("from the one end of all addresses to the other", () => {
  assert.deepEqual(between("0.0.0.0", "255.255.255.255"), ["0.0.0.0/0"]);
  assert.deepEqual(between("0.0.0.0", "127.255.255.255"), ["0.0.0.0/1"]);
  assert.deepEqual(between("128.0.0.0", "255.255.255.255"), ["128.0.0.0/1"]);
  assert.deepEqual(between("0.0.0.1", "255.255.255.254"), [
    ...Array.from({ length: 31 }, (_, at) => `${formatAddress(2 ** at)}/${32 - at}`),
    ...Array.from({ length: 31 }, (_, at) => `${formatAddress(2 ** 32 - 2 ** (31 - at))}/${at + 2}`),
  ]);
  assert.deepEqual(summarise(["0.0.0.0/1", "128.0.0.0/1"]), ["0.0.0.0/0"]);
  assert.deepEqual(summarise(["0.0.0.0/0"]), ["0.0.0.0/0"]);
  assert.deepEqual(subtract(["0.0.0.0/0"], []), ["0.0.0.0/0"]);
  assert.deepEqual(subtract(["0.0.0.0/0"], ["128.0.0.0/1"]), ["0.0.0.0/1"]);
  assert.deepEqual(subtract(["0.0.0.0/0"], ["0.0.0.0/1"]), ["128.0.0.0/1"]);
  assert.equal(firstFree("0.0.0.0/0", [], 0), "0.0.0.0/0");
  assert.equal(firstFree("0.0.0.0/0", ["3.0.0.0/8"], 1), "128.0.0.0/1");
});
test("addresses there and back", () => {
  for (let i = 0; i < 500; i++) {
    const text = Array.from({ length: 4 }, () => pick([0, 1, 9, 10, 99, 100, 127, 128, 255, next(256)])).join(".");
    assert.equal(formatAddress(parseAddress(text)), text);
    assert.equal(parseAddress(text), parseInt(text.split(".").map((part) => digitsOf(Number(part), 8)).join(""), 2));
  }
  for (const text of ["01.2.3.4", "1.2.3.4.5", "1..3.4", "-1.2.3.4", "1.2.3.1e1", " 1.2.3.4", "1.2.3.300"]) assert.throws(() => parseAddress(text), SyntaxError);
});
test("what is no block is refused everywhere", () => {
  for (const text of ["128.0.0.0/0", "10.0.0.0/-1", "10.0.0.0/8.", "10.0.0.0/ 8", "10.0.0.4/29", "/8", "10.0.0.2/30"]) {
    assert.throws(() => summarise(["1.2.3.4", text]), SyntaxError, text);
    assert.throws(() => subtract(["1.2.3.4"], [text]), SyntaxError, text);
    assert.throws(() => firstFree("10.0.0.0/8", [text], 9), SyntaxError, text);
  }
  assert.throws(() => between("255.0.0.0", "0.0.0.0"), RangeError);
});
