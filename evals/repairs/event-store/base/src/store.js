/** Events in order, and views over them. */
export class Store {
  #events = [];

  append(...events) {
    this.#events.push(...events);
  }

  view(reducer) {
    return this.#events.reduce(reducer, {});
  }
}
