import assert from "node:assert/strict";
import { test } from "node:test";
import { assertValid, check } from "../lib/check.js";

const user = {
  type: "object",
  fields: {
    name: { type: "string", min: 1, max: 20 },
    age: { type: "number", min: 0, integer: true },
    admin: { type: "boolean" },
    tags: { type: "array", items: { type: "string", pattern: "^[a-z]+$" }, max: 3 },
  },
  optional: ["admin", "tags"],
};

test("nothing is wrong with what is right", () => {
  assert.deepEqual(check(user, { name: "Ada", age: 36, admin: true, tags: ["maths"] }), []);
});
test("says what is wrong and where", () => {
  assert.deepEqual(check(user, { name: 5, age: 3.5, tags: ["ok", "NO"] }), [
    { path: "name", message: "must be a text" },
    { path: "age", message: "must be whole" },
    { path: "tags[1]", message: "must be like ^[a-z]+$" },
  ]);
});
test("a field is missing unless it is optional", () => {
  assert.deepEqual(check(user, { name: "Ada" }), [{ path: "age", message: "is missing" }]);
});
test("zero, no and an empty text are values", () => {
  assert.deepEqual(check(user, { name: "", age: 0, admin: false }), [
    { path: "name", message: "must have at least 1 characters" },
  ]);
});
test("an optional field must be right when it is there", () => {
  assert.deepEqual(check(user, { name: "Ada", age: 1, admin: "yes" }), [{ path: "admin", message: "must be true or false" }]);
  assert.deepEqual(check(user, { name: "Ada", age: 1, admin: 0 }), [{ path: "admin", message: "must be true or false" }]);
});
test("unknown fields are refused unless the schema is open", () => {
  const value = { name: "Ada", age: 1, "shoe size": 38 };
  assert.deepEqual(check(user, value), [{ path: '["shoe size"]', message: "is not known" }]);
  assert.deepEqual(check({ ...user, open: true }, value), []);
});
test("objects in lists in objects", () => {
  const team = { type: "object", fields: { members: { type: "array", items: user, min: 1 } } };
  assert.deepEqual(check(team, { members: [{ name: "Ada", age: 2 }, { age: -2 }] }), [
    { path: "members[1].name", message: "is missing" },
    { path: "members[1].age", message: "must be at least 0" },
  ]);
});
test("throws all problems at once", () => {
  assert.throws(() => assertValid(user, { age: "x" }), /name is missing; age must be a number/);
  assert.throws(() => assertValid(user, "x"), /value must be an object/);
  const value = { name: "Ada", age: 3 };
  assert.equal(assertValid(user, value), value);
});
test("a schema of no known type is a mistake", () => assert.throws(() => check({ type: "date" }, 1), TypeError));
