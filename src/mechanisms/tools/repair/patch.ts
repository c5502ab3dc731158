/** A found change, told so that a later cell can make it with `files.edit` or `files.write`. */
import { createHash } from "node:crypto";
import type { Candidate } from "./rank.ts";

export interface Patch {
  /** Names the change, so that a later search can leave it out. */
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The changed piece, as it is and as it becomes. */
  readonly before: string;
  readonly after: string;
  readonly operator: string;
  /** Exact texts for `files.edit(path, old, new)`: `old` is in the file exactly once. */
  readonly old: string;
  readonly new: string;
  /** Further changes, each made after those before it. */
  readonly further?: readonly Patch[];
}

/** Changes made one after the other, as one patch; its id names all of them. */
export function describePatches([first, ...rest]: readonly Candidate[]): Patch | null {
  if (!first) return null;
  const patch = describePatch(first);
  const further = rest.map(describePatch);
  return further.length === 0
    ? patch
    : { ...patch, id: [patch, ...further].map(({ id }) => id).join("+"), further };
}

/** The patch that a candidate is. */
export function describePatch({ source, mutation }: Candidate): Patch {
  const { start, end, text, operator, line, column } = mutation;
  const [from, to] = uniqueSpan(source.text, start, end);
  const id = createHash("sha256")
    .update(`${source.file}\n${start}\n${end}\n${text}`)
    .digest("hex")
    .slice(0, 12);
  return {
    id,
    path: source.file,
    line,
    column,
    before: source.text.slice(start, end),
    after: text,
    operator,
    old: source.text.slice(from, to),
    new: source.text.slice(from, start) + text + source.text.slice(end, to),
  };
}

/** The smallest run of whole lines around a span that is in the text only once. */
function uniqueSpan(text: string, start: number, end: number): [number, number] {
  let from = text.lastIndexOf("\n", start - 1) + 1;
  let to = text.indexOf("\n", end);
  if (to === -1) to = text.length;
  while (text.indexOf(text.slice(from, to)) !== from || text.includes(text.slice(from, to), from + 1)) {
    if (from === 0 && to === text.length) break;
    from = from === 0 ? 0 : text.lastIndexOf("\n", from - 2) + 1;
    const next = text.indexOf("\n", to + 1);
    to = next === -1 ? text.length : next;
  }
  return [from, to];
}
