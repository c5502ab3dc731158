/** Code and texts without what differs between two runs of the same: spaces, comments, times, addresses, places in memory. */

/** Code as far as it matters when two cells are compared: no comments on lines of their own, and single spaces. */
export function normaliseCode(code: string): string {
  return code
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|#(?!!))/.test(line))
    .join("\n")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** A text in which durations, dates, fractions and addresses are blanks; only so much of it as tells one from another. */
export function normaliseText(text: string): string {
  return text
    .slice(0, 8000)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, "#")
    .replaceAll(/0x[0-9a-f]+/gi, "#")
    .replaceAll(/\d+\.\d+/g, "#")
    .replaceAll(/\d+\s?(?:ms|s|seconds|µs)\b/g, "#")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 4000);
}
