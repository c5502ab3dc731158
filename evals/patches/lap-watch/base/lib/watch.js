/** A stop-watch with laps, see the README. */
export class Watch {
  #clock;
  /** The time that ran until the watch was last stopped, and since when by the clock it runs again; null while it stands. */
  #before = 0;
  #since = null;
  /** When by the clock the open lap began; null before the first start. */
  #lapSince = null;
  #laps = [];

  constructor(clock) {
    this.#clock = clock;
  }

  get isRunning() {
    return this.#since !== null;
  }

  /** The time that the watch has been running. */
  get elapsed() {
    return this.#elapsedAt(this.#clock());
  }

  /** The time of the open lap. */
  get current() {
    return this.#currentAt(this.#clock());
  }

  /** The laps that were ended: their `number`, counted from 1, their `time`, and the `total` at their end. They may be changed by whoever gets them. */
  get laps() {
    return this.#laps.map((lap) => ({ ...lap }));
  }

  /** Starts the watch, or lets it go on. False, and nothing happens, when it runs already. */
  start() {
    if (this.isRunning) return false;
    this.#since = this.#clock();
    this.#lapSince ??= this.#since;
    return true;
  }

  /** False, and nothing happens, when the watch stands. */
  stop() {
    if (!this.isRunning) return false;
    this.#before = this.elapsed;
    this.#since = null;
    return true;
  }

  /** Ends the open lap and gives it. Null, and nothing happens, when it has no time yet. */
  lap() {
    const now = this.#clock();
    const time = this.#currentAt(now);
    if (time === 0) return null;
    const lap = { number: this.#laps.length + 1, time, total: this.#elapsedAt(now) };
    this.#lapSince = now;
    this.#laps.push(lap);
    return { ...lap };
  }

  /** Takes back the lap that was ended last. False when there is none. */
  undo() {
    const lap = this.#laps.pop();
    if (lap === undefined) return false;
    this.#lapSince -= lap.time;
    return true;
  }

  /** The watch is as new: it stands, and there is neither time nor a lap. */
  reset() {
    this.#before = 0;
    this.#since = null;
    this.#lapSince = null;
    this.#laps = [];
  }

  #elapsedAt(now) {
    return this.#before + (this.isRunning ? now - this.#since : 0);
  }

  #currentAt(now) {
    return this.#lapSince === null ? 0 : now - this.#lapSince;
  }
}
