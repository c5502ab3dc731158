import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, lookUp, PatchError, type Operation } from "../lib/patch.ts";
import { isWithin, readPointer, writePointer } from "../lib/pointer.ts";

let seed = 6902;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
const names = ["a", "b/c", "~", "", "0", "~1"];

function anyValue(depth = 0): unknown {
  const kind = depth > 2 ? 0 : next(5);
  if (kind < 1) return pick<unknown>([null, 0, 1, "x", "", true, false]);
  if (kind < 3) return Array.from({ length: next(4) }, () => anyValue(depth + 1));
  return Object.fromEntries(names.filter(() => next(2) === 0).map((name) => [name, anyValue(depth + 1)]));
}
/** All places of a value, as lists of parts. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, own]) => places(own, [...at, key]))];
}
const pointerTo = (parts: readonly string[]): string => parts.map((part) => "/" + [...part].map((one) => ({ "~": "~0", "/": "~1" })[one] ?? one).join("")).join("");

function anyPlace(document: unknown): string {
  const place = pick(places(document));
  const more = next(6);
  if (more === 0) return pointerTo([...place, pick([...names, "-", "1", "2", "01", "9"])]);
  if (more === 1 && place.length > 0) return pointerTo([...place.slice(0, -1), pick(["-", "1", "3", "a"])]);
  return pointerTo(place);
}
const failed = Symbol("failed");

/** The document with what is at a place taken as `change` gives it, written anew from there up; `change` gets a list or an object and a key. */
function rewritten(value: unknown, parts: readonly string[], change: (entries: [string, unknown][], key: string, isList: boolean) => [string, unknown][] | typeof failed): unknown {
  if (typeof value !== "object" || value === null) return failed;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [key, ...rest] = parts as [string, ...string[]];
  let changed: [string, unknown][] | typeof failed;
  if (rest.length === 0) changed = change(entries, key, isList);
  else {
    const own = entries.find(([name]) => name === key);
    if (own === undefined) return failed;
    const inner = rewritten(own[1], rest, change);
    if (inner === failed) return failed;
    changed = entries.map(([name, old]) => [name, name === key ? inner : old]);
  }
  if (changed === failed) return failed;
  return isList ? changed.map(([, own]) => own) : Object.fromEntries(changed);
}
const found = (document: unknown, parts: readonly string[]): unknown =>
  parts.reduce<unknown>((value, key) => (typeof value === "object" && value !== null && Object.keys(value).includes(key) ? (value as Record<string, unknown>)[key] : failed), document);
const without = (document: unknown, parts: readonly string[]): unknown =>
  rewritten(document, parts, (entries, key) => (entries.some(([name]) => name === key) ? entries.filter(([name]) => name !== key) : failed));
const withAdded = (document: unknown, parts: readonly string[], value: unknown): unknown =>
  rewritten(document, parts, (entries, key, isList) => {
    if (!isList) return [...entries.filter(([name]) => name !== key), [key, value]];
    const at = key === "-" ? entries.length : Array.from({ length: entries.length + 1 }, (_, index) => `${index}`).indexOf(key);
    return at < 0 ? failed : [...entries.slice(0, at), ["", value], ...entries.slice(at)];
  });

