import assert from "node:assert/strict";
import { test } from "node:test";
import { Shortcuts } from "../lib/shortcuts.ts";
import { readStroke, strokeOf } from "../lib/stroke.ts";

function bound(...names: string[]): { shortcuts: Shortcuts; called: string[] } {
  const called: string[] = [];
  const shortcuts = new Shortcuts();
  for (const name of names) shortcuts.bind(name, () => called.push(name));
  return { shortcuts, called };
}

test("a stroke is always written in the same way", () => {
  assert.equal(readStroke("Shift+Control+K"), "ctrl+shift+k");
  assert.equal(readStroke("cmd + Esc"), "meta+escape");
});

test("a stroke needs a key and known modifiers", () => {
  for (const text of ["", "ctrl", "ctrl+", "hyper+x"]) assert.throws(() => readStroke(text), TypeError);
});

test("the stroke of an event", () => {
  assert.equal(strokeOf({ key: "K", shiftKey: true, metaKey: true }), "shift+meta+k");
  assert.equal(strokeOf({ key: "+" }), "plus");
  assert.equal(strokeOf({ key: "Control", ctrlKey: true }), undefined);
});

test("a shortcut of one stroke", () => {
  const { shortcuts, called } = bound("ctrl+s");
  assert.equal(shortcuts.press("Ctrl+S", 0), true);
  assert.equal(shortcuts.press("s", 10), false);
  assert.deepEqual(called, ["ctrl+s"]);
});

test("a shortcut of several strokes", () => {
  const { shortcuts, called } = bound("g i", "g h");
  assert.equal(shortcuts.press("g", 0), true);
  assert.deepEqual([shortcuts.pending, shortcuts.following], ["g", ["h", "i"]]);
  assert.equal(shortcuts.press("i", 100), true);
  assert.deepEqual(called, ["g i"]);
  assert.equal(shortcuts.pending, "");
});

test("a stroke that nobody wants", () => {
  const { shortcuts, called } = bound("g i", "s");
  assert.equal(shortcuts.press("g", 0), true);
  assert.equal(shortcuts.press("x", 10), false);
  assert.equal(shortcuts.pending, "");
  assert.equal(shortcuts.press("i", 20), false);
  assert.deepEqual(called, []);
});

test("a stroke that does not go on with what is pending stands for itself", () => {
  const { shortcuts, called } = bound("g i", "s");
  shortcuts.press("g", 0);
  assert.equal(shortcuts.press("s", 10), true);
  assert.deepEqual(called, ["s"]);
  assert.equal(shortcuts.pending, "");
});

test("what is pending is given up after some time", () => {
  const { shortcuts, called } = bound("g i", "ctrl+k ctrl+c x");
  shortcuts.press("g", 0);
  assert.equal(shortcuts.press("i", 1001), false);
  for (const [stroke, time] of [["ctrl+k", 2000], ["ctrl+c", 3000], ["x", 4000]] as const) shortcuts.press(stroke, time);
  assert.deepEqual(called, ["ctrl+k ctrl+c x"]);
});

test("nothing is bound twice", () => {
  const { shortcuts } = bound("g i", "s");
  assert.throws(() => shortcuts.bind("g  I", () => {}), RangeError);
  assert.throws(() => shortcuts.bind("g", () => {}), RangeError);
  assert.throws(() => shortcuts.bind("s t", () => {}), RangeError);
  assert.deepEqual(shortcuts.following, ["g", "s"]);
});

test("a shortcut can be taken away", () => {
  const { shortcuts, called } = bound("g i");
  const unbind = shortcuts.bind("g h", () => called.push("g h"));
  unbind();
  shortcuts.press("g", 0);
  assert.deepEqual(shortcuts.following, ["i"]);
  assert.equal(shortcuts.press("h", 1), false);
  shortcuts.bind("g h", () => called.push("again"));
  shortcuts.press("g", 2);
  shortcuts.press("h", 3);
  assert.deepEqual(called, ["again"]);
});

test("an action finds nothing pending", () => {
  const shortcuts = new Shortcuts();
  let pending = "?";
  shortcuts.bind("a b", () => (pending = shortcuts.pending));
  shortcuts.press("a", 0);
  shortcuts.press("b", 1);
  assert.equal(pending, "");
});
