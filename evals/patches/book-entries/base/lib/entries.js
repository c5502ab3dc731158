/** Reads entries from the text of a file. */
import { endOfPiece } from "./text.js";

/** Each entry has a `type`, a `key` and `fields`; types and names of fields are in small letters. Throws a SyntaxError that tells the line. */
export function parseEntries(text) {
  const entries = [];
  let at = 0;
  const take = (pattern) => {
    const found = new RegExp(`(?:${pattern})\\s*`, "iy");
    found.lastIndex = at;
    const match = found.exec(text);
    if (match) at = found.lastIndex;
    return match;
  };
  const expect = (pattern, what) => {
    const match = take(pattern);
    if (!match) throw new SyntaxError(`${what} is missing`);
    return match;
  };
  const value = () => {
    const number = take("\\d+");
    if (number) return number[0].trim();
    const start = at;
    if (text[at] === "{") at = endOfPiece(text, at);
    else {
      expect('"', "a value");
      at = start + 1;
      while (text[at] !== '"') at = endOfPiece(text, at);
      at += 1;
    }
    const found = text.slice(start + 1, at - 1);
    take("");
    return found;
  };
  const entry = () => {
    const type = expect("@\\s*([a-z]+)\\s*\\{", "the type of an entry")[1].toLowerCase();
    const key = expect("([^\\s,{}]+)", "a key")[1];
    const fields = {};
    while (take(",") && text[at] !== "}") {
      const name = expect("([a-z][\\w-]*)\\s*=", "a field")[1].toLowerCase();
      if (Object.hasOwn(fields, name)) throw new SyntaxError(`there are two fields ${name}`);
      fields[name] = value();
    }
    expect("\\}", "the end of an entry");
    return { type, key, fields };
  };
  try {
    for (at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at)) entries.push(entry());
  } catch (error) {
    throw new SyntaxError(`line ${text.slice(0, at).split("\n").length}: ${error.message}`);
  }
  return entries;
}
