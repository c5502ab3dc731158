/** Sets text in lines of a width, as the README describes it. */
import { fill, paragraphsOf } from "./fill.js";

const ways = {
  left: (words) => words.join(" "),

  right: (words, width) => words.join(" ").padStart(width),

  center(words, width) {
    const line = words.join(" ");
    const left = Math.max(0, Math.floor((width - line.length) / 2));
    return " ".repeat(left) + line;
  },

  justify(words, width, isLast) {
    const gaps = words.length - 1;
    if (isLast || gaps === 0) return words.join(" ");
    const letters = words.reduce((sum, word) => sum + word.length, 0);
    const blanks = width - letters;
    const gap = Math.floor(blanks / gaps);
    const [first, ...others] = words;
    const wider = gap + (blanks % gaps);
    return [first + " ".repeat(wider) + others[0], ...others.slice(1)].join(" ".repeat(gap));
  },
};

/** The lines of a text. Throws a RangeError for a width that is no whole number above zero, an unknown way to align, and an indent that is not below the width. */
export function layout(text, { width, align = "left", indent = 0 }) {
  if (!Number.isInteger(width) || width < 1) throw new RangeError(`not a width: ${width}`);
  if (!Object.hasOwn(ways, align)) throw new RangeError(`there is no way to align ${align}`);
  const begin = align === "left" || align === "justify" ? indent : 0;
  if (!(begin >= 0 && begin < width)) throw new RangeError(`not an indent: ${indent}`);
  const lines = [];
  for (const words of paragraphsOf(text)) {
    if (lines.length > 0) lines.push("");
    lines.push(...setParagraph(fill(words, width, begin), { width, align, begin }));
  }
  return lines;
}

function setParagraph(lines, { width, align, begin }) {
  return lines.map((words, at) => {
    const room = at === 0 ? width - begin : width;
    const line = ways[align](words, room, at === lines.length - 1);
    return at === 0 ? " ".repeat(begin) + line : line;
  });
}
