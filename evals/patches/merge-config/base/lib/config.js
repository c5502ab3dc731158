const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Lays settings over each other, later ones above: plain objects are merged key by key at every depth, anything else, arrays too,
 * replaces what was below; undefined leaves it, null replaces it. The given objects are not changed and share nothing plain with the result.
 */
export function layer(...layers) {
  const result = {};
  for (const one of layers) {
    for (const [key, value] of Object.entries(one)) {
      if (value === undefined) continue;
      result[key] = isPlain(value) ? layer(value) : value;
    }
  }
  return result;
}

/** The value at a path such as `a.b.c`; undefined when there is none. */
export function at(settings, path) {
  let value = settings;
  for (const key of path.split(".")) {
    if (!isPlain(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}
