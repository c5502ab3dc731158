import assert from "node:assert/strict";
import { test } from "node:test";
import { filterAll, mapAll, runAll } from "../lib/pool.js";

let seed = 2026;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
/** Lets everything run that can, without a clock. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A task that ends when it is told to. */
function task() {
  const { promise, resolve, reject } = Promise.withResolvers();
  const made = { started: false, ended: false, run: () => ((made.started = true), promise) };
  made.resolve = (value) => ((made.ended = true), resolve(value));
  made.reject = (error) => ((made.ended = true), reject(error));
  return made;
}
const values = [undefined, null, 0, "", false, [1, [2]], [], "x", { a: 1 }, NaN];

test("agrees with a plain account of who runs, in any order of endings", async () => {
  for (let round = 0; round < 60; round++) {
    const tasks = Array.from({ length: next(9) }, task);
    const limit = 1 + next(4);
    const failing = next(3) === 0 ? next(9) : -1;
    const told = [];
    let outcome;
    const all = runAll(tasks.map(({ run }) => run), { limit, onProgress: (...progress) => told.push(progress) }).then(
      (value) => (outcome = { value }),
      (error) => (outcome = { error }),
    );
    const expected = tasks.map(() => values[next(values.length)]);
    let first;
    let done = 0;
    let started = Math.min(limit, tasks.length);
    for (;;) {
      await settle();
      assert.deepEqual(tasks.map((one) => one.started), tasks.map((_, at) => at < started));
      const running = tasks.filter((one) => one.started && !one.ended);
      if (running.length === 0) break;
      assert.equal(outcome, undefined);
      const one = running[next(running.length)];
      const at = tasks.indexOf(one);
      if (at === failing || (first !== undefined && next(2) === 0)) {
        const error = new Error(`task ${at}`);
        first ??= error;
        one.reject(error);
      } else {
        one.resolve(expected[at]);
        done += 1;
        if (first === undefined && started < tasks.length) started += 1;
      }
    }
    await all;
    if (first === undefined) assert.deepEqual(outcome, { value: expected });
    else assert.equal(outcome.error, first);
    assert.deepEqual(told, Array.from({ length: done }, (_, i) => [i + 1, tasks.length]));
  }
});
test("the error that came first is thrown, wherever it stands", async () => {
  const tasks = [task(), task(), task()];
  const all = assert.rejects(runAll(tasks.map(({ run }) => run)), /third/);
  await settle();
  tasks[2].reject(new Error("third"));
  await settle();
  tasks[0].reject(new Error("first"));
  tasks[1].resolve();
  await all;
});
test("after a task that throws at once no other is started", async () => {
  const fail = () => { throw new Error("at once"); };
  await assert.rejects(runAll([fail, () => assert.fail("started"), () => assert.fail("started")], { limit: 3 }), /at once/);
});
test("tasks that throw at once, and errors that are none", async () => {
  await assert.rejects(runAll([() => { throw new TypeError("at once"); }]), TypeError);
  for (const thrown of [undefined, null, 0, ""]) {
    let caught = "nothing";
    await runAll([() => 1, async () => { throw thrown; }]).catch((error) => (caught = error));
    assert.equal(caught, thrown);
  }
});
test("maps and filters keep the order of the items, equal ones too", async () => {
  for (let round = 0; round < 60; round++) {
    const items = Array.from({ length: next(12) }, () => next(4));
    const after = async (value) => {
      for (let i = next(12); i > 0; i--) await undefined;
      return value;
    };
    const limit = [1, 2, 5, Infinity][next(4)];
    assert.deepEqual(await mapAll(items, (item, index) => after([item, index]), { limit }), items.map((item, index) => [item, index]));
    assert.deepEqual(await filterAll(items, (item) => after(item % 2), { limit }), items.filter((item) => item % 2));
  }
});
test("the same function may be in the list several times", async () => {
  let count = 0;
  const one = async () => (count += 1);
  assert.deepEqual(await runAll([one, one, () => "x", one], { limit: 1 }), [1, 2, "x", 3]);
});
test("limits", async () => {
  assert.deepEqual(await runAll([() => 1, () => 2], { limit: Infinity }), [1, 2]);
  for (const limit of [0, -2, 0.5, NaN, -Infinity]) await assert.rejects(runAll([() => 1], { limit }), RangeError);
});
test("the list of tasks stays as it is", async () => {
  const tasks = [() => 1, () => 2, () => 3];
  const copy = [...tasks];
  await runAll(tasks, { limit: 2 });
  assert.deepEqual(tasks, copy);
});
