/** A lock that many may hold to read, or one to write. */
export class Lock {
  #readers = 0;
  #writing = false;
  #waiting = [];

  /** "free", "reading" or "writing". */
  get state() {
    if (this.#writing) return "writing";
    return this.#readers > 0 ? "reading" : "free";
  }

  /** How many wait for the lock. */
  get waiting() {
    return this.#waiting.length;
  }

  /**
   * Runs `work` while others may read but nobody writes, and gives what it gives; an error of it is thrown on, and the lock is given back. Nobody
   * overtakes: who comes while others wait, waits behind them, a reader behind a writer too. `signal` ends the waiting: then the promise is
   * rejected with the signal's reason, `work` is not run, and who waits behind goes on as if this one had never come. A signal that
   * comes when `work` has begun does nothing.
   */
  read(work, { signal } = {}) {
    return this.#use("read", work, signal);
  }

  /** The same for writing, while nobody else reads or writes. */
  write(work, { signal } = {}) {
    return this.#use("write", work, signal);
  }

  async #use(kind, work, signal) {
    await this.#enter(kind, signal);
    try {
      return await work();
    } finally {
      this.#leave(kind);
    }
  }

  #enter(kind, signal) {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers();
    const entry = { kind, begin: resolve };
    this.#waiting.push(entry);
    const giveUp = () => {
      const at = this.#waiting.indexOf(entry);
      if (at === -1) return;
      this.#waiting.splice(at, 1);
      reject(signal.reason);
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    this.#letIn();
    return promise.finally(() => signal?.removeEventListener("abort", giveUp));
  }

  #leave(kind) {
    if (kind === "read") this.#readers -= 1;
    else this.#writing = false;
    this.#letIn();
  }

  /** Lets in who is first in the row, as long as that can be. */
  #letIn() {
    while (this.#waiting.length > 0) {
      const [{ kind, begin }] = this.#waiting;
      if (this.#writing || (kind === "write" && this.#readers > 0)) return;
      this.#waiting.shift();
      if (kind === "read") this.#readers += 1;
      else this.#writing = true;
      begin();
    }
  }
}
