/** Patterns with stars, over words and over paths. */

/** Stands in a text for characters that nobody can know before it runs. */
export const unknown = "\0";

/** How surely a pattern fits a text: `maybe` when what is unknown of the text decides. */
export type Fit = "no" | "maybe" | "yes";

/** Past this many characters an uncertain text counts as unknown, so that the comparison stays quick. */
const longest = 4_000;

/** Whether `pattern`, in which `*` stands for any characters, fits all of `text`, in which `unknown` stands for any characters too. */
export function fitText(pattern: string, text: string): Fit {
  if (fits(pattern, text)) return "yes";
  if (!text.includes(unknown) || !beginAlike(pattern, text)) return "no";
  const cut = text.length > longest ? text.slice(0, longest) + unknown : text;
  return meet(pattern, cut) ? "maybe" : "no";
}

/** Stars match anything; linear but for the last star, to which it goes back. */
function fits(pattern: string, text: string, isOne: (character: string) => boolean = () => false): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === "*") {
      [star, mark] = [p, t];
      p += 1;
    } else if (p < pattern.length && (pattern[p] === text[t] || isOne(pattern[p] ?? ""))) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      mark += 1;
      [p, t] = [star + 1, mark];
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/** What is known of both beginnings is the same: nearly all that do not meet are told apart by this. */
function beginAlike(pattern: string, text: string): boolean {
  const [star, doubt] = [pattern.indexOf("*"), text.indexOf(unknown)];
  const length = Math.min(star < 0 ? pattern.length : star, doubt);
  return pattern.slice(0, length) === text.slice(0, length);
}

/** Whether some text is fitted by both; row by row over the product of their places. */
function meet(pattern: string, text: string): boolean {
  let [row, next] = [new Uint8Array(pattern.length + 1), new Uint8Array(pattern.length + 1)];
  row[0] = 1;
  spread(row, pattern);
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    next.fill(0);
    if (character === unknown) next.fill(1, row.indexOf(1));
    else
      for (let at = row.indexOf(1); at < pattern.length; at += 1) {
        if (row[at] !== 1) continue;
        if (pattern[at] === "*") next[at] = 1;
        else if (pattern[at] === character) next[at + 1] = 1;
      }
    spread(next, pattern);
    if (!next.includes(1)) return false;
    [row, next] = [next, row];
  }
  return row[pattern.length] === 1;
}

/** A star may stand for nothing. */
function spread(row: Uint8Array, pattern: string): void {
  for (let at = 0; at < pattern.length; at += 1) if (row[at] === 1 && pattern[at] === "*") row[at + 1] = 1;
}

/**
 * Whether a pattern as in `.gitignore` covers a path of the workspace, or a folder that it lies in. `*` stays within a name, `**` spans
 * folders; a pattern without a slash fits at any depth; a leading slash, or `./`, means the workspace; two slashes mean the whole machine.
 */
export function fitsPath(pattern: string, path: string): boolean {
  const absolute = pattern.startsWith("//");
  const plain = pattern
    .replace(/^\/\/?/, "")
    .replace(/^\.\//, "")
    .replace(/\/$/, "");
  if (absolute !== path.startsWith("/")) return false;
  const anywhere = !absolute && !pattern.startsWith("/") && !pattern.startsWith("./") && !plain.includes("/");
  const names = path.split("/").filter((name) => name !== "");
  return fitsNames([...(anywhere ? ["**"] : []), ...plain.split("/")], names);
}

function fitsNames(pattern: readonly string[], names: readonly string[]): boolean {
  let row = Array.from({ length: pattern.length + 1 }, (_, at) =>
    pattern.slice(0, at).every((one) => one === "**"),
  );
  if (row[pattern.length]) return true;
  for (const name of names) {
    const next = row.map(
      (_, at) =>
        (row[at] === true && pattern[at] === "**") ||
        (at > 0 &&
          row[at - 1] === true &&
          pattern[at - 1] !== "**" &&
          fits(pattern[at - 1] ?? "", name, (one) => one === "?")),
    );
    for (let at = 0; at < pattern.length; at += 1) if (next[at] && pattern[at] === "**") next[at + 1] = true;
    row = next;
    // What lies in a folder that is meant is meant too.
    if (row[pattern.length]) return true;
  }
  return false;
}
