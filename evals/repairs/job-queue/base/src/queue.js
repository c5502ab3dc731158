/** Runs so many jobs at a time; each gets its own promise. */
export class Queue {
  #waiting = [];
  #running = 0;

  constructor(places) {
    this.places = places;
  }

  get running() {
    return this.#running;
  }

  add(job) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  async #next() {
    if (this.#running >= this.places || this.#waiting.length === 0) return;
    const { job, resolve, reject } = this.#waiting.shift();
    this.#running += 1;
    try {
      resolve(await job());
    } catch (error) {
      reject(error);
      return;
    }
    this.#running -= 1;
    this.#next();
  }
}
