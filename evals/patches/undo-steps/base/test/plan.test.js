"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { runPlan } = require("../lib/plan.js");
const { PlanError } = require("../lib/error.js");

/** Steps that write down what is done; a name with ! cannot be done, one with ? cannot be undone. */
function plan(names) {
  const log = [];
  const steps = names.split(" ").map((name) => ({
    name: name[0],
    run: async () => {
      if (name.includes("!")) throw new Error(`no ${name[0]}`);
      log.push(`+${name[0]}`);
      return name[0].toUpperCase();
    },
    undo: async (_, result) => {
      if (name.includes("?")) throw new Error(`still ${name[0]}`);
      log.push(`-${result}`);
    },
  }));
  return { steps, log };
}
const failure = (promise) => promise.then(() => assert.fail("it did not fail"), (error) => error);

test("runs steps in order and gives their results", async () => {
  const { steps, log } = plan("a b c");
  assert.deepEqual(await runPlan(steps), { a: "A", b: "B", c: "C" });
  assert.deepEqual(log, ["+a", "+b", "+c"]);
});

test("a step knows the context and what came before", async () => {
  const steps = [
    { name: "price", run: ({ count }) => count * 5 },
    { name: "total", run: (_, { price }) => price + 1 },
  ];
  assert.deepEqual(await runPlan(steps, { count: 3 }), { price: 15, total: 16 });
});

test("what was done is undone, the last first", async () => {
  const { steps, log } = plan("a b c! d");
  const error = await failure(runPlan(steps));
  assert.ok(error instanceof PlanError);
  assert.equal(error.step, "c");
  assert.equal(error.cause.message, "no c");
  assert.deepEqual(error.stuck, []);
  assert.deepEqual(log, ["+a", "+b", "-B", "-A"]);
});

test("steps are undone also when undoing one of them fails", async () => {
  const { steps, log } = plan("a b? c d!");
  const error = await failure(runPlan(steps));
  assert.deepEqual(log, ["+a", "+b", "+c", "-C", "-A"]);
  assert.deepEqual(error.stuck.map(({ name }) => name), ["b"]);
  assert.equal(error.stuck[0].error.message, "still b");
});

test("tells of all steps that are stuck", async () => {
  const error = await failure(runPlan(plan("a? b c? d!").steps));
  assert.equal(error.message, "d failed, and could not be undone: c, a");
  assert.equal(error.cause.message, "no d");
});

test("a step without undo stays", async () => {
  const { steps, log } = plan("a b c!");
  delete steps[1].undo;
  await failure(runPlan(steps));
  assert.deepEqual(log, ["+a", "+b", "-A"]);
});

test("a step is tried several times", async () => {
  const attempts = [];
  const run = (_, __, attempt) => {
    attempts.push(attempt);
    if (attempt < 3) throw new Error(`attempt ${attempt}`);
    return "done";
  };
  assert.deepEqual(await runPlan([{ name: "a", run, attempts: 3 }]), { a: "done" });
  assert.deepEqual(attempts, [1, 2, 3]);
  const error = await failure(runPlan([{ name: "a", run, attempts: 2 }]));
  assert.equal(error.cause.message, "attempt 2");
});

test("a step can be passed over", async () => {
  const { steps, log } = plan("a b c!");
  steps[1].when = async (_, { a }) => a !== "A";
  await failure(runPlan(steps));
  assert.deepEqual(log, ["+a", "-A"]);
});

test("a plan can be aborted", async () => {
  const { steps, log } = plan("a b c");
  const abort = new AbortController();
  steps[1].when = () => (abort.abort(new Error("enough")), true);
  const error = await failure(runPlan(steps, {}, { signal: abort.signal }));
  assert.equal(error.step, "c");
  assert.equal(error.cause.message, "enough");
  assert.deepEqual(log, ["+a", "+b", "-B", "-A"]);
});

test("tells what happens", async () => {
  const { steps } = plan("a b c!");
  steps[1].when = () => false;
  steps[2].attempts = 2;
  const events = [];
  await failure(runPlan(steps, {}, { onEvent: (event, name) => events.push(`${event} ${name}`) }));
  assert.deepEqual(events, ["done a", "skipped b", "retried c", "failed c", "undone a"]);
});

test("what is no plan is refused before anything is run", async () => {
  const { steps, log } = plan("a b a");
  await assert.rejects(runPlan(steps), TypeError);
  for (const attempts of [0, 1.5, -1]) await assert.rejects(runPlan([...plan("b").steps, { name: "x", attempts }]), TypeError);
  assert.deepEqual(log, []);
});
