"use strict";
/** What somebody is going to buy. */

class Basket {
  #lines = new Map();

  /**
   * Puts pieces of an item into the basket. Throws a RangeError for a price or a count that is not whole, for a price below zero, for a count
   * below one, and for a price other than that of pieces which are in the basket already.
   */
  add(item, price, count = 1) {
    if (!Number.isInteger(price) || price < 0) throw new RangeError(`not a price: ${price}`);
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a count: ${count}`);
    const line = this.#lines.get(item) ?? { item, price, count: 0 };
    if (line.price !== price) throw new RangeError(`${item} costs ${line.price}, not ${price}`);
    line.count += count;
    this.#lines.set(item, line);
    return this;
  }

  /** Takes pieces out again, all of them unless a count is given. Gives how many were taken, which is less when there are not so many. */
  remove(item, count = Infinity) {
    const line = this.#lines.get(item);
    if (line === undefined) return 0;
    const taken = Math.min(count, line.count);
    line.count -= taken;
    if (line.count === 0) this.#lines.delete(item);
    return taken;
  }

  /** The lines `{ item, price, count }`, in the order in which items were first added. */
  get lines() {
    return [...this.#lines.values()].map((line) => ({ ...line }));
  }
}

module.exports = { Basket };
