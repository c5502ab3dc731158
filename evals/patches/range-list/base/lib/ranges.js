/**
 * The pages of a list such as `1-3,7,10-8`: single numbers and ranges, either end first, spaces allowed; sorted, each once.
 * Throws a SyntaxError for anything else and for pages below 1. An empty text has none.
 */
export function parseRanges(text) {
  const pages = new Set();
  if (text.trim() === "") return [];
  for (const part of text.split(",")) {
    const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part);
    if (match === null) throw new SyntaxError(`not a range: ${part}`);
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first < 1 || last < 1) throw new SyntaxError(`there is no such page: ${part}`);
    for (let page = first; page <= last; page++) pages.add(page);
  }
  return [...pages].toSorted((a, b) => a - b);
}

/** The shortest list that parseRanges reads back; two neighbours are written with a comma. */
export function formatRanges(pages) {
  const sorted = [...new Set(pages)].toSorted((a, b) => a - b);
  const parts = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (sorted[end + 1] === sorted[end] + 1) end += 1;
    if (end - i >= 2) {
      parts.push(`${sorted[i]}-${sorted[end]}`);
      i = end + 1;
    } else {
      parts.push(String(sorted[i]));
      i += 1;
    }
  }
  return parts.join(",");
}
