/** One player's sheet. */
import { combinations, score, upper } from "./combinations.js";

/** Each combination is put down once. With 63 points or more in the upper half there are 35 more. */
export class Sheet {
  #points = new Map();

  /** Puts dice down as a combination and gives their points, which may be 0. Throws an Error when that has been put down already. */
  put(combination, dice) {
    if (this.#points.has(combination)) throw new Error(`${combination} is put down already`);
    const own = score(combination, dice);
    this.#points.set(combination, own);
    return own;
  }

  /** The combinations that are not put down yet, in the order of the sheet. */
  get open() {
    return combinations.filter((combination) => !this.#points.has(combination));
  }

  /** The open combination for which dice give most points; of several the first of the sheet; undefined when none is open. */
  best(dice) {
    let best;
    for (const combination of this.open) {
      if (best === undefined || score(combination, dice) > score(best, dice)) best = combination;
    }
    return best;
  }

  get bonus() {
    const sum = upper.reduce((total, combination) => total + (this.#points.get(combination) ?? 0), 0);
    return sum >= 63 ? 35 : 0;
  }

  get total() {
    return this.#points.values().reduce((total, own) => total + own, this.bonus);
  }
}
