/** What single values must be. Each rule gives a message, or undefined when there is nothing to say. */

/** Text, with `min` and `max` for its length and a `pattern` that must be found in it. */
export function string(value, { min = 0, max = Infinity, pattern }) {
  if (typeof value !== "string") return "must be a text";
  if (value.length < min) return `must have at least ${min} characters`;
  if (value.length > max) return `must have at most ${max} characters`;
  return pattern === undefined || new RegExp(pattern).test(value) ? undefined : `must be like ${pattern}`;
}

/** A number between `min` and `max`, both allowed, and whole where `integer` is true. NaN is no number. */
export function number(value, { min = -Infinity, max = Infinity, integer = false }) {
  if (typeof value !== "number" || Number.isNaN(value)) return "must be a number";
  if (integer && !Number.isInteger(value)) return "must be whole";
  if (value < min) return `must be at least ${min}`;
  return value > max ? `must be at most ${max}` : undefined;
}

export function boolean(value) {
  return typeof value === "boolean" ? undefined : "must be true or false";
}
