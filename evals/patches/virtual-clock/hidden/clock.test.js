import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../lib/clock.js";

let seed = 321;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** The same clock, millisecond by millisecond, over a list in the order of setting. */
function plainClock() {
  const clock = { now: 0 };
  let list = [];
  let ids = 0;
  const set = (work, at, every) => {
    list.push({ id: ++ids, work, at, every });
    return ids;
  };
  clock.setTimeout = (work, delay = 0) => set(work, clock.now + Math.max(0, delay));
  clock.setInterval = (work, every) => set(work, clock.now + every, every);
  clock.clear = (id) => {
    const before = list.length;
    list = list.filter((timer) => timer.id !== id);
    return list.length < before;
  };
  clock.pending = () => list.length;
  clock.advance = (milliseconds) => {
    const end = clock.now + milliseconds;
    for (;;) {
      const due = list.find((timer) => timer.at === clock.now);
      if (due === undefined) {
        if (clock.now === end) return;
        clock.now += 1;
        continue;
      }
      list = list.filter((timer) => timer !== due);
      if (due.every !== undefined) {
        due.at += due.every;
        list.push(due);
        // Its id stays, and so must not be given again: one is used up as in the order of setting.
        ids += 1;
      }
      due.work();
    }
  };
  return clock;
}
/** A story of timers that set and clear others, told by what is heard and when; the same for both clocks. */
function story(clock, from, pending) {
  let own = from;
  const dice = (n) => ((own = (own * 1103515245 + 12345) % 2147483648) >> 8) % n;
  const heard = [];
  const names = new Map();
  let name = 0;
  let left = 60;
  const add = () => {
    if (left-- <= 0) return;
    const mine = ++name;
    const work = () => {
      heard.push(`${mine} at ${clock.now}`);
      for (let i = dice(3); i > 0; i--) add();
      if (dice(3) === 0) drop();
      if (kind === 0 && dice(2) === 0) clock.clear(names.get(mine));
    };
    const kind = dice(4);
    names.set(mine, kind === 0 ? clock.setInterval(work, 1 + dice(9)) : clock.setTimeout(work, dice(12) - 1));
  };
  const drop = () => {
    const which = 1 + dice(name + 1);
    if (names.has(which)) heard.push(`cleared ${which} ${clock.clear(names.get(which))}`);
  };
  for (let i = 0; i < 25; i++) {
    if (dice(2) === 0) add();
    if (dice(6) === 0) drop();
    clock.advance(dice(15));
    heard.push(`now ${clock.now}, ${pending()}`);
  }
  return heard;
}
test("agrees with a clock that goes millisecond by millisecond", () => {
  for (let round = 0; round < 150; round++) {
    const from = next(1_000_000);
    const clock = new Clock();
    const plain = plainClock();
    assert.deepEqual(story(clock, from, () => clock.pending), story(plain, from, plain.pending));
  }
});
test("what a timer sets comes between those that were set before", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => {
    heard.push("a");
    clock.setTimeout(() => heard.push("a's"), 5);
    clock.setTimeout(() => heard.push("at once"), 0);
  }, 10);
  clock.setTimeout(() => heard.push("b"), 10);
  clock.setTimeout(() => heard.push("c"), 20);
  clock.advance(30);
  assert.deepEqual(heard, ["a", "b", "at once", "a's", "c"]);
});
test("two intervals and a timeout take turns", () => {
  const clock = new Clock();
  const heard = [];
  clock.setInterval(() => heard.push(`x${clock.now}`), 4);
  clock.setInterval(() => heard.push(`y${clock.now}`), 6);
  clock.setTimeout(() => heard.push(`z${clock.now}`), 12);
  clock.advance(12);
  // At 12 the timeout was set first; y was set again at 6 and x at 8.
  assert.deepEqual(heard, ["x4", "y6", "x8", "z12", "y12", "x12"]);
});
test("a timer that another one clears in the same go does not run", () => {
  const clock = new Clock();
  const id = clock.setTimeout(() => assert.fail(), 20);
  clock.setTimeout(() => assert.equal(clock.clear(id), true), 10);
  clock.advance(30);
  assert.equal(clock.pending, 0);
});
test("an interval that clears itself stops at once", () => {
  const clock = new Clock();
  let count = 0;
  const id = clock.setInterval(() => {
    count += 1;
    if (count === 2) assert.equal(clock.clear(id), true);
  }, 3);
  clock.advance(100);
  assert.equal(count, 2);
  assert.equal(clock.pending, 0);
});
test("an error is thrown on, and the others remain", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => { throw new Error("broken"); }, 10);
  clock.setTimeout(() => heard.push(clock.now), 10);
  clock.setInterval(() => heard.push(clock.now), 15);
  assert.throws(() => clock.advance(40), /broken/);
  assert.equal(clock.now, 10);
  assert.deepEqual(heard, []);
  clock.advance(5);
  assert.deepEqual(heard, [10, 15]);
});
test("only what is due by then runs, and one at a time when asked", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => clock.setTimeout(() => heard.push("late"), 6), 5);
  clock.advance(10);
  assert.deepEqual(heard, []);
  assert.equal(clock.pending, 1);
  assert.equal(clock.runNext(), true);
  assert.deepEqual([heard, clock.now], [["late"], 11]);
  clock.setInterval(() => heard.push("tick"), 4);
  assert.equal(clock.runNext(), true);
  assert.equal(clock.runNext(), true);
  assert.deepEqual([heard, clock.now, clock.pending], [["late", "tick", "tick"], 19, 1]);
});
