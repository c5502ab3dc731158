import assert from "node:assert/strict";
import { test } from "node:test";
import { Shortcuts } from "../lib/shortcuts.ts";
import { readStroke, strokeOf } from "../lib/stroke.ts";

let seed = 99;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** A list of shortcuts that is searched for each stroke. */
function plain(timeout: number) {
  let bound: { strokes: string[]; name: string }[] = [];
  let pending: string[] = [];
  let last = 0;
  const begins = (some: readonly string[], all: readonly string[]): boolean => some.every((stroke, at) => all[at] === stroke);
  return {
    pending: () => pending.join(" "),
    following: () => [...new Set(bound.filter(({ strokes }) => begins(pending, strokes) && strokes.length > pending.length).map(({ strokes }) => strokes[pending.length]!))].sort(),
    canBind: (strokes: string[]) => bound.every((one) => !begins(one.strokes, strokes) && !begins(strokes, one.strokes)),
    bind: (strokes: string[], name: string) => bound.push({ strokes, name }),
    unbind(name: string) {
      if (!bound.some((one) => one.name === name)) return;
      bound = bound.filter((one) => one.name !== name);
      pending = [];
    },
    press(stroke: string, time: number): string | undefined {
      if (time - last > timeout) pending = [];
      last = time;
      for (const tried of [[...pending, stroke], [stroke]]) {
        const fitting = bound.filter(({ strokes }) => begins(tried, strokes));
        if (fitting.length === 0) continue;
        const whole = fitting.find(({ strokes }) => strokes.length === tried.length);
        pending = whole === undefined ? tried : [];
        return whole?.name ?? "";
      }
      pending = [];
      return undefined;
    },
  };
}

test("agrees with a list of shortcuts", () => {
  const keys = ["a", "b", "ctrl+a", "c"];
  for (let round = 0; round < 250; round++) {
    const timeout = [10, 25, 1000][next(3)]!;
    const shortcuts = timeout === 1000 ? new Shortcuts() : new Shortcuts({ timeout });
    const expected = plain(timeout);
    const unbinds: { name: string; unbind: () => void }[] = [];
    let called: string[] = [];
    let time = 0;
    for (let i = 0; i < 60; i++) {
      const what = i < 6 ? 0 : next(12);
      if (what === 0) {
        const strokes = Array.from({ length: 1 + next(4) }, () => keys[next(keys.length)]!);
        const name = `${round} ${i}`;
        const bind = () => shortcuts.bind(strokes.join(" "), () => called.push(`${name}:${shortcuts.pending}`));
        if (expected.canBind(strokes)) {
          unbinds.push({ name, unbind: bind() });
          expected.bind(strokes, name);
        } else assert.throws(bind, RangeError);
      } else if (what === 1 && unbinds.length > 0) {
        const { name, unbind } = unbinds[next(unbinds.length)]!;
        unbind();
        expected.unbind(name);
      } else {
        time += next(30);
        const stroke = [...keys, "z"][next(5)]!;
        called = [];
        const handled = shortcuts.press(stroke, time);
        const found = expected.press(stroke, time);
        assert.equal(handled, found !== undefined);
        assert.deepEqual(called, found ? [`${found}:`] : []);
      }
      assert.equal(shortcuts.pending, expected.pending());
      assert.deepEqual(shortcuts.following, expected.following());
    }
  }
});
test("a stroke that gives up what is pending begins anew, and its time counts", () => {
  const shortcuts = new Shortcuts();
  let called = 0;
  shortcuts.bind("g g i", () => (called += 1));
  shortcuts.bind("h i", () => (called += 10));
  for (const [stroke, time] of [["g", 0], ["h", 900], ["i", 1500]] as const) shortcuts.press(stroke, time);
  assert.equal(called, 10);
  for (const [stroke, time] of [["g", 2000], ["g", 2900], ["g", 3700], ["i", 4000]] as const) shortcuts.press(stroke, time);
  assert.equal(called, 10);
  assert.equal(shortcuts.press("g", 4100), true);
  assert.equal(shortcuts.press("z", 4200), false);
  assert.equal(shortcuts.pending, "");
});
test("an action may press strokes and bind shortcuts", () => {
  const shortcuts = new Shortcuts();
  const seen: string[] = [];
  shortcuts.bind("a b", () => {
    shortcuts.press("a", 2);
    seen.push(shortcuts.pending);
    shortcuts.bind("x", () => seen.push("x"));
  });
  shortcuts.press("a", 0);
  shortcuts.press("b", 1);
  assert.equal(shortcuts.pending, "a");
  shortcuts.press("x", 3);
  assert.deepEqual(seen, ["a", "x"]);
});
test("strokes are written and read", () => {
  const held = ["ctrl", "alt", "shift", "meta"];
  const other: Record<string, string> = { ctrl: "Control", alt: "Option", shift: "SHIFT", meta: "Command" };
  for (let i = 0; i < 16; i++) {
    const own = held.filter((_, at) => (i >> at) & 1);
    const flags = Object.fromEntries(own.map((name) => [`${name}Key`, true]));
    for (const [key, name] of [["K", "k"], ["Esc", "escape"], ["Return", "enter"], [" ", "space"], ["+", "plus"], ["F5", "f5"]] as const) {
      const expected = [...own, name].join("+");
      assert.equal(strokeOf({ key, ...flags }), expected);
      if (key !== "+" && key !== " ") assert.equal(readStroke([...own.toReversed().map((one) => other[one]), key].join(" + ")), expected);
      assert.equal(readStroke(expected), expected);
    }
  }
  for (const key of ["Shift", "Alt", "Meta", "Control"]) assert.equal(strokeOf({ key }), undefined);
  for (const text of ["+", "a+b", "ctrl+shift", "ctrl++"]) assert.throws(() => readStroke(text), TypeError);
});
