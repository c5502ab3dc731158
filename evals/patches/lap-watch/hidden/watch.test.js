import assert from "node:assert/strict";
import { test } from "node:test";
import { format, report } from "../lib/report.js";
import { Watch } from "../lib/watch.js";

let seed = 777;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];

/** Time passes for it only while it runs; of its laps it knows the ends alone. */
class Plain {
  isRunning = false;
  elapsed = 0;
  ends = [];
  pass(time) {
    if (this.isRunning) this.elapsed += time;
  }
  start() {
    return this.isRunning ? false : (this.isRunning = true);
  }
  stop() {
    return this.isRunning ? !(this.isRunning = false) : false;
  }
  lap() {
    if (this.current === 0) return null;
    this.ends.push(this.elapsed);
    return this.laps.at(-1);
  }
  undo() {
    return this.ends.pop() !== undefined;
  }
  reset() {
    Object.assign(this, { isRunning: false, elapsed: 0, ends: [] });
  }
  get current() {
    return this.elapsed - (this.ends.at(-1) ?? 0);
  }
  get laps() {
    return this.ends.map((total, at) => ({ number: at + 1, time: total - (this.ends[at - 1] ?? 0), total }));
  }
}
function history(calls, steps) {
  let now = pick([0, 5, 12345]);
  const watch = new Watch(() => now);
  const plain = new Plain();
  for (let i = 0; i < steps; i++) {
    const time = pick([0, 0, 1, 3, 10, 250]);
    now += time;
    plain.pass(time);
    if (next(4) === 0) assert.deepEqual([watch.current, watch.elapsed], [plain.current, plain.elapsed]);
    const call = pick(calls);
    assert.deepEqual(watch[call](), plain[call](), `${call} of ${calls}`);
    assert.equal(watch.isRunning, plain.isRunning);
    assert.equal(watch.elapsed, plain.elapsed);
    assert.equal(watch.current, plain.current, `after ${call}`);
    assert.deepEqual(watch.laps, plain.laps);
  }
}
test("starts, stops and laps", () => {
  for (let round = 0; round < 200; round++) history(["start", "stop", "lap"], 40);
});
test("laps that are taken back", () => {
  for (let round = 0; round < 200; round++) history(["start", "stop", "lap", "lap", "undo"], 40);
});
test("all calls", () => {
  for (let round = 0; round < 300; round++) history(["start", "start", "stop", "lap", "lap", "undo", "reset"], 40);
});
test("a lap is ended while the watch stands", () => {
  let now = 0;
  const watch = new Watch(() => now);
  watch.start();
  now = 100;
  watch.stop();
  now = 150;
  assert.deepEqual(watch.lap(), { number: 1, time: 100, total: 100 });
  now = 170;
  assert.equal(watch.lap(), null);
  assert.equal(watch.current, 0);
  watch.start();
  now = 200;
  assert.deepEqual(watch.lap(), { number: 2, time: 30, total: 130 });
});
test("a lap is taken back while the watch stands", () => {
  let now = 0;
  const watch = new Watch(() => now);
  watch.start();
  now = 100;
  watch.lap();
  now = 130;
  watch.stop();
  now = 500;
  watch.undo();
  assert.equal(watch.current, 130);
  watch.start();
  now = 520;
  assert.deepEqual(watch.lap(), { number: 1, time: 150, total: 150 });
});
test("reset while it stands", () => {
  let now = 0;
  const watch = new Watch(() => now);
  watch.start();
  now = 10;
  watch.stop();
  now = 70;
  watch.start();
  watch.stop();
  now = 90;
  watch.reset();
  now = 100;
  watch.start();
  now = 140;
  assert.equal(watch.current, 40);
  assert.deepEqual(watch.lap(), { number: 1, time: 40, total: 40 });
});
test("a clock that goes on while one looks at it", () => {
  for (let round = 0; round < 200; round++) {
    let now = 0;
    let asked = 0;
    const watch = new Watch(() => {
      asked += 1;
      return (now += 1);
    });
    const calls = [...["start", "stop", "lap", "lap", "undo"].map((name) => () => watch[name]()), () => watch.elapsed, () => watch.current, () => watch.laps];
    for (let i = 0; i < 30; i++) {
      now += next(3);
      asked = 0;
      pick(calls)();
      assert.ok(asked <= 1);
      const { laps } = watch;
      laps.forEach(({ time, total }, at) => assert.equal(time, total - (laps[at - 1]?.total ?? 0)));
    }
    watch.stop();
    const total = watch.laps.reduce((sum, { time }) => sum + time, 0);
    assert.equal(total + watch.current, watch.elapsed);
  }
});
test("times as texts", () => {
  for (let i = 0; i < 3000; i++) {
    const time = pick([next(70_000), next(400_000) * 17, 3_600_000 * next(30) + next(20)]);
    const cells = [time / 3_600_000, (time / 60_000) % 60, (time / 1000) % 60, (time / 10) % 100].map((cell) => `${Math.floor(cell)}`);
    const [hours, minutes, seconds, hundredths] = cells;
    const end = `${seconds.padStart(2, "0")}.${hundredths.padStart(2, "0")}`;
    assert.equal(format(time), hours === "0" ? `${minutes}:${end}` : `${hours}:${minutes.padStart(2, "0")}:${end}`);
  }
});
test("reports", () => {
  for (let round = 0; round < 400; round++) {
    let total = 0;
    const step = pick([30, 12_000, 700_000]);
    const laps = Array.from({ length: next(13) }, (_, at) => {
      const time = 1 + next(step);
      total += time;
      return Object.freeze({ number: at + 1, time, total });
    });
    const lines = report(Object.freeze(laps));
    assert.equal(lines.length, laps.length);
    const least = Math.min(...laps.map(({ time }) => time));
    const star = laps.findIndex(({ time }) => time === least);
    const shown = laps.map((lap, at) => [`${lap.number}`, format(10 * (Math.floor(lap.total / 10) - Math.floor((laps[at - 1]?.total ?? 0) / 10))), format(lap.total)]);
    const wide = [0, 1, 2].map((column) => Math.max(...shown.map((row) => row[column].length)));
    lines.forEach((line, at) => assert.equal(line, shown[at].map((cell, column) => " ".repeat(wide[column] - cell.length) + cell).join("  ") + (at === star ? " *" : "")));
  }
});
