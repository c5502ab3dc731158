/** Keeps at most `limit` entries; when one more comes, the one that was read or written longest ago goes. A limit below 1 is a RangeError. */
export class Cache {
  #limit;
  #entries = new Map();

  constructor(limit) {
    if (!(limit >= 1)) throw new RangeError("the limit must be at least 1");
    this.#limit = limit;
  }

  get size() {
    return this.#entries.size;
  }

  /** The value, which counts as used now; undefined when there is none. */
  get(key) {
    if (!this.#entries.has(key)) return undefined;
    const value = this.#entries.get(key);
    this.#entries.set(key, value);
    return value;
  }

  /** True when the key is known; does not count as use. */
  has(key) {
    return this.#entries.has(key);
  }

  set(key, value) {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) this.#entries.delete(this.#entries.keys().next().value);
    return this;
  }
}
