/** Loads each key once, also when it is asked for twice at the same time; what fails is forgotten. */
export class LazyCache {
  #loads = new Map();

  constructor(load) {
    this.load = load;
  }

  get(key) {
    const known = this.#loads.get(key);
    if (known) return known;
    const loading = this.load(key);
    this.#loads.set(key, loading);
    return loading;
  }

  clear(key) {
    this.#loads.delete(key);
  }

  get size() {
    return this.#loads.size;
  }
}
