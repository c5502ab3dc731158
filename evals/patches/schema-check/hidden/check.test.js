import assert from "node:assert/strict";
import { test } from "node:test";
import { assertValid, check } from "../lib/check.js";

let seed = 12;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const names = ["a", "b", "odd key", "constructor", "toString", "x1", "0"];

function anySchema(depth = 0) {
  const type = pick(depth < 2 ? ["string", "number", "boolean", "array", "object", "object"] : ["string", "number", "boolean"]);
  if (type === "string") return { type, ...(next(2) && { min: next(3) }), ...(next(3) === 0 && { max: 2 }), ...(next(3) === 0 && { pattern: "^a" }) };
  if (type === "number") return { type, ...(next(2) && { min: next(3) - 1 }), ...(next(3) === 0 && { max: 2 }), integer: next(3) === 0 };
  if (type === "array") return { type, items: anySchema(depth + 1), ...(next(2) && { min: 1 }), ...(next(3) === 0 && { max: 2 }) };
  if (type === "boolean") return { type };
  const own = names.filter(() => next(2) === 0);
  return { type, fields: Object.fromEntries(own.map((name) => [name, anySchema(depth + 1)])), optional: own.filter(() => next(3) === 0), open: next(3) === 0 };
}
const odd = [0, 1, -1, 2.5, NaN, "", "a", "ab", "b1c", true, false, null, undefined, [], {}, ["a"], { a: 1 }];
function anyValue(schema) {
  if (next(5) === 0) return pick(odd);
  if (schema.type === "array") return Array.from({ length: next(4) }, () => anyValue(schema.items));
  if (schema.type !== "object") return pick(odd);
  const value = {};
  for (const name of names) if (name in { ...schema.fields } && Object.keys(schema.fields).includes(name) ? next(5) > 0 : next(9) === 0) value[name] = schema.fields[name] && Object.keys(schema.fields).includes(name) ? anyValue(schema.fields[name]) : 1;
  return value;
}
/** A second checker, by cases. */
function plain(schema, value, path) {
  const found = [];
  const say = (message, at = path) => found.push({ path: at, message });
  const below = (key) => (typeof key === "number" ? `${path}[${key}]` : !/^[a-z_$][a-z0-9_$]*$/i.test(key) ? `${path}["${key}"]` : path ? `${path}.${key}` : key);
  switch (schema.type) {
    case "string":
      if (typeof value !== "string") say("must be a text");
      else if (value.length < (schema.min ?? 0)) say(`must have at least ${schema.min} characters`);
      else if (value.length > (schema.max ?? 1e9)) say(`must have at most ${schema.max} characters`);
      else if (schema.pattern && value.search(schema.pattern) === -1) say(`must be like ${schema.pattern}`);
      break;
    case "number":
      if (typeof value !== "number" || value !== value) say("must be a number");
      else if (schema.integer && value % 1 !== 0) say("must be whole");
      else if (schema.min !== undefined && value < schema.min) say(`must be at least ${schema.min}`);
      else if (schema.max !== undefined && value > schema.max) say(`must be at most ${schema.max}`);
      break;
    case "boolean":
      if (value !== true && value !== false) say("must be true or false");
      break;
    case "array":
      if (!Array.isArray(value)) say("must be a list");
      else {
        if (value.length < (schema.min ?? 0)) say(`must have at least ${schema.min} elements`);
        if (value.length > (schema.max ?? 1e9)) say(`must have at most ${schema.max} elements`);
        for (let i = 0; i < value.length; i++) found.push(...plain(schema.items, value[i], below(i)));
      }
      break;
    default: {
      if (value === null || typeof value !== "object" || Array.isArray(value)) {
        say("must be an object");
        break;
      }
      const own = Object.keys(value);
      for (const name of Object.keys(schema.fields)) {
        if (own.includes(name) && value[name] !== undefined) found.push(...plain(schema.fields[name], value[name], below(name)));
        else if (!schema.optional?.includes(name)) say("is missing", below(name));
      }
      if (!schema.open) for (const name of own) if (!Object.keys(schema.fields).includes(name)) say("is not known", below(name));
    }
  }
  return found;
}
test("agrees with a second checker", () => {
  let right = 0;
  for (let i = 0; i < 3000; i++) {
    const schema = anySchema();
    const value = anyValue(schema);
    const expected = plain(schema, value, "");
    assert.deepEqual(check(schema, value), expected);
    if (expected.length > 0) assert.throws(() => assertValid(schema, value), TypeError);
    else right += 1;
  }
  assert.ok(right > 100);
});
const of = (schema, more) => ({ type: "object", fields: { x: schema }, ...more });
test("null is there", () => {
  assert.deepEqual(check(of({ type: "string" }), { x: null }), [{ path: "x", message: "must be a text" }]);
  assert.deepEqual(check(of({ type: "number" }, { optional: ["x"] }), { x: null }), [{ path: "x", message: "must be a number" }]);
});
test("undefined is not there", () => {
  assert.deepEqual(check(of({ type: "string" }), { x: undefined }), [{ path: "x", message: "is missing" }]);
  assert.deepEqual(check(of({ type: "string" }, { optional: ["x"] }), { x: undefined }), []);
});
test("NaN is there and no number", () => {
  assert.deepEqual(check(of({ type: "number" }, { optional: ["x"] }), { x: NaN }), [{ path: "x", message: "must be a number" }]);
});
test("what all objects have is not there", () => {
  const schema = { type: "object", fields: { toString: { type: "string" }, constructor: { type: "string" } }, optional: ["constructor"] };
  assert.deepEqual(check(schema, {}), [{ path: "toString", message: "is missing" }]);
  assert.deepEqual(check(schema, { toString: "x" }), []);
});
test("objects without a prototype", () => {
  const value = Object.assign(Object.create(null), { x: 0 });
  assert.deepEqual(check(of({ type: "number" }), value), []);
});
