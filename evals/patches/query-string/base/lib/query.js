/**
 * The values of a query string by name: one value is a text, several of one name an array in their order. A `?` in front is
 * passed over, `+` is a space, percent signs are decoded, a name without `=` has the empty text, empty parts are passed over.
 */
export function parseQuery(query) {
  const values = {};
  for (const part of query.replace(/^\?/, "").split("&")) {
    if (part === "") continue;
    const [name, value = ""] = part.split("=").map(decode);
    if (!Object.hasOwn(values, name)) values[name] = value;
    else if (Array.isArray(values[name])) values[name].push(value);
    else values[name] = [values[name], value];
  }
  return values;
}

const decode = (text) => decodeURIComponent(text.replaceAll("+", " "));

/** The query string without `?`, names in the order of the object; an array gives one part each, undefined none. */
export function formatQuery(values) {
  const parts = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().filter((one) => one !== undefined).map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
  );
  return parts.join("&");
}
