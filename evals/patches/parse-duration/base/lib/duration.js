const units = { d: 86400, h: 3600, m: 60, s: 1 };

/**
 * Seconds of a duration such as `1h30m`, `2d`, `45s` or `1h 5s`: whole numbers with units, each unit at most once,
 * from the greatest to the smallest. Throws a RangeError for anything else, the empty text too.
 */
export function parseDuration(text) {
  const match = /^(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?$/.exec(text.trim());
  if (match === null || text.trim() === "") throw new RangeError(`not a duration: ${text}`);
  const [, d = 0, h = 0, m = 0, s = 0] = match;
  return d * units.d + h * units.h + m * units.h + s * units.s;
}

/** The shortest text that parseDuration reads back; zero is `0s`. */
export function formatDuration(seconds) {
  let rest = seconds;
  let text = "";
  for (const [unit, size] of Object.entries(units)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === "" ? "0s" : text;
}
