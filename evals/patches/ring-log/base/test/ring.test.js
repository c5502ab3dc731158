"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { RingLog } = require("../lib/ring.js");
const { tail } = require("../lib/tail.js");

function logOf(capacity, ...values) {
  const log = new RingLog(capacity);
  for (const value of values) log.push(value);
  return log;
}

test("keeps entries in order", () => {
  const log = logOf(3, "a", "b");
  assert.deepEqual([...log], ["a", "b"]);
  assert.deepEqual([log.size, log.capacity], [2, 3]);
});

test("new entries take the place of the oldest", () => {
  assert.deepEqual([...logOf(3, "a", "b", "c", "d", "e")], ["c", "d", "e"]);
});

test("entries are numbered", () => {
  const log = logOf(2, "a", "b");
  assert.equal(log.push("c"), 2);
  assert.deepEqual([log.first, log.next], [1, 3]);
});

test("entries by their place", () => {
  const log = logOf(3, "a", "b", "c", "d");
  assert.deepEqual([log.at(0), log.at(2), log.at(-1), log.at(-3)], ["b", "d", "d", "b"]);
  assert.deepEqual([log.at(3), log.at(-4)], [undefined, undefined]);
});

test("entries since a number, and how many were missed", () => {
  const log = logOf(3, "a", "b", "c", "d", "e");
  assert.deepEqual(log.since(3), { values: ["d", "e"], missed: 0 });
  assert.deepEqual(log.since(0), { values: ["c", "d", "e"], missed: 2 });
  assert.deepEqual(log.since(5), { values: [], missed: 0 });
});

test("a log that is cleared goes on with its numbers", () => {
  const log = logOf(3, "a", "b");
  log.clear();
  assert.deepEqual([...log], []);
  assert.equal(log.push("c"), 2);
  assert.deepEqual(log.since(0), { values: ["c"], missed: 2 });
});

test("a larger log keeps what it holds", () => {
  const log = logOf(3, "a", "b", "c", "d", "e");
  assert.equal(log.resize(5), 0);
  assert.deepEqual([...log], ["c", "d", "e"]);
  log.push("f");
  log.push("g");
  log.push("h");
  assert.deepEqual([...log], ["d", "e", "f", "g", "h"]);
});

test("a smaller log keeps the newest", () => {
  const log = logOf(4, "a", "b", "c", "d", "e", "f");
  assert.equal(log.resize(2), 2);
  assert.deepEqual([...log], ["e", "f"]);
  log.push("g");
  assert.deepEqual([...log], ["f", "g"]);
});

test("what is no capacity is refused", () => {
  for (const capacity of [0, -1, 2.5, "3", undefined]) assert.throws(() => new RingLog(capacity), RangeError);
  const log = logOf(2, "a", "b");
  assert.throws(() => log.resize(0), RangeError);
  assert.deepEqual([...log], ["a", "b"]);
});

test("the last lines", () => {
  const log = logOf(5, "up", "get /", "get /a", "put /b", "get /c", "down");
  assert.deepEqual(tail(log, { count: 2 }), ["4 get /c", "5 down"]);
  assert.deepEqual(tail(log, { count: 2, match: /^get/ }), ["2 get /a", "4 get /c"]);
});

test("numbers of lines have the same width", () => {
  const log = logOf(20, ..."abcdefghijk");
  assert.deepEqual(tail(log, { count: 2 }), [" 9 j", "10 k"]);
  assert.deepEqual(tail(logOf(2)), []);
});
