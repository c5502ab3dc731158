"use strict";

/** A plan that was not carried out: which step failed and why, and which steps could not be undone. */
class PlanError extends Error {
  constructor(step, cause, stuck) {
    const names = stuck.map(({ name }) => name).join(", ");
    super(`${step} failed${names === "" ? "" : `, and could not be undone: ${names}`}`, { cause });
    this.name = "PlanError";
    this.step = step;
    this.stuck = stuck;
  }
}

module.exports = { PlanError };
