// Patterns for paths, whose parts are separated by `/`:
//
// - `?` is one character other than `/`, and `*` is any number of them, none too;
// - `**` as a whole part is any number of parts, none too: `src/**/x.js` is also `src/x.js`, and `**/x.js` is also `x.js`;
//   as the last part it is at least one, so that `src/**` is all that is in `src` but not `src` itself; in a part with more in it, it is like `*`;
// - `[a-z_]` is one of these characters and `[!a-z]` one other than these, never `/`;
// - `\` before a character takes it for itself; all others are for themselves.

/** A function that says whether a path is what the pattern says, as a whole. Throws a SyntaxError for a `[` that is not closed. */
export function compile(pattern) {
  const parts = splitParts(pattern);
  let source = "";
  for (const [at, part] of parts.entries()) {
    const last = at === parts.length - 1;
    if (part === "**") source += last ? ".+" : ".+/";
    else source += translate(part) + (last ? "" : "/");
  }
  const whole = new RegExp(`^${source}$`, "su");
  return (path) => whole.test(path);
}

/**
 * The paths that are chosen by a list of patterns, in their own order. A pattern with `!` before it takes paths out again; of all the
 * patterns that are true of a path the last one decides.
 */
export function choose(paths, patterns) {
  const rules = patterns.map((pattern) => ({
    chosen: !pattern.startsWith("!"),
    matches: compile(pattern.replace(/^!/, "")),
  }));
  return paths.filter((path) => rules.findLast(({ matches }) => matches(path))?.chosen ?? false);
}

/** Parts between slashes; one in brackets or behind a backslash separates all the same. */
function splitParts(pattern) {
  return pattern.split("/");
}

/** The source of a regular expression for one part. */
function translate(part) {
  let source = "";
  for (let at = 0; at < part.length; at++) {
    const character = part[at];
    if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "\\" && at + 1 < part.length) source += literal(part[++at]);
    else if (character === "[") {
      const end = part.indexOf("]", at + 2);
      if (end === -1) throw new SyntaxError(`a [ is not closed: ${part}`);
      source += range(part.slice(at + 1, end));
      at = end;
    } else source += literal(character);
  }
  return source;
}

function range(inside) {
  const negated = inside.startsWith("!");
  const members = (negated ? inside.slice(1) : inside).replaceAll(/[\\\]^[]/g, "\\$&");
  return negated ? `[^/${members}]` : `[${members}]`;
}

function literal(character) {
  return character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
}
