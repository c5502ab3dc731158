import assert from "node:assert/strict";
import { test } from "node:test";
import { ChessClock } from "../lib/clock.js";
import { face, show } from "../lib/show.js";

function started(options) {
  const clock = new ChessClock({ base: 60_000, ...options });
  clock.start(0);
  return clock;
}

test("time runs for the player to move", () => {
  const clock = started();
  assert.deepEqual([clock.remaining("white", 4000), clock.remaining("black", 4000)], [56_000, 60_000]);
  clock.press(5000);
  assert.deepEqual([clock.turn, clock.remaining("white", 8000), clock.remaining("black", 8000)], ["black", 55_000, 57_000]);
});

test("an increment is added after the move", () => {
  const clock = started({ mode: "increment", bonus: 3000 });
  clock.press(1000);
  clock.press(6000);
  assert.deepEqual([clock.remaining("white", 6000), clock.remaining("black", 6000)], [62_000, 58_000]);
});

test("a delay goes by before the clock runs down", () => {
  const clock = started({ mode: "delay", bonus: 5000 });
  assert.equal(clock.remaining("white", 5000), 60_000);
  clock.press(8000);
  clock.press(10_000);
  assert.deepEqual([clock.remaining("white", 12_000), clock.remaining("black", 12_000)], [57_000, 60_000]);
});

test("time is given back, but not more than the bonus", () => {
  const clock = started({ mode: "giveback", bonus: 5000 });
  clock.press(8000);
  clock.press(10_000);
  assert.deepEqual([clock.remaining("white", 10_000), clock.remaining("black", 10_000)], [57_000, 60_000]);
});

test("a stage gives time to each player", () => {
  const clock = started({ stages: [{ moves: 2, extra: 30_000 }] });
  for (const now of [1000, 2000, 3000]) clock.press(now);
  assert.deepEqual([clock.remaining("white", 3000), clock.remaining("black", 3000)], [88_000, 59_000]);
  clock.press(4000);
  assert.deepEqual([clock.moves("black"), clock.remaining("black", 4000)], [2, 88_000]);
});

test("a pause is nobody's time", () => {
  const clock = started();
  clock.pause(10_000);
  assert.equal(clock.state(500_000), "paused");
  assert.equal(clock.remaining("white", 500_000), 50_000);
  clock.resume(500_000);
  clock.press(505_000);
  assert.equal(clock.remaining("white", 505_000), 45_000);
});

test("a pause does not begin the delay anew", () => {
  const clock = started({ mode: "delay", bonus: 5000 });
  clock.pause(2000);
  clock.resume(20_000);
  assert.equal(clock.remaining("white", 23_000), 60_000);
  assert.equal(clock.remaining("white", 27_000), 56_000);
  clock.press(28_000);
  assert.equal(clock.remaining("white", 28_000), 55_000);
});

test("a pause does not begin a delay anew that is over", () => {
  const clock = started({ mode: "delay", bonus: 5000 });
  clock.pause(8000);
  assert.equal(clock.remaining("white", 9000), 57_000);
  clock.resume(20_000);
  assert.equal(clock.remaining("white", 21_000), 56_000);
});

test("a flag falls when no time is left", () => {
  const clock = started();
  clock.press(1000);
  assert.equal(clock.fallsAt(), 61_000);
  assert.deepEqual([clock.flag(60_999), clock.flag(61_000)], [undefined, "black"]);
  assert.equal(clock.remaining("black", 70_000), 0);
  assert.throws(() => clock.press(61_000), /the clock is over/);
});

test("calls that do not fit are refused", () => {
  const clock = new ChessClock({ base: 60_000 });
  assert.throws(() => clock.press(0), /the clock is ready, not running/);
  clock.start(1000);
  assert.throws(() => clock.resume(2000), /the clock is running, not paused/);
  assert.throws(() => clock.press(500), RangeError);
  assert.throws(() => new ChessClock({ base: 0 }), RangeError);
  assert.throws(() => new ChessClock({ base: 1, mode: "slow" }), RangeError);
});

test("times are shown", () => {
  assert.deepEqual([3_900_000, 300_000, 20_000, 19_900, 1, 0].map(show), ["1:05:00", "5:00", "0:20", "0:19.9", "0:00.1", "0:00.0"]);
  assert.equal(face(started(), 30_000), "0:30* | 1:00");
});
