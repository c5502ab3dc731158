/** The names of people. */
import { shown, splitAt, wordsOf } from "./text.js";

/** Reads a list of names into `people`, each with a `first` and a `last` name, and whether there are `more`. */
export function parseNames(text) {
  const names = ` ${text} `.split(/\s+and(?=\s)/i).map((name) => name.trim());
  const more = names.length > 1 && names.at(-1) === "others";
  const people = (more ? names.slice(0, -1) : names).map(parseName);
  return { people, more };
}

function parseName(text) {
  const parts = splitAt(text, (piece) => piece === ",").map(wordsOf);
  if (parts.length > 2) throw new SyntaxError(`too many commas: ${text}`);
  const [last, first] = parts.length === 2 ? parts : inOrder(parts[0]);
  if (last.length === 0) throw new SyntaxError("a name is missing");
  return { first: shown(first.join(" ")), last: shown(last.join(" ")) };
}

/** The last and the first name of words that are written the first one first. */
function inOrder(words) {
  const small = words.findIndex((word) => /^\p{Ll}/u.test(word));
  const start = small < 0 ? Math.max(0, words.length - 1) : small;
  return [words.slice(start), words.slice(0, start)];
}
