"use strict";
/** Plans: steps in order, undone when one fails. The README says what a step is. */
const { PlanError } = require("./error.js");

/** Runs a plan. Throws a TypeError, before anything is run, when two steps have the same name or a step's attempts are no whole number above zero. */
async function runPlan(steps, context = {}, { signal, onEvent = () => {} } = {}) {
  assertPlan(steps);
  const results = {};
  const done = [];
  for (const step of steps) {
    try {
      signal?.throwIfAborted();
      if (step.when !== undefined && !(await step.when(context, results))) {
        onEvent("skipped", step.name);
        continue;
      }
      results[step.name] = await attempt(step, { context, results, onEvent });
    } catch (error) {
      onEvent("failed", step.name);
      const stuck = await undoAll(done, { context, results, onEvent });
      throw new PlanError(step.name, error, stuck);
    }
    done.push(step);
    onEvent("done", step.name);
  }
  return results;
}

async function attempt({ name, run, attempts = 1 }, { context, results, onEvent }) {
  for (let number = 1; ; number++) {
    try {
      return await run(context, results, number);
    } catch (error) {
      if (number === attempts) throw error;
      onEvent("retried", name);
    }
  }
}

/** Undoes steps, the last first, and gives those that could not be undone. */
async function undoAll(done, { context, results, onEvent }) {
  const stuck = [];
  let name;
  try {
    for (const step of done.toReversed()) {
      name = step.name;
      if (step.undo === undefined) continue;
      await step.undo(context, results[name]);
      onEvent("undone", name);
    }
  } catch (error) {
    stuck.push({ name, error });
    onEvent("stuck", name);
  }
  return stuck;
}

function assertPlan(steps) {
  const names = new Set();
  for (const { name, attempts = 1 } of steps) {
    if (names.has(name)) throw new TypeError(`two steps are named ${name}`);
    if (!Number.isInteger(attempts) || attempts < 1) throw new TypeError(`${name} cannot be tried ${attempts} times`);
    names.add(name);
  }
}

module.exports = { runPlan };
