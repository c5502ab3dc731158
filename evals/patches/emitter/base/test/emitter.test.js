import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../lib/emitter.js";

test("calls listeners", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.on("x", (value) => heard.push(value));
  assert.equal(emitter.emit("x", 1), 1);
  assert.deepEqual(heard, [1]);
});
test("once is once", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once("x", (value) => heard.push(value));
  emitter.emit("x", 1);
  emitter.emit("x", 2);
  assert.deepEqual(heard, [1]);
});
test("a listener that goes does not hide the next", () => {
  const emitter = new Emitter();
  const heard = [];
  emitter.once("x", () => heard.push("a"));
  emitter.on("x", () => heard.push("b"));
  emitter.emit("x");
  assert.deepEqual(heard, ["a", "b"]);
});
test("off", () => {
  const emitter = new Emitter();
  const off = emitter.on("x", () => assert.fail());
  off();
  assert.equal(emitter.emit("x"), 0);
});
