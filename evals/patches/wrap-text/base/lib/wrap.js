/**
 * Breaks text into lines of at most `width` characters. Runs of white space count as one space; a word longer
 * than a line stands alone on its own line, whole; an empty text has no lines.
 */
export function wrap(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    if (line === "") {
      line = word;
    } else if (line.length + 1 + word.length < width) {
      line += ` ${word}`;
    } else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Wraps, and puts `prefix` before each line; the prefix counts towards the width. */
export function quote(text, width, prefix = "> ") {
  return wrap(text, width - prefix.length).map((line) => prefix + line);
}
