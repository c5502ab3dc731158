/** A queue of messages with acknowledgements, see the README. */
export class Queue {
  #patience;
  #attempts;
  #sent = 0;
  /** The messages that wait, each with the time `from` which it is ready. */
  #waiting = [];
  /** What is in flight: by its receipt the message and the time at which it comes back. */
  #flying = new Map();
  #dead = [];

  constructor({ patience = 30, attempts = 3 } = {}) {
    this.#patience = patience;
    this.#attempts = attempts;
  }

  /** Puts a message in the queue, ready after a `delay`, and gives its number: they are counted from 1. */
  send(body, { now, delay = 0, group = null }) {
    this.#sent += 1;
    this.#waiting.push({ id: this.#sent, body, group, attempt: 0, from: now + delay });
    return this.#sent;
  }

  /** Hands out the next message: its `id` and `body`, which `attempt` it is, and a `receipt` of its own. Null when none is ready. */
  receive(now) {
    this.#settle(now);
    const held = new Set([...this.#flying.values()].map(({ message }) => message.group));
    for (const [at, message] of this.#waiting.entries()) {
      const isFree = message.group === null || !held.has(message.group);
      if (message.from > now || !isFree) {
        held.add(message.group);
        continue;
      }
      this.#waiting.splice(at, 1);
      message.attempt += 1;
      const { id, body, attempt } = message;
      const receipt = `${id}.${attempt}`;
      this.#flying.set(receipt, { message, until: now + this.#patience });
      return { id, body, attempt, receipt };
    }
    return null;
  }

  /** A message is done and leaves the queue. False, and nothing happens, when the receipt is not good (any more). */
  ack(receipt, now) {
    this.#settle(now);
    return this.#flying.delete(receipt);
  }

  /** A message could not be done: it is back, ready after a `delay`, or dead after its last attempt. False for a receipt that is not good. */
  nack(receipt, now, delay = 0) {
    this.#settle(now);
    const flight = this.#flying.get(receipt);
    if (flight === undefined) return false;
    this.#flying.delete(receipt);
    const { message } = flight;
    message.from = now + delay;
    if (message.attempt < this.#attempts) this.#waiting.push(message);
    else this.#dead.push(message);
    return true;
  }

  /** The receipt of a message is good for so long from now on. False for a receipt that is not good. */
  extend(receipt, now, time) {
    this.#settle(now);
    const flight = this.#flying.get(receipt);
    if (flight === undefined) return false;
    flight.until = now + time;
    return true;
  }

  /** How many messages wait, ready or not, and how many are in flight and dead. */
  counts(now) {
    this.#settle(now);
    return { waiting: this.#waiting.length, flying: this.#flying.size, dead: this.#dead.length };
  }

  /** The dead letters, `id` and `body`, in the order in which they died; of those whose time was over at the same moment the one sent first is first. */
  deadLetters(now) {
    this.#settle(now);
    return this.#dead.map(({ id, body }) => ({ id, body }));
  }

  /** Takes back what has been in flight for too long. */
  #settle(now) {
    const over = [...this.#flying].filter(([, { until }]) => until <= now);
    over.sort(([, one], [, other]) => one.until - other.until || one.message.id - other.message.id);
    for (const [receipt, { message, until }] of over) {
      this.#flying.delete(receipt);
      message.from = until;
      if (message.attempt < this.#attempts) this.#waiting.push(message);
      else this.#dead.push(message);
    }
  }
}
