"use strict";

/** Units and the steps between them, see the README. */
class Units {
  /** For each unit the steps that lead away from it: from the unit that each leads to, to its `times` and `plus`. */
  #steps = new Map();

  /**
   * Adds a step, or replaces the one between the two units. Throws a RangeError, and changes nothing, for a step from a unit to itself, for
   * numbers that are not finite, and for `times` 0, which no way leads back from.
   */
  add(from, to, { times, plus = 0 }) {
    if (from === to) throw new RangeError(`a step from ${from} to itself`);
    if (!Number.isFinite(times) || !Number.isFinite(plus) || times === 0) throw new RangeError(`not a step: times ${times}, plus ${plus}`);
    this.#stepsOf(from).set(to, { times, plus });
    this.#stepsOf(to).set(from, { times: 1 / times, plus: -plus });
    return this;
  }

  /** Forgets a unit with all its steps. The units that it was tied to stay known. True when it was known itself. */
  remove(unit) {
    for (const steps of this.#steps.values()) steps.delete(unit);
    return this.#steps.delete(unit);
  }

  /** All units that are known, in alphabetical order. */
  get names() {
    return [...this.#steps.keys()].sort();
  }

  /** The units on the way from one to another, both of them included; null when there is none. Throws a RangeError for a unit not known. */
  chain(from, to) {
    for (const unit of [from, to]) if (!this.#steps.has(unit)) throw new RangeError(`not known: ${unit}`);
    const before = new Map([[from, null]]);
    // Those that are added on the way are come to later.
    for (const unit of before.keys()) {
      for (const next of [...this.#steps.get(unit).keys()].sort()) if (!before.has(next)) before.set(next, unit);
    }
    if (!before.has(to)) return null;
    const units = [];
    for (let unit = to; unit !== null; unit = before.get(unit)) units.unshift(unit);
    return units;
  }

  /**
   * An amount of one unit in another, or with `difference` a difference between two amounts. Throws a RangeError when no way leads there or a unit
   * is not known.
   */
  convert(amount, from, to, { difference = false } = {}) {
    const units = this.chain(from, to);
    if (units === null) throw new RangeError(`no way from ${from} to ${to}`);
    let whole = { times: 1, plus: 0 };
    for (const [at, unit] of units.slice(1).entries()) whole = joined(whole, this.#steps.get(units[at]).get(unit));
    return amount * whole.times + (difference ? 0 : whole.plus);
  }

  #stepsOf(unit) {
    if (!this.#steps.has(unit)) this.#steps.set(unit, new Map());
    return this.#steps.get(unit);
  }
}

/** One step for two that are gone after each other. */
function joined(first, second) {
  return { times: first.times * second.times, plus: first.plus * second.times + second.plus };
}

module.exports = { Units };
