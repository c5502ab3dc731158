/** A machine that sells things for coins. */
import { changeFrom, worth } from "./change.js";

const accepted = [5, 10, 20, 50, 100, 200];

/** What a machine says when a sale cannot be made. `code` is one of unknown-slot, sold-out, not-enough, no-change. */
export class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.name = "Refusal";
    this.code = code;
  }
}

export class Machine {
  #slots;
  #stock;
  #inserted = new Map();

  /** `slots` are `{ name, price, count }` by slot, prices in cents; `coins` are how many coins of each value the machine starts with. */
  constructor(slots, coins = {}) {
    this.#slots = new Map(Object.entries(slots).map(([slot, item]) => [slot, { ...item }]));
    this.#stock = new Map(Object.entries(coins).map(([value, count]) => [Number(value), count]));
  }

  /** What the customer has inserted, in cents. */
  get credit() {
    return worth(this.#inserted);
  }

  /** All the money in the machine, in cents, the credit among it. */
  get total() {
    return worth(this.#stock) + this.credit;
  }

  /** Takes a coin; false for one that the machine does not know, which it gives back. */
  insert(coin) {
    if (!accepted.includes(coin)) return false;
    this.#inserted.set(coin, (this.#inserted.get(coin) ?? 0) + 1);
    return true;
  }

  /**
   * Sells what is in a slot: `{ name, change }`. The change is a list of coins, the largest first, as few as can be; the coins just inserted may be
   * among them. Throws a Refusal, and changes nothing, when the slot is unknown or empty, the credit does not reach, or no coins in the machine
   * come to the exact change.
   */
  select(slot) {
    const item = this.#slots.get(slot);
    if (item === undefined) throw new Refusal("unknown-slot", `there is no slot ${slot}`);
    if (item.count === 0) throw new Refusal("sold-out", `${item.name} is sold out`);
    if (this.credit < item.price) throw new Refusal("not-enough", `${item.name} costs ${item.price}`);
    const all = sumOf(this.#stock, this.#inserted);
    const change = changeFrom(all, this.credit - item.price);
    if (change === undefined) throw new Refusal("no-change", "there is no change: please insert the exact price");
    for (const [value, count] of change) all.set(value, all.get(value) - count);
    this.#stock = all;
    this.#inserted = new Map();
    item.count -= 1;
    return { name: item.name, change: listed(change) };
  }

  /** Gives the very coins back that were inserted, the largest first. */
  cancel() {
    const coins = listed(this.#inserted);
    this.#inserted = new Map();
    return coins;
  }
}

function sumOf(a, b) {
  const sum = new Map(a);
  for (const [value, count] of b) sum.set(value, (sum.get(value) ?? 0) + count);
  return sum;
}

function listed(coins) {
  return [...coins].sort(([a], [b]) => b - a).flatMap(([value, count]) => Array.from({ length: count }, () => value));
}
