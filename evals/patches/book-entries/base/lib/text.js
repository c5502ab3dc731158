/** Text with braces in it. */

/** The end of the character, the brace with a backslash, or the whole group in braces that begins at a place. */
export function endOfPiece(text, start) {
  let depth = 0;
  let at = start;
  do {
    if (at >= text.length) throw new SyntaxError("a brace is not closed");
    if (/^\\[{}]/.test(text.slice(at, at + 2))) at += 1;
    else if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    at += 1;
    if (depth < 0) throw new SyntaxError("a brace is closed that is not open");
  } while (depth > 0);
  return at;
}

/** The parts of a text between some characters, where these are not in braces. */
export function splitAt(text, isSeparator) {
  const parts = [""];
  for (let at = 0, end; at < text.length; at = end) {
    end = endOfPiece(text, at);
    const piece = text.slice(at, end);
    if (isSeparator(piece)) parts.push("");
    else parts.push(parts.pop() + piece);
  }
  return parts;
}

/** The words of a text. What is in braces parts no words. */
export const wordsOf = (text) => splitAt(text, (piece) => /^\s$/.test(piece)).filter((word) => word !== "");

/** The text as it is shown. */
export const shown = (text) => text.replace(/\\([{}])|[{}]/g, "$1").replace(/\s+/g, " ").trim();
