import test from "node:test";
import assert from "node:assert/strict";
import { validate } from "../src/form.ts";
import { atLeast } from "../src/rules.ts";

test("spaces alone are empty; what is needed is asked for", () => {
  const form = { a: { rules: [atLeast(1)] }, b: { rules: [atLeast(3)], optional: true } };
  assert.deepEqual(validate(form, { a: "  ", b: "  " }), { a: "at least 1 characters" });
  assert.deepEqual(validate(form, { a: "x", b: "yy" }), { b: "at least 3 characters" });
});
