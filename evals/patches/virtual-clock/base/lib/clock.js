/** A virtual clock: timers that run when somebody says that time goes on. */
export class Clock {
  #now = 0;
  #timers = [];
  #lastId = 0;

  /** Milliseconds since the clock was made. */
  get now() {
    return this.#now;
  }

  /** How many timers there are that have not run; an interval is one. */
  get pending() {
    return this.#timers.length;
  }

  /** Calls `work` once, so many milliseconds from now; a delay below zero is zero. Gives an id for `clear`. */
  setTimeout(work, delay = 0) {
    return this.#add({ work, at: this.#now + Math.max(0, delay) });
  }

  /** Calls `work` again and again, every so many milliseconds, until it is cleared. The time between must be above zero. */
  setInterval(work, every) {
    if (!(every > 0)) throw new RangeError(`not a time between calls: ${every}`);
    return this.#add({ work, at: this.#now + every, every });
  }

  /** Takes a timer away, also from within a timer; true when it was still to run. */
  clear(id) {
    const at = this.#timers.findIndex((timer) => timer.id === id);
    if (at === -1) return false;
    this.#timers.splice(at, 1);
    return true;
  }

  /**
   * Lets time go on. Every timer that is due by then runs, at its own time (`now` says that), earlier ones first, and of the same time in the
   * order in which they were set, an interval's next call counting as set when it ran. That goes for timers too that are set or cleared while others run.
   * Afterwards `now` is so many milliseconds later. When a timer throws, the error is thrown on, the time stays where it was, and the other
   * timers remain.
   */
  advance(milliseconds) {
    if (!(milliseconds >= 0)) throw new RangeError(`time does not go back: ${milliseconds}`);
    const end = this.#now + milliseconds;
    for (const timer of this.#dueBy(end)) this.#run(timer);
    this.#now = end;
  }

  /** Goes on to the next timer and runs it, and no other; false when there is none. */
  runNext() {
    const [next] = this.#dueBy(Infinity);
    if (next === undefined) return false;
    this.#run(next);
    return true;
  }

  /** Timers that are due by then, in the order in which they run. */
  #dueBy(end) {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order);
  }

  #run(timer) {
    this.#now = timer.at;
    if (timer.every === undefined) this.clear(timer.id);
    else {
      timer.at += timer.every;
      timer.order = ++this.#lastId;
    }
    timer.work();
  }

  #add(timer) {
    const id = ++this.#lastId;
    this.#timers.push({ ...timer, id, order: id });
    return id;
  }
}
