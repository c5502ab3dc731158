/** The names nearest to a misspelt one. */

/** Those of `names` within two edits of `name` (a third of it when it is long), nearest first. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  return names
    .map((each) => ({ each, edits: distance(name.toLowerCase(), each) }))
    .filter(({ edits }) => edits <= limit)
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ each }) => each)
    .slice(0, 3);
}

/** Single-character insertions, deletions and substitutions between two words (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, letter] of Array.from(a).entries()) {
    const next = [at + 1];
    for (const [to, other] of Array.from(b).entries()) {
      const change = (row[to] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
