import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, lookUp, PatchError, type Operation } from "../lib/patch.ts";
import { readPointer, writePointer } from "../lib/pointer.ts";

const letters = { list: ["a", "b", "c"], other: { x: 1, y: { z: 2 } } };

test("reads and writes pointers", () => {
  assert.deepEqual(readPointer("/a~1b/m~0n/0/"), ["a/b", "m~n", "0", ""]);
  assert.equal(writePointer(["a/b", "m~n", 0]), "/a~1b/m~0n/0");
  assert.deepEqual(readPointer("/~01"), ["~1"]);
  for (const text of ["a", "/a~", "/~2"]) assert.throws(() => readPointer(text), SyntaxError);
});

test("looks up places", () => {
  assert.equal(lookUp(letters, "/list/1"), "b");
  assert.equal(lookUp(letters, "/other/y/z"), 2);
  assert.equal(lookUp(letters, ""), letters);
  for (const path of ["/nothing", "/list/3", "/list/01", "/list/-", "/other/x/y", "/toString"]) assert.throws(() => lookUp(letters, path), RangeError);
});

test("adds to lists and objects", () => {
  assert.deepEqual(apply([1, 2], [{ op: "add", path: "/1", value: 9 }, { op: "add", path: "/-", value: 3 }]), [1, 9, 2, 3]);
  assert.deepEqual(apply({ a: 1 }, [{ op: "add", path: "/b", value: { c: [] } }, { op: "add", path: "/b/c/0", value: true }]), { a: 1, b: { c: [true] } });
  assert.deepEqual(apply({ a: 1 }, [{ op: "add", path: "", value: null }]), null);
});

test("removes and replaces", () => {
  assert.deepEqual(apply(letters, [{ op: "remove", path: "/list/0" }, { op: "replace", path: "/list/0", value: "B" }, { op: "remove", path: "/other/y" }]), { list: ["B", "c"], other: { x: 1 } });
  assert.throws(() => apply(letters, [{ op: "replace", path: "/nothing", value: 1 }]), PatchError);
});

test("copies", () => {
  assert.deepEqual(apply(letters, [{ op: "copy", from: "/other/x", path: "/list/1" }]), { list: ["a", 1, "b", "c"], other: letters.other });
});

test("moves from one place to another", () => {
  assert.deepEqual(apply(letters, [{ op: "move", from: "/other/y", path: "/y" }]), { list: ["a", "b", "c"], other: { x: 1 }, y: { z: 2 } });
  assert.deepEqual(apply(letters, [{ op: "move", from: "/other/x", path: "/list/0" }]), { list: [1, "a", "b", "c"], other: { y: { z: 2 } } });
});

test("moves within a list", () => {
  assert.deepEqual(apply(["a", "b", "c"], [{ op: "move", from: "/2", path: "/0" }]), ["c", "a", "b"]);
  assert.deepEqual(apply(["a", "b", "c"], [{ op: "move", from: "/0", path: "/-" }]), ["b", "c", "a"]);
});

test("nothing is moved into itself", () => {
  assert.throws(() => apply(letters, [{ op: "move", from: "/other", path: "/other/y" }]), /operation 0 failed: \/other cannot be moved into itself/);
});

test("tests values", () => {
  assert.deepEqual(apply(letters, [{ op: "test", path: "/other/y", value: { z: 2 } }]), letters);
  assert.throws(() => apply(letters, [{ op: "test", path: "/other/x", value: "1" }]), PatchError);
});

test("tells which operation failed", () => {
  const operations: Operation[] = [{ op: "remove", path: "/list" }, { op: "add", path: "/list/0", value: 1 }];
  assert.throws(() => apply(letters, operations), (error) => error instanceof PatchError && error.index === 1 && error.cause instanceof RangeError);
  assert.throws(() => apply(letters, [{ op: "turn", path: "/list" } as unknown as Operation]), /there is no operation turn/);
});

test("what was given stays as it was", () => {
  const document = { list: [{ a: 1 }] };
  const value = { b: [1] };
  const after = apply(document, [{ op: "add", path: "/list/0", value }, { op: "add", path: "/list/0/b/-", value: 2 }]);
  assert.deepEqual(after, { list: [{ b: [1, 2] }, { a: 1 }] });
  assert.deepEqual([document, value], [{ list: [{ a: 1 }] }, { b: [1] }]);
});
