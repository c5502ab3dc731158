"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { RingLog } = require("../lib/ring.js");
const { tail } = require("../lib/tail.js");

let seed = 808;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** All entries that ever were, with which of them are held. */
function plain(capacity) {
  const all = [];
  const held = () => all.filter((entry) => entry.held);
  const fit = () => {
    const extra = held().slice(0, Math.max(0, held().length - capacity));
    for (const entry of extra) entry.held = false;
    return extra.length;
  };
  return {
    all,
    held,
    capacity: () => capacity,
    push(value) {
      all.push({ value, number: all.length, held: true });
      fit();
      return all.length - 1;
    },
    clear: () => held().forEach((entry) => (entry.held = false)),
    resize(to) {
      capacity = to;
      return fit();
    },
    since(number) {
      const from = all.filter((entry) => entry.number >= number);
      return { values: from.filter((entry) => entry.held).map(({ value }) => value), missed: from.filter((entry) => !entry.held).length };
    },
  };
}
function assertSame(log, expected) {
  const held = expected.held();
  const values = held.map(({ value }) => value);
  assert.deepEqual([...log], values);
  assert.equal(log.size, values.length);
  assert.equal(log.capacity, expected.capacity());
  assert.equal(log.next, expected.all.length);
  assert.equal(log.first, held[0]?.number ?? expected.all.length);
  for (let place = -7; place < 8; place++) assert.deepEqual(log.at(place), values.at(place));
  for (let number = 0; number <= log.next; number++) assert.deepEqual(log.since(number), expected.since(number));
  const count = next(5);
  const match = [undefined, /1/, /[2-6]$/][next(3)];
  const lines = held.filter(({ value }) => match === undefined || match.test(`${value}`)).slice(held.length > 0 && count === 0 ? 1e9 : -count);
  const wide = Math.max(1, ...lines.map(({ number }) => `${number}`.length));
  assert.deepEqual(tail(log, { count, match }), lines.map(({ number, value }) => `${" ".repeat(wide - `${number}`.length)}${number} ${value}`));
}
test("agrees with a list of all entries that ever were", () => {
  for (let round = 0; round < 250; round++) {
    const capacity = 1 + next(6);
    const log = new RingLog(capacity);
    const expected = plain(capacity);
    for (let i = 0; i < 24; i++) {
      const what = next(12);
      if (what === 0) {
        log.clear();
        expected.clear();
      } else if (what < 4) {
        const to = 1 + next(7);
        assert.equal(log.resize(to), expected.resize(to));
      } else {
        const value = [undefined, null, 0, "", i, `e${i}`][next(6)];
        assert.equal(log.push(value), expected.push(value));
      }
      assertSame(log, expected);
    }
  }
});
test("numbers go on when a log is resized", () => {
  const log = new RingLog(3);
  for (const value of "abcde") log.push(value);
  log.resize(2);
  assert.deepEqual([log.first, log.next], [3, 5]);
  assert.deepEqual(log.since(0), { values: ["d", "e"], missed: 3 });
  assert.equal(log.push("f"), 5);
});
test("what was cleared does not come back", () => {
  const log = new RingLog(3);
  for (const value of "abcd") log.push(value);
  log.clear();
  log.push("e");
  assert.equal(log.resize(6), 0);
  assert.deepEqual([...log], ["e"]);
  assert.deepEqual([log.size, log.first], [1, 4]);
  log.clear();
  assert.equal(log.resize(2), 0);
  assert.deepEqual([...log], []);
});
test("a capacity that is refused changes nothing", () => {
  const log = new RingLog(2);
  for (const value of "abc") log.push(value);
  for (const capacity of [0, -3, 1.5, NaN, Infinity, "2", null]) assert.throws(() => log.resize(capacity), RangeError);
  assert.deepEqual([...log], ["b", "c"]);
  assert.equal(log.capacity, 2);
});
test("all lines unless a count is given", () => {
  const log = new RingLog(4);
  for (let i = 0; i < 12; i++) log.push(`v${i}`);
  assert.deepEqual(tail(log), [" 8 v8", " 9 v9", "10 v10", "11 v11"]);
  assert.deepEqual(tail(log, { match: /v9|v8/ }), ["8 v8", "9 v9"]);
});
