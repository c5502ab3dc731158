/** JSON Pointers: the names and indices that lead to a place in a document. */

/** Reads a pointer into its parts. Throws a SyntaxError for a text that is none. */
export function readPointer(text: string): string[] {
  if (text === "") return [];
  if (!text.startsWith("/") || /~(?![01])/.test(text)) throw new SyntaxError(`not a pointer: ${text}`);
  return text
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Writes the parts of a pointer. */
export function writePointer(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** True when one pointer leads to a place within what the other one leads to. */
export function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.length > outer.length && outer.every((part, at) => inner[at] === part);
}
