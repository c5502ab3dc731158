/** Calls listeners by name, in the order they came. Listeners that come or go while an event is told matter from the next event on. */
export class Emitter {
  #listeners = new Map();

  /** Returns a function that takes the listener off again. The same function may listen several times. */
  on(name, listener) {
    const entry = { listener };
    const list = this.#listeners.get(name) ?? [];
    list.push(entry);
    this.#listeners.set(name, list);
    return () => this.#drop(name, entry);
  }

  /** Listens to one event only. */
  once(name, listener) {
    const off = this.on(name, (...args) => {
      off();
      listener(...args);
    });
    return off;
  }

  /** The number of listeners that were called. One that throws does not keep the others from being called; the first error is thrown at the end. */
  emit(name, ...args) {
    const errors = [];
    let called = 0;
    for (const { listener } of this.#listeners.get(name) ?? []) {
      called += 1;
      try {
        listener(...args);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return called;
  }

  #drop(name, entry) {
    const list = this.#listeners.get(name) ?? [];
    const at = list.indexOf(entry);
    if (at !== -1) list.splice(at, 1);
  }
}
