/** Loads things by key, many with one call. */
export class Loader {
  #fetchMany;
  #size;
  #known = new Map();
  #queue = [];

  /**
   * `fetchMany(keys)` gives a promise of a list with one entry for each key, in their order; an entry that is an Error is the failure of its key
   * alone. It is never called with more than `size` keys.
   */
  constructor(fetchMany, { size = 100 } = {}) {
    this.#fetchMany = fetchMany;
    this.#size = size;
  }

  /**
   * A promise of what a key stands for. Keys that are asked for in the same turn are fetched together, in the order of asking. A key is fetched
   * once, and everyone who asks gets the same promise, until it is forgotten or its fetch has failed: a failure is told to all who wait for it and is not kept.
   */
  load(key) {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { promise, resolve, reject } = Promise.withResolvers();
    this.#known.set(key, promise);
    this.#queue.push({ key, promise, resolve, reject });
    if (this.#queue.length === 1) queueMicrotask(() => this.#flush());
    return promise;
  }

  /** All of them; rejected with the first failure. */
  loadAll(keys) {
    return Promise.all(keys.map((key) => this.load(key)));
  }

  /** A key that is asked for again is fetched again; who waits for it already gets what was on its way. False when it was not known. */
  forget(key) {
    return this.#known.delete(key);
  }

  /** What is known from elsewhere need not be fetched. A key that is known or on its way stays as it is. */
  prime(key, value) {
    if (!this.#known.has(key)) this.#known.set(key, Promise.resolve(value));
  }

  #flush() {
    const queue = this.#queue;
    this.#queue = [];
    for (let start = 0; start < queue.length; start += this.#size) {
      this.#fetch(queue.slice(start, start + this.#size));
    }
  }

  async #fetch(batch) {
    try {
      const values = await this.#fetchMany(batch.map(({ key }) => key));
      if (values.length !== batch.length) throw new RangeError(`${values.length} values for ${batch.length} keys`);
      for (const [at, { resolve, reject }] of batch.entries()) {
        if (values[at] instanceof Error) reject(values[at]);
        else resolve(values[at]);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
