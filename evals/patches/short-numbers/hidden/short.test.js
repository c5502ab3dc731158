import assert from "node:assert/strict";
import { test } from "node:test";
import { column, expand, shorten } from "../lib/short.js";

let seed = 271;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** Half a step of the last digit in a unit; nothing where a step is a whole one. */
const halfStep = (power, digits) => (power >= BigInt(digits) ? 10n ** (power - BigInt(digits)) / 2n : 0n);

/** By big integers: the first unit, from the largest, that the rounded number is at least one of. */
function plain(number, digits) {
  const size = BigInt(Math.abs(number));
  const sign = number < 0 ? "-" : "";
  for (const [letter, power] of [["T", 12n], ["B", 9n], ["M", 6n], ["k", 3n]]) {
    if (size < 1000n) break;
    const step = 10n ** (power - BigInt(digits));
    // Rounded in the unit below, with its own steps, a number may come to a whole one of this unit.
    const comesUp = power > 3n && size + halfStep(power - 3n, digits) >= 10n ** power;
    if (size < 10n ** power && !comesUp) continue;
    const steps = (size + step / 2n) / step;
    const [whole, rest] = [steps / 10n ** BigInt(digits), steps % 10n ** BigInt(digits)];
    const fraction = digits === 0 ? "" : String(rest).padStart(digits, "0").replace(/0+$/, "");
    return `${sign}${whole}${fraction && `.${fraction}`}${letter}`;
  }
  return `${sign}${size}`;
}
function anyNumber() {
  const power = 10 ** next(16);
  const near = [power, 1000 ** next(6) * (1 - 1 / 10 ** (1 + next(6))), 1000 ** next(6)][next(3)];
  const number = Math.round(near) + next(2001) - 1000;
  return next(4) === 0 ? -number : number;
}
test("agrees with big integers", () => {
  for (let i = 0; i < 20_000; i++) {
    const number = anyNumber();
    if (!Number.isSafeInteger(number)) continue;
    const digits = next(4);
    assert.equal(shorten(number, digits), plain(number + 0, digits), `${number} ${digits}`);
  }
});
test("just below and at the next unit, for all digits", () => {
  const rows = [
    [999_949, 1, "999.9k"],
    [999_950, 1, "1M"],
    [999_499, 0, "999k"],
    [999_500, 0, "1M"],
    [999_994, 2, "999.99k"],
    [999_995, 2, "1M"],
    [999_999, 3, "999.999k"],
    [1_000_000, 3, "1M"],
    [999_999_499, 3, "999.999M"],
    [999_999_500, 3, "1B"],
    [999_949_999_999, 1, "999.9B"],
    [999_950_000_000, 1, "1T"],
    [999_950_000_000_000, 1, "1000T"],
    [-999_950, 1, "-1M"],
    [-999_949, 1, "-999.9k"],
    [999, 0, "999"],
    [1000, 0, "1k"],
  ];
  for (const [number, digits, text] of rows) assert.equal(shorten(number, digits), text);
});
test("zero has no sign", () => {
  assert.equal(shorten(0), "0");
  assert.equal(shorten(-0), "0");
});
test("what was written can be read, and is near", () => {
  for (let i = 0; i < 3000; i++) {
    const number = anyNumber();
    if (!Number.isSafeInteger(number)) continue;
    const digits = next(4);
    const text = shorten(number, digits);
    const read = expand(text);
    assert.ok(Math.abs(read - number) <= Math.max(Math.abs(number) / 2 / 10 ** digits, 0), `${number} ${text} ${read}`);
    if (Math.abs(number) < 1000) assert.equal(read, number + 0);
    assert.equal(shorten(read, digits), text);
    assert.equal(expand(` ${text.toUpperCase()} `), read);
  }
  for (const bad of ["1.k", ".5k", "--1", "1kk", "1 k", "0x1", "1e3", "12.0"]) assert.equal(expand(bad), undefined, bad);
  assert.equal(Object.is(expand("-0"), 0), true);
});
test("columns", () => {
  assert.deepEqual(column([]), []);
  assert.deepEqual(column([-999_999, 999, 12_345], 2), ["    -1M", "    999", " 12.35k"].map((text) => text.slice(1)));
});
