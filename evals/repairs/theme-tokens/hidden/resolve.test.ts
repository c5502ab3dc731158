import test from "node:test";
import assert from "node:assert/strict";
import { resolve } from "../src/resolve.ts";

test("a long chain", () => {
  const tokens: Record<string, string> = { t0: "end" };
  for (let n = 1; n < 9; n += 1) tokens[`t${n}`] = `{t${n - 1}}`;
  assert.equal(resolve(tokens, "t8"), "end");
});
test("an unknown name is refused, an empty value is not", () => {
  assert.throws(() => resolve({}, "x"), /there is no token x/);
  assert.equal(resolve({ x: "" }, "x"), "");
});
