/** Lockers that open by a code until a time. Times are milliseconds. */
export class Lockers {
  #codes = new Map();

  issue(locker, code, until) {
    this.#codes.set(code, { locker, until });
  }

  /** The locker that a code opens at a time, or null. */
  open(code, now) {
    const known = this.#codes.get(code);
    if (!known) return null;
    return known.locker;
  }

  /** How many codes are still good. */
  good(now) {
    return [...this.#codes.values()].filter(({ until }) => now <= until).length;
  }
}
