import assert from "node:assert/strict";
import { test } from "node:test";
import { pauses, retry } from "../lib/retry.js";

function recorded() {
  const slept = [];
  return { slept, sleep: async (ms) => void slept.push(ms) };
}
test("the error of the last attempt is thrown, after the pauses between", async () => {
  for (const times of [1, 2, 3, 5, 9]) {
    const { slept, sleep } = recorded();
    const seen = [];
    await assert.rejects(
      retry(async (attempt) => {
        seen.push(attempt);
        throw new RangeError(`no ${attempt}`);
      }, { times, delay: 50, longest: 300, sleep }),
      (error) => error instanceof RangeError && error.message === `no ${times}`,
    );
    assert.deepEqual(seen, Array.from({ length: times }, (_, i) => i + 1));
    assert.deepEqual(slept, pauses({ times, delay: 50, longest: 300 }));
  }
});
test("whatever is thrown is thrown on", async () => {
  for (const thrown of [undefined, null, 0, "text"]) {
    let got = "nothing";
    await retry(async () => { throw thrown; }, { times: 2, sleep: async () => {} }).catch((error) => (got = error));
    assert.equal(got, thrown);
  }
});
test("gives up at once", async () => {
  const { slept, sleep } = recorded();
  let attempts = 0;
  await assert.rejects(retry(async () => { attempts += 1; throw new TypeError("never"); }, { sleep, giveUp: (error) => error instanceof TypeError }), TypeError);
  assert.equal(attempts, 1);
  assert.deepEqual(slept, []);
});
test("stops when it works", async () => {
  const { slept, sleep } = recorded();
  assert.equal(await retry(async (attempt) => { if (attempt === 1) throw new Error("x"); return "ok"; }, { times: 5, sleep }), "ok");
  assert.deepEqual(slept, [100]);
});
test("undefined is a value", async () => assert.equal(await retry(async () => undefined, { sleep: async () => {} }), undefined));
test("no times, no attempt", async () => assert.equal(await retry(() => assert.fail(), { times: 0, sleep: async () => {} }), undefined));
test("work that throws before it waits", async () => {
  await assert.rejects(retry(() => { throw new Error("sync"); }, { times: 2, sleep: async () => {} }), /sync/);
});
test("pauses", () => {
  assert.deepEqual(pauses({ times: 5, delay: 10, longest: 45 }), [10, 20, 40, 45]);
  assert.deepEqual(pauses({ times: 1 }), []);
  assert.deepEqual(pauses({ times: 0 }), []);
});
