import assert from "node:assert/strict";
import { test } from "node:test";
import { formatHex, mix, parseHex } from "../lib/colour.js";

const hex = "0123456789abcdef";
test("three digits are each digit twice", () => {
  for (const a of hex) for (const b of hex) for (const c of "07f") assert.deepEqual(parseHex(`#${a}${b}${c}`), parseHex(`#${a}${a}${b}${b}${c}${c}`));
});
test("six digits", () => {
  for (const part of [0, 1, 15, 16, 128, 254, 255]) {
    const two = part.toString(16).padStart(2, "0");
    assert.deepEqual(parseHex(`#${two}0001`), { r: part, g: 0, b: 1 });
    assert.deepEqual(parseHex(`#00${two}01`), { r: 0, g: part, b: 1 });
    assert.deepEqual(parseHex(`#0100${two}`.toUpperCase()), { r: 1, g: 0, b: part });
  }
});
test("refusals", () => {
  for (const bad of ["", "#", "#12", "#1234", "#12345", "#1234567", "#ggg", "fff", " #fff", "#fff "]) assert.throws(() => parseHex(bad), SyntaxError, bad);
});
test("round trip", () => {
  for (let n = 0; n < 0xffffff; n += 65521) {
    const text = `#${n.toString(16).padStart(6, "0")}`;
    assert.equal(formatHex(parseHex(text)), text);
  }
});
test("format keeps parts in bounds", () => assert.equal(formatHex({ r: -5, g: 300, b: 9.5 }), "#00ff0a"));
test("mix", () => {
  assert.equal(mix("#102030", "#304050", 0), "#102030");
  assert.equal(mix("#102030", "#304050", 1), "#304050");
  assert.equal(mix("#102030", "#304050", 0.25), "#182838");
  assert.equal(mix("#000", "#fff", 0.2), "#333333");
});
