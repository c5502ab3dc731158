import assert from "node:assert/strict";
import { test } from "node:test";
import { pauses, retry } from "../lib/retry.js";

const sleep = () => Promise.resolve();

test("gives the value", async () => assert.equal(await retry(async () => 5, { sleep }), 5));
test("tries again", async () => {
  const value = await retry(async (attempt) => {
    if (attempt < 3) throw new Error("not yet");
    return attempt;
  }, { sleep });
  assert.equal(value, 3);
});
test("throws when nothing works", async () => {
  await assert.rejects(retry(async () => { throw new Error("broken"); }, { sleep }), /broken/);
});
test("pauses", () => assert.deepEqual(pauses({}), [100, 200]));
