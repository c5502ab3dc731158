"use strict";
/** A log that keeps its last entries, in a list that is written round and round. */

class RingLog {
  #slots;
  /** The number of the oldest entry that is held, and that of the next one to come. */
  #first = 0;
  #next = 0;

  /** Throws a RangeError for a capacity that is no whole number above zero. */
  constructor(capacity) {
    assertCapacity(capacity);
    this.#slots = Array(capacity);
  }

  get capacity() {
    return this.#slots.length;
  }

  /** How many entries are held. */
  get size() {
    return this.#next - this.#first;
  }

  /** The number of the oldest entry that is held; that of the next one when none is. */
  get first() {
    return this.#first;
  }

  /** The number that the next entry will have. */
  get next() {
    return this.#next;
  }

  /** Adds an entry and gives its number. */
  push(value) {
    if (this.size === this.capacity) this.#first += 1;
    this.#slots[this.#next % this.capacity] = value;
    this.#next += 1;
    return this.#next - 1;
  }

  /** The entry at a place counted from the oldest, or with a negative place from the end; undefined where there is none. */
  at(place) {
    const number = place < 0 ? this.#next + place : this.#first + place;
    return this.#holds(number) ? this.#slots[number % this.capacity] : undefined;
  }

  /** The entries from a number on, oldest first, and how many of those from that number on are not held any more. */
  since(number) {
    const values = [];
    for (let at = Math.max(number, this.#first); at < this.#next; at++) values.push(this.#slots[at % this.capacity]);
    return { values, missed: Math.max(0, this.#first - number) };
  }

  /** Forgets all entries. */
  clear() {
    this.#first = this.#next;
    this.#slots.fill(undefined);
  }

  /** Changes the capacity and keeps the newest entries, as many as fit. Gives how many were dropped. */
  resize(capacity) {
    assertCapacity(capacity);
    const dropped = Math.max(0, this.size - capacity);
    this.#slots.length = capacity;
    this.#first += dropped;
    return dropped;
  }

  /** From the oldest to the newest. */
  *[Symbol.iterator]() {
    for (let at = this.#first; at < this.#next; at++) yield this.#slots[at % this.capacity];
  }

  #holds(number) {
    return number >= this.#first && number < this.#next;
  }
}

function assertCapacity(capacity) {
  if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`not a capacity: ${capacity}`);
}

module.exports = { RingLog };
