"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { runPlan } = require("../lib/plan.js");
const { PlanError } = require("../lib/error.js");

let seed = 11;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const turns = async (count) => {
  for (let i = 0; i < count; i++) await undefined;
};
const results = [undefined, null, 0, "", false, "x", [1], NaN];

/** A plan of random steps, and what must be written down when it is run, told from the same description. */
function anyPlan() {
  const log = [];
  const context = {};
  const described = Array.from({ length: next(7) }, (_, at) => {
    const attempts = next(3) === 0 ? 1 + next(3) : undefined;
    return {
      name: `s${at}`,
      attempts,
      result: results[next(results.length)],
      // How many attempts fail.
      failing: next(6) === 0 ? 99 : next(attempts ?? 1),
      when: next(5) > 0 ? undefined : next(3) > 0,
      throwsWhen: next(30) === 0,
      undo: ["none", "fine", "fine", "fails", "throws"][next(5)],
    };
  });
  const steps = described.map(({ name, attempts, result, failing, when, throwsWhen, undo }) => ({
    name,
    ...(attempts !== undefined && { attempts }),
    ...((when !== undefined || throwsWhen) && {
      when: async (given) => {
        assert.equal(given, context);
        await turns(next(4));
        if (throwsWhen) throw new Error(`when ${name}`);
        return when;
      },
    }),
    run: async (given, _, attempt) => {
      assert.equal(given, context);
      log.push(`run ${name} ${attempt}`);
      await turns(next(6));
      log.push(`ran ${name} ${attempt}`);
      if (attempt <= failing) throw new Error(`${name} ${attempt}`);
      return result;
    },
    ...(undo !== "none" && {
      undo: (given, own) => {
        assert.equal(given, context);
        assert.deepEqual(own, result);
        log.push(`undo ${name}`);
        if (undo === "throws") throw new Error(`stuck ${name}`);
        return turns(next(8)).then(() => {
          log.push(`end ${name}`);
          if (undo === "fails") throw new Error(`stuck ${name}`);
        });
      },
    }),
  }));
  return { log, context, described, steps };
}
function told(described) {
  const log = [];
  const done = [];
  for (const step of described) {
    const { name, attempts = 1, failing } = step;
    let cause;
    if (step.throwsWhen) cause = `when ${name}`;
    else if (step.when === false) {
      log.push(`skipped ${name}`);
      continue;
    } else {
      for (let number = 1; number <= attempts; number++) {
        log.push(`run ${name} ${number}`, `ran ${name} ${number}`);
        cause = number <= failing ? `${name} ${number}` : undefined;
        if (cause === undefined) break;
        if (number < attempts) log.push(`retried ${name}`);
      }
    }
    if (cause === undefined) {
      log.push(`done ${name}`);
      done.unshift(step);
      continue;
    }
    log.push(`failed ${name}`);
    const stuck = [];
    for (const { name: own, undo } of done) {
      if (undo === "none") continue;
      log.push(`undo ${own}`);
      if (undo !== "throws") log.push(`end ${own}`);
      if (undo === "fine") log.push(`undone ${own}`);
      else {
        log.push(`stuck ${own}`);
        stuck.push(own);
      }
    }
    return { log, step: name, cause, stuck };
  }
  return { log, results: Object.fromEntries(done.toReversed().map(({ name, result }) => [name, result])) };
}
test("agrees with what is told from the steps", async () => {
  let failed = 0;
  for (let i = 0; i < 600; i++) {
    const { log, context, described, steps } = anyPlan();
    const expected = told(described);
    const copy = [...steps];
    try {
      const found = await runPlan(steps, context, { onEvent: (event, name) => log.push(`${event} ${name}`) });
      assert.deepEqual(found, expected.results);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      failed += 1;
      assert.equal(error.step, expected.step);
      assert.equal(error.cause.message, expected.cause);
      assert.deepEqual(error.stuck.map(({ name }) => name), expected.stuck);
      assert.deepEqual(error.stuck.map(({ error: own }) => own.message), expected.stuck.map((name) => `stuck ${name}`));
      assert.equal(error.message.includes("could not be undone"), expected.stuck.length > 0);
    }
    assert.deepEqual(log, expected.log);
    assert.deepEqual(steps, copy);
  }
  assert.ok(failed > 150);
});
test("steps whose results are nothing are undone, too", async () => {
  const undone = [];
  const step = (name) => ({ name, run: () => undefined, undo: (_, result) => undone.push([name, result]) });
  await assert.rejects(runPlan([step("a"), step("b"), { name: "c", run: () => { throw undefined; } }]), PlanError);
  assert.deepEqual(undone, [["b", undefined], ["a", undefined]]);
});
test("an undo waits for the one before it", async () => {
  let running = 0;
  const step = (name) => ({
    name,
    run: () => name,
    undo: async () => {
      running += 1;
      assert.equal(running, 1);
      await turns(5);
      running -= 1;
    },
  });
  const error = await runPlan([step("a"), step("b"), step("c"), { name: "d", run: () => Promise.reject(new Error("x")) }]).catch((one) => one);
  assert.deepEqual(error.stuck, []);
});
test("a plan that is aborted before it begins does nothing", async () => {
  const error = await runPlan([{ name: "a", run: () => assert.fail("it was run") }], {}, { signal: AbortSignal.abort(new Error("no")) }).catch((one) => one);
  assert.deepEqual([error.step, error.cause.message, error.stuck], ["a", "no", []]);
  assert.deepEqual(await runPlan([], {}, { signal: AbortSignal.abort() }), {});
});
