import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../lib/emitter.js";

test("many once listeners are all called, once, in order", () => {
  const emitter = new Emitter();
  const heard = [];
  for (const n of [1, 2, 3, 4, 5]) emitter.once("x", () => heard.push(n));
  emitter.on("x", () => heard.push(6));
  assert.equal(emitter.emit("x"), 6);
  assert.equal(emitter.emit("x"), 1);
  assert.deepEqual(heard, [1, 2, 3, 4, 5, 6, 6]);
});
test("a listener that comes meanwhile waits for the next event", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.on("x", () => emitter.on("x", () => heard.push("late")));
  emitter.emit("x");
  assert.deepEqual(heard, []);
  emitter.emit("x");
  assert.deepEqual(heard, ["late"]);
});
test("a listener that goes meanwhile is still called this time", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.on("x", () => off());
  const off = emitter.on("x", () => heard.push("b"));
  emitter.emit("x");
  emitter.emit("x");
  assert.deepEqual(heard, ["b"]);
});
test("inside each other", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once("x", () => {
    emitter.emit("x");
    heard.push("a");
  });
  emitter.on("x", () => heard.push("b"));
  emitter.emit("x");
  assert.deepEqual(heard, ["b", "a", "b"]);
});
test("the same function twice", () => {
  const emitter = new Emitter();
  let count = 0;
  const listener = () => (count += 1);
  const off = emitter.on("x", listener);
  emitter.on("x", listener);
  emitter.emit("x");
  off();
  off();
  emitter.emit("x");
  assert.equal(count, 3);
});
test("errors come at the end", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once("x", () => {
    throw new Error("first");
  });
  emitter.on("x", () => {
    heard.push("b");
    throw new Error("second");
  });
  emitter.on("x", () => heard.push("c"));
  assert.throws(() => emitter.emit("x"), /first/);
  assert.deepEqual(heard, ["b", "c"]);
});
test("names are apart", () => {
  const emitter = new Emitter();
  emitter.on("y", () => assert.fail());
  assert.equal(emitter.emit("x", 1), 0);
});
test("all arguments", () => {
  const emitter = new Emitter();
  emitter.once("x", (...args) => assert.deepEqual(args, [1, 2, 3]));
  emitter.emit("x", 1, 2, 3);
});
test("off before once", () => {
  const emitter = new Emitter();
  emitter.once("x", () => assert.fail())();
  assert.equal(emitter.emit("x"), 0);
});
