/** Sets lines side by side. */

/** Lines in so many columns, fewer when there are not enough lines. Columns are as wide as their longest line, with `gap` blanks between them. */
export function columns(lines, { count, gap = 2 }) {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of columns: ${count}`);
  const height = Math.ceil(lines.length / count);
  const widths = [];
  for (let start = 0; start < lines.length; start += height) {
    widths.push(Math.max(...lines.slice(start, start + height).map((line) => line.length)));
  }
  return Array.from({ length: height }, (_, row) => {
    const cells = widths.map((width, column) => (lines[column * height + row] ?? "").padEnd(width));
    return cells.join(" ".repeat(gap)).trimEnd();
  });
}
