"use strict";
/** A car park: who is in it, and what they have to pay. */
const { fee, price } = require("./fee.js");

class CarPark {
  #tariff;
  #places;
  #stays = new Map();
  #taken = 0;

  constructor({ tariff, places }) {
    this.#tariff = tariff;
    this.#places = places;
  }

  /** How many places are free. */
  get free() {
    return this.#places - this.#stays.size;
  }

  /** The sum of all that was paid. */
  get taken() {
    return this.#taken;
  }

  /** A car comes in. Gives false when there is no place; throws an Error when the car is in already. */
  enter(plate, time) {
    if (this.#stays.has(plate)) throw new Error(`${plate} is in already`);
    if (this.free === 0) return false;
    this.#stays.set(plate, { since: time, paid: undefined });
    return true;
  }

  /** What a car has to pay before it may leave. Throws an Error when it is not in. */
  due(plate, time) {
    const { since, paid } = this.#stayOf(plate);
    if (paid === undefined) return fee(this.#tariff, time - since);
    const minutes = time - paid;
    return minutes <= this.#tariff.grace ? 0 : price(this.#tariff, minutes);
  }

  /** Pays what is due and gives it. When nothing is due, the time to leave does not begin anew. */
  pay(plate, time) {
    const amount = this.due(plate, time);
    if (amount === 0) return 0;
    this.#stayOf(plate).paid = time;
    this.#taken += amount;
    return amount;
  }

  /** A car goes out. Gives false, and the car stays, as long as something is due. */
  leave(plate, time) {
    if (this.due(plate, time) > 0) return false;
    return this.#stays.delete(plate);
  }

  #stayOf(plate) {
    const stay = this.#stays.get(plate);
    if (stay === undefined) throw new Error(`${plate} is not in`);
    return stay;
  }
}

module.exports = { CarPark };
