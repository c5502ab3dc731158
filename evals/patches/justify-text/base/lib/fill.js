/** Cuts text into paragraphs and paragraphs into lines. */

/** The words of each paragraph of a text; a text without any word has no paragraph. */
export function paragraphsOf(text) {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.split(/\s+/).filter((word) => word !== ""))
    .filter((words) => words.length > 0);
}

/** Lines of words, each with as many as fit into a width. The first line has less room, by `indent`. */
export function fill(words, width, indent = 0) {
  const lines = [[]];
  let room = width - indent;
  for (const word of words) {
    const line = lines.at(-1);
    const needed = line.length === 0 ? word.length : word.length + 1;
    if (needed <= room || line.length === 0) {
      line.push(word);
      room -= needed;
    } else {
      lines.push([word]);
      room = width - word.length;
    }
  }
  return lines;
}
