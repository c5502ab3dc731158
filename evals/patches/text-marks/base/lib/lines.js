/** Lines and columns of a text, both counted from 1. A line ends with "\n", which is its last character. */

/** `{ line, column }` of an offset from 0 to the length of the text. */
export function placeOf(text, offset) {
  if (!(offset >= 0 && offset <= text.length)) throw new RangeError(`outside of the text: ${offset}`);
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}

/** The offset of a place; a column behind the end of its line is the end of it. Throws a RangeError for a line that there is not. */
export function offsetOf(text, { line, column }) {
  const lines = text.split("\n");
  if (!(line >= 1 && line <= lines.length)) throw new RangeError(`there is no line ${line}`);
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return start + Math.min(Math.max(column, 1) - 1, lines[line - 1].length);
}
