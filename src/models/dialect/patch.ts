/** Patches as GPT writes them: `*** Begin Patch`, files with hunks, `*** End Patch`. */

/** One change; `text` is the new text, or for a move the new path. */
export type PatchChange =
  | { readonly type: "write"; readonly path: string; readonly text: string }
  | { readonly type: "move"; readonly path: string; readonly text: string }
  | { readonly type: "edit"; readonly path: string; readonly old: string; readonly text: string }
  | { readonly type: "delete"; readonly path: string; readonly text: "" };

const heading = /^\*\*\* (Add|Delete|Update) File: (.+)$/;

/** The changes in a patch, in their order; a string says what is wrong with it. */
export function readPatch(patch: string): readonly PatchChange[] | string {
  const lines = patch.trim().split("\n");
  if (lines[0]?.trim() !== "*** Begin Patch" || lines.at(-1)?.trim() !== "*** End Patch")
    return "must begin with *** Begin Patch and end with *** End Patch";
  const changes: PatchChange[] = [];
  for (const section of sectionsOf(lines.slice(1, -1))) {
    const read = readSection(section);
    if (typeof read === "string") return read;
    changes.push(...read);
  }
  return changes.length === 0 ? "must change a file" : changes;
}

interface Section {
  readonly head: string;
  readonly body: string[];
}

function sectionsOf(lines: readonly string[]): readonly Section[] {
  const sections: Section[] = [];
  for (const line of lines) {
    if (heading.test(line) || sections.length === 0) sections.push({ head: line, body: [] });
    else sections.at(-1)?.body.push(line);
  }
  return sections;
}

function readSection({ head, body }: Section): readonly PatchChange[] | string {
  const [, kind, named] = heading.exec(head) ?? [];
  const path = named?.trim();
  if (kind === undefined || path === undefined) return `must name a file before ${JSON.stringify(head)}`;
  if (kind === "Delete") return [{ type: "delete", path, text: "" }];
  if (kind === "Add") {
    const strange = body.find((line) => !line.startsWith("+"));
    if (strange !== undefined)
      return `must have + before every line of a new file, as before ${JSON.stringify(strange)}`;
    return [{ type: "write", path, text: body.map((line) => `${line.slice(1)}\n`).join("") }];
  }
  const to = /^\*\*\* Move to: (.+)$/.exec(body[0] ?? "")?.[1]?.trim();
  const edits: PatchChange[] = [];
  for (const hunk of hunksOf(to === undefined ? body : body.slice(1))) {
    const edit = readHunk(path, hunk);
    if (typeof edit === "string") return edit;
    edits.push(edit);
  }
  if (to !== undefined) edits.push({ type: "move", path, text: to });
  return edits.length === 0 ? `must have a hunk for ${path}` : edits;
}

function hunksOf(lines: readonly string[]): readonly (readonly string[])[] {
  const hunks: string[][] = [];
  for (const line of lines) {
    if (line.startsWith("*** End of File")) continue;
    if (line.startsWith("@@") || hunks.length === 0) hunks.push([]);
    if (!line.startsWith("@@")) hunks.at(-1)?.push(line);
  }
  return hunks.filter((hunk) => hunk.length > 0);
}

function readHunk(path: string, hunk: readonly string[]): PatchChange | string {
  // Many models leave out the space of an empty line.
  const lines = hunk.map((line) => (line === "" ? " " : line));
  const strange = lines.find((line) => !/^[ +-]/.test(line));
  if (strange !== undefined)
    return `must have a space, - or + before every line of a hunk, as before ${JSON.stringify(strange)}`;
  const side = (marks: string): readonly string[] =>
    lines.filter((line) => marks.includes(line.charAt(0))).map((line) => line.slice(1));
  const [old, fresh] = [side(" -"), side(" +")];
  if (old.length === 0) return `must have lines of ${path} around what is added, so that its place is known`;
  // A hunk that leaves nothing takes its last line's end with it.
  const end = fresh.length === 0 ? "\n" : "";
  return { type: "edit", path, old: old.join("\n") + end, text: fresh.join("\n") };
}

/** The patch that makes those changes. What is equal at both ends of an edit is shown as it is. */
export function patchOf(changes: readonly Extract<PatchChange, { type: "write" | "edit" }>[]): string {
  const sections = changes.map((change) => {
    if (change.type !== "edit")
      return [`*** Add File: ${change.path}`, ...linesOf(change.text).map((line) => `+${line}`)];
    const [old, fresh] = [change.old.split("\n"), change.text.split("\n")];
    let head = 0;
    while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail))
      tail += 1;
    return [
      `*** Update File: ${change.path}`,
      "@@",
      ...old.slice(0, head).map((line) => ` ${line}`),
      ...old.slice(head, old.length - tail).map((line) => `-${line}`),
      ...fresh.slice(head, fresh.length - tail).map((line) => `+${line}`),
      ...old.slice(old.length - tail).map((line) => ` ${line}`),
    ];
  });
  return ["*** Begin Patch", ...sections.flat(), "*** End Patch"].join("\n");
}

/** Lines of a text; the end of the last one is not a line. */
const linesOf = (text: string): readonly string[] => text.replace(/\n$/, "").split("\n");
