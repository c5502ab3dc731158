/** Channels: what is sent on one side is received on the other. */

/**
 * A channel holds up to `capacity` values that have been sent and not received yet. Values are received in the order in which they were sent,
 * each by one receiver, and receivers that wait are served in the order in which they came.
 */
export class Channel {
  #capacity;
  #held = [];
  #senders = [];
  #receivers = [];
  #closed = false;

  /** Throws a RangeError for a capacity that is no whole number from zero. Infinity is allowed: then no sender ever waits. */
  constructor(capacity = 0) {
    if (!(capacity >= 0) || (capacity !== Infinity && !Number.isInteger(capacity))) throw new RangeError(`not a capacity: ${capacity}`);
    this.#capacity = capacity;
  }

  /** How many values the channel holds. Those of senders that wait are not among them. */
  get size() {
    return this.#held.length;
  }

  get closed() {
    return this.#closed;
  }

  /**
   * Sends a value, which may be anything. Resolves to true as soon as the channel has room for it or somebody receives it; until then the
   * sender waits. Resolves to false when the channel is closed, or is closed while the sender waits: then nobody will receive the value.
   */
  send(value) {
    if (this.#closed) return Promise.resolve(false);
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      receiver({ value, done: false });
      return Promise.resolve(true);
    }
    if (this.#held.length < this.#capacity) {
      this.#held.push(value);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => this.#senders.push({ value, resolve }));
  }

  /**
   * Resolves to `{ value, done: false }` with the next value, or to `{ value: undefined, done: true }` once the channel is closed and holds
   * nothing more. Where a value makes room, the sender that has waited longest goes on.
   */
  receive() {
    const sender = this.#senders.shift();
    if (sender !== undefined) {
      sender.resolve(true);
      return Promise.resolve({ value: sender.value, done: false });
    }
    if (this.#held.length > 0) return Promise.resolve({ value: this.#held.shift(), done: false });
    if (this.#closed) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#receivers.push(resolve));
  }

  /** Closes the channel; to close it again does nothing. What it holds can still be received. */
  close() {
    this.#closed = true;
    for (const { resolve } of this.#senders.splice(0)) resolve(false);
    for (const resolve of this.#receivers.splice(0)) resolve({ value: undefined, done: true });
  }

  /** Receives until the channel is closed: `for await (const value of channel)`. */
  [Symbol.asyncIterator]() {
    return { next: () => this.receive() };
  }
}
