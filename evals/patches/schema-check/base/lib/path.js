/** Places in a value, as one would write them in code: `user.tags[2]`, `prices["per kilo"]`. */

const identifier = /^[A-Za-z_$][\w$]*$/;

/** The place of a field or of an element in what is at a place. The whole value has the place "". */
export function join(path, key) {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!identifier.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