/** One operation by writing the document anew. The document is at the place "d" of an object. */
function plain(holder: unknown, operation: Operation): unknown {
  const parts = ["d", ...partsOf(operation.path)];
  if (operation.op === "add") return withAdded(holder, parts, operation.value);
  if (operation.op === "test") return JSON.stringify(sorted(found(holder, parts))) === JSON.stringify(sorted(operation.value)) ? holder : failed;
  if (operation.op === "remove") return without(holder, parts);
  if (operation.op === "replace") {
    const rest = without(holder, parts);
    return rest === failed ? failed : withAdded(rest, parts, operation.value);
  }
  if (!("from" in operation)) return failed;
  const from = ["d", ...partsOf(operation.from)];
  const value = found(holder, from);
  if (value === failed) return failed;
  if (operation.op === "copy") return withAdded(holder, parts, value);
  if (parts.length > from.length && JSON.stringify(parts.slice(0, from.length)) === JSON.stringify(from)) return failed;
  return withAdded(without(holder, from), parts, value);
}
function partsOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map((part) => part.replace(/~[01]/g, (one) => (one === "~0" ? "~" : "/")));
}
function sorted(value: unknown): unknown {
  if (typeof value === "symbol") return "nothing at all";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return Array.isArray(value) ? value.map(sorted) : value;
  return { entries: Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => [key, sorted(own)]) };
}
test("agrees with documents that are written anew", () => {
  let done = 0;
  for (let i = 0; i < 5000; i++) {
    const document = anyValue();
    const operations: Operation[] = [];
    let holder: unknown = { d: document };
    let index = -1;
    for (let k = 1 + next(4); k > 0 && holder !== failed; k--) {
      const now = (holder as { d: unknown }).d;
      const path = anyPlace(now);
      const from = anyPlace(now);
      const value = anyValue(2);
      const op = pick(["add", "remove", "replace", "move", "move", "move", "copy", "test"] as const);
      const tested = op === "test" && next(3) > 0 ? found(now, partsOf(path)) : value;
      const operation = { op, path, ...(op === "move" || op === "copy" ? { from } : op === "remove" ? {} : { value: typeof tested === "symbol" ? 1 : tested }) } as Operation;
      operations.push(operation);
      holder = plain(holder, operation);
      index += 1;
    }
    const given = JSON.stringify([document, operations]);
    if (holder === failed) assert.throws(() => apply(document, operations), (error) => error instanceof PatchError && error.index === index, given);
    else {
      assert.deepEqual(apply(document, operations), (holder as { d: unknown }).d, given);
      done += 1;
    }
    assert.equal(JSON.stringify([document, operations]), given);
  }
  assert.ok(done > 1000);
});
test("moves within lists of all lengths", () => {
  for (let length = 1; length < 6; length++)
    for (let from = 0; from < length; from++)
      for (let to = 0; to < length; to++) {
        const list = Array.from({ length }, (_, at) => at);
        assert.deepEqual(apply({ list }, [{ op: "move", from: `/list/${from}`, path: `/list/${to}` }]), { list: list.toSpliced(from, 1).toSpliced(to, 0, from) });
      }
});
test("a place is read in the document without what is moved", () => {
  assert.deepEqual(apply([1, { a: 0 }, { b: 0 }], [{ op: "move", from: "/0", path: "/1/c" }]), [{ a: 0 }, { b: 0, c: 1 }]);
  assert.deepEqual(apply([[1, 2], [3]], [{ op: "move", from: "/1", path: "/0/0" }]), [[[3], 1, 2]]);
  assert.throws(() => apply([1, [2]], [{ op: "move", from: "/0", path: "/1/0" }]), PatchError);
  assert.throws(() => apply([1], [{ op: "move", from: "/0", path: "/1" }]), PatchError);
});
test("what is moved to its own place stays", () => {
  assert.deepEqual(apply({ a: [1, 2] }, [{ op: "move", from: "/a", path: "/a" }, { op: "move", from: "/a/1", path: "/a/1" }]), { a: [1, 2] });
  assert.deepEqual(apply([7], [{ op: "move", from: "", path: "" }]), [7]);
});
test("what is copied is no longer one with what it was copied from", () => {
  assert.deepEqual(apply({ a: [1] }, [{ op: "copy", from: "/a", path: "/b" }, { op: "add", path: "/b/-", value: 2 }]), { a: [1], b: [1, 2] });
  const document = { a: { b: [1] } };
  const after = apply(document, []) as typeof document;
  after.a.b.push(2);
  assert.deepEqual(document, { a: { b: [1] } });
});
test("pointers there and back", () => {
  for (let i = 0; i < 500; i++) {
    const parts = Array.from({ length: next(4) }, () => Array.from({ length: next(4) }, () => pick(["~", "/", "0", "1", "a"])).join(""));
    assert.equal(writePointer(parts), pointerTo(parts));
    assert.deepEqual(readPointer(pointerTo(parts)), parts);
    const other = parts.slice(0, next(parts.length + 1));
    assert.equal(isWithin(parts, other), other.length < parts.length);
    assert.equal(isWithin(other, parts), false);
  }
  assert.equal(isWithin(["a", "b"], ["b"]), false);
  for (const text of ["x/y", "/~", "/a~a", " /a"]) assert.throws(() => lookUp({}, text), SyntaxError);
});
