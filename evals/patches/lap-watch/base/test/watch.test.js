import assert from "node:assert/strict";
import { test } from "node:test";
import { format, report } from "../lib/report.js";
import { Watch } from "../lib/watch.js";

/** A watch with a clock that goes on when it is told so. */
function known() {
  let now = 1000;
  const watch = new Watch(() => now);
  return { watch, pass: (time) => void (now += time) };
}

test("the time that it runs", () => {
  const { watch, pass } = known();
  assert.equal(watch.elapsed, 0);
  assert.equal(watch.start(), true);
  pass(300);
  assert.equal(watch.elapsed, 300);
  assert.equal(watch.start(), false);
  assert.equal(watch.isRunning, true);
});

test("pauses do not count", () => {
  const { watch, pass } = known();
  watch.start();
  pass(300);
  assert.equal(watch.stop(), true);
  pass(5000);
  assert.equal(watch.elapsed, 300);
  assert.equal(watch.stop(), false);
  watch.start();
  pass(20);
  assert.equal(watch.elapsed, 320);
});

test("laps", () => {
  const { watch, pass } = known();
  watch.start();
  pass(300);
  assert.deepEqual(watch.lap(), { number: 1, time: 300, total: 300 });
  pass(250);
  assert.equal(watch.current, 250);
  assert.deepEqual(watch.lap(), { number: 2, time: 250, total: 550 });
  assert.deepEqual(watch.laps.map(({ time }) => time), [300, 250]);
});

test("a lap with a pause in it", () => {
  const { watch, pass } = known();
  watch.start();
  pass(300);
  watch.lap();
  pass(100);
  watch.stop();
  pass(5000);
  watch.start();
  pass(150);
  assert.equal(watch.current, 250);
  assert.deepEqual(watch.lap(), { number: 2, time: 250, total: 550 });
});

test("no lap without time", () => {
  const { watch, pass } = known();
  assert.equal(watch.lap(), null);
  watch.start();
  pass(5);
  watch.lap();
  assert.equal(watch.lap(), null);
  assert.equal(watch.laps.length, 1);
});

test("a lap is taken back", () => {
  const { watch, pass } = known();
  assert.equal(watch.undo(), false);
  watch.start();
  pass(300);
  watch.lap();
  pass(50);
  watch.lap();
  pass(7);
  assert.equal(watch.undo(), true);
  assert.equal(watch.current, 57);
  assert.deepEqual(watch.lap(), { number: 2, time: 57, total: 357 });
});

test("a watch that was reset is as new", () => {
  const { watch, pass } = known();
  watch.start();
  pass(300);
  watch.lap();
  watch.reset();
  assert.deepEqual([watch.isRunning, watch.elapsed, watch.current, watch.laps], [false, 0, 0, []]);
  pass(10);
  watch.start();
  pass(40);
  assert.deepEqual(watch.lap(), { number: 1, time: 40, total: 40 });
});

test("laps that are given may be changed", () => {
  const { watch, pass } = known();
  watch.start();
  pass(300);
  watch.lap().time = 1;
  watch.laps.pop();
  assert.deepEqual(watch.laps, [{ number: 1, time: 300, total: 300 }]);
});

test("times as texts", () => {
  assert.equal(format(0), "0:00.00");
  assert.equal(format(62_349), "1:02.34");
  assert.equal(format(3_602_340), "1:00:02.34");
  assert.equal(format(59_999), "0:59.99");
});

test("a report", () => {
  const laps = [61_020, 9_000, 9_000].map((time, at, all) => ({ number: at + 1, time, total: all.slice(0, at + 1).reduce((sum, each) => sum + each) }));
  assert.deepEqual(report(laps), ["1  1:01.02  1:01.02", "2  0:09.00  1:10.02 *", "3  0:09.00  1:19.02"]);
  assert.deepEqual(report([]), []);
});
