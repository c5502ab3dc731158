/** Checks values against a schema. */
import { join } from "./path.js";
import * as rules from "./rules.js";

/**
 * What is wrong with a value, as a list of `{ path, message }`; empty when nothing is. A schema is one of
 *
 * - `{ type: "string", min, max, pattern }`, `{ type: "number", min, max, integer }`, `{ type: "boolean" }`;
 * - `{ type: "array", items, min, max }`: `items` is the schema of each element, `min` and `max` are numbers of elements;
 * - `{ type: "object", fields, optional, open }`: `fields` are schemas by name. Each must be there unless its name is in `optional`. A field is
 *   there when the value itself has it, not one that all objects have, and it is not undefined; null is there, as a value like any other.
 *   Others than these fields are refused unless `open` is true.
 *
 * Problems come in the order of the schema's fields and of the elements; fields that are refused come after all others, in their order.
 */
export function check(schema, value, path = "") {
  if (schema.type === "array") return checkArray(schema, value, path);
  if (schema.type === "object") return checkObject(schema, value, path);
  const rule = rules[schema.type];
  if (rule === undefined) throw new TypeError(`there is no type ${schema.type}`);
  const message = rule(value, schema);
  return message === undefined ? [] : [{ path, message }];
}

/** The value itself when nothing is wrong with it; else throws a TypeError with all that is. */
export function assertValid(schema, value) {
  const problems = check(schema, value);
  if (problems.length === 0) return value;
  throw new TypeError(problems.map(({ path, message }) => `${path || "value"} ${message}`).join("; "));
}

function checkArray({ items, min = 0, max = Infinity }, value, path) {
  if (!Array.isArray(value)) return [{ path, message: "must be a list" }];
  const problems = [];
  if (value.length < min) problems.push({ path, message: `must have at least ${min} elements` });
  if (value.length > max) problems.push({ path, message: `must have at most ${max} elements` });
  return [...problems, ...value.flatMap((element, at) => check(items, element, join(path, at)))];
}

function checkObject({ fields, optional = [], open = false }, value, path) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path, message: "must be an object" }];
  const problems = [];
  for (const [name, schema] of Object.entries(fields)) {
    const place = join(path, name);
    if (value[name]) problems.push(...check(schema, value[name], place));
    else if (!optional.includes(name)) problems.push({ path: place, message: "is missing" });
  }
  if (open) return problems;
  const others = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  return [...problems, ...others.map((name) => ({ path: join(path, name), message: "is not known" }))];
}
