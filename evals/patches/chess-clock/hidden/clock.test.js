import assert from "node:assert/strict";
import { test } from "node:test";
import { ChessClock } from "../lib/clock.js";
import { face, show } from "../lib/show.js";

let seed = 6464;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];

/** A clock that ticks: one step for each millisecond. */
class Ticking {
  constructor({ base, mode, bonus, stages }) {
    Object.assign(this, { mode, bonus, stages, state: "ready", turn: undefined, took: 0, now: 0 });
    this.left = { white: base, black: base };
    this.moves = { white: 0, black: 0 };
  }
  copy() {
    return Object.assign(Object.create(Ticking.prototype), structuredClone({ ...this }));
  }
  to(now) {
    for (; this.now < now; this.now++) {
      if (this.state !== "running") continue;
      this.took += 1;
      if (this.mode !== "delay" || this.took > this.bonus) this.left[this.turn] -= 1;
      if (this.left[this.turn] === 0) this.state = "over";
    }
    return this;
  }
  do(name) {
    const wanted = { start: "ready", press: "running", pause: "running", resume: "paused" }[name];
    if (this.state !== wanted) return false;
    if (name === "pause") this.state = "paused";
    else this.state = "running";
    if (name === "start") this.turn = "white";
    if (name !== "press") return true;
    const player = this.turn;
    if (this.mode === "increment") this.left[player] += this.bonus;
    if (this.mode === "giveback") this.left[player] += Math.min(this.took, this.bonus);
    this.moves[player] += 1;
    this.left[player] += this.stages.filter(({ moves }) => moves === this.moves[player]).reduce((sum, { extra }) => sum + extra, 0);
    this.turn = player === "white" ? "black" : "white";
    this.took = 0;
    return true;
  }
}
function assertSame(clock, ticking, now, said) {
  for (const later of [0, 1, 3, 17, 120]) {
    const then = ticking.copy().to(now + later);
    const seen = ["white", "black"].map((player) => clock.remaining(player, now + later));
    assert.deepEqual(seen, [then.left.white, then.left.black], said);
    assert.equal(clock.state(now + later), then.state, said);
    assert.equal(clock.flag(now + later), then.state === "over" ? then.turn : undefined, said);
  }
  assert.equal(clock.turn, ticking.turn, said);
  assert.deepEqual([clock.moves("white"), clock.moves("black")], [ticking.moves.white, ticking.moves.black], said);
  if (ticking.state === "running") {
    const end = ticking.copy();
    while (end.state === "running") end.to(end.now + 1);
    assert.equal(clock.fallsAt(), end.now, said);
  } else if (ticking.state !== "over") assert.equal(clock.fallsAt(), undefined, said);
}
function play(options, calls, count) {
  const clock = new ChessClock(options);
  const ticking = new Ticking(options);
  const said = [JSON.stringify(options)];
  let now = 0;
  for (let i = 0; i < count; i++) {
    now += next(4) === 0 ? next(40) : next(12);
    const name = i === 0 ? "start" : pick(calls);
    said.push(`${name} ${now}`);
    const done = ticking.to(now).do(name);
    if (done) clock[name](now);
    else assert.throws(() => clock[name](now), (error) => error instanceof Error && !(error instanceof TypeError), said.join(", "));
    assertSame(clock, ticking, now, said.join(", "));
  }
}
const stages = [[], [{ moves: 2, extra: 30 }], [{ moves: 1, extra: 7 }, { moves: 3, extra: 50 }]];

for (const mode of ["sudden", "increment", "delay", "giveback"]) {
  test(`agrees with a clock that ticks: ${mode}`, () => {
    for (let round = 0; round < 60; round++) {
      const options = { base: 30 + next(120), mode, bonus: pick([0, 4, 10, 25]), stages: pick(stages) };
      play(options, ["press"], 8);
      play(options, ["press", "pause", "resume"], 14);
      play(options, ["press", "press", "pause", "pause", "resume", "resume", "resume", "start"], 20);
    }
  });
}
test("a move that is interrupted is one move", () => {
  for (const mode of ["delay", "giveback"])
    for (const parts of [[3, 4], [1, 2, 3, 4], [9, 1], [12, 5], [2, 20], [0, 7, 0]]) {
      const [whole, broken] = [0, 1].map(() => new ChessClock({ base: 1000, mode, bonus: 10 }));
      const took = parts.reduce((sum, part) => sum + part, 0);
      whole.start(0);
      whole.press(took);
      broken.start(0);
      let now = 0;
      for (const [at, part] of parts.entries()) {
        if (at > 0) {
          broken.pause(now);
          now += 100;
          broken.resume(now);
        }
        now += part;
      }
      broken.press(now);
      assert.equal(broken.remaining("white", now), whole.remaining("white", took), `${mode} ${parts}`);
      assert.equal(broken.remaining("black", now + 15), whole.remaining("black", took + 15), `${mode} ${parts}`);
      assert.equal(broken.fallsAt() - now, whole.fallsAt() - took, `${mode} ${parts}`);
    }
});
test("a call that is refused changes nothing", () => {
  const clock = new ChessClock({ base: 100, mode: "delay", bonus: 10 });
  assert.throws(() => clock.resume(50), /the clock is ready, not paused/);
  clock.start(20);
  assert.throws(() => clock.press(19), RangeError);
  assert.throws(() => clock.start(60), /the clock is running, not ready/);
  clock.pause(25);
  assert.throws(() => clock.pause(70), /the clock is paused, not running/);
  assert.throws(() => clock.resume(24), RangeError);
  clock.resume(25);
  assert.equal(clock.fallsAt(), 130);
});
test("options are checked", () => {
  for (const options of [{ base: -1 }, { base: NaN }, { base: 5, bonus: -1 }, { base: 5, mode: "" }]) assert.throws(() => new ChessClock(options), RangeError);
});
test("times are rounded up", () => {
  for (let time = 0; time < 21_000; time += 1) {
    const shown = show(time);
    const tenths = Math.ceil(time / 100);
    if (tenths < 200) assert.equal(shown, `0:${String(tenths + 1000).slice(1, 3)}.${String(tenths).at(-1)}`);
    else assert.equal(shown, time > 20_000 ? "0:21" : "0:20");
  }
  for (let i = 0; i < 500; i++) {
    const [hours, minutes, seconds] = [next(3), next(60), next(60)];
    const two = (number) => (number < 10 ? "0" : "") + number;
    const time = (hours * 3600 + minutes * 60 + seconds) * 1000;
    if (time < 21_000) continue;
    assert.equal(show(time - next(1000)), hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`);
  }
});
test("both sides", () => {
  const clock = new ChessClock({ base: 60_000 });
  assert.equal(face(clock, 0), "1:00 | 1:00");
  clock.start(0);
  clock.press(45_050);
  assert.equal(face(clock, 46_000), "0:15.0 | 1:00*");
});
