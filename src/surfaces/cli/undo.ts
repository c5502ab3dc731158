/** `tackle undo`: takes back what a session changed. */
import { undoSession, type Undone } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle, type Style } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { UndoWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

/** Undoes the session named by its id or the start of it, or the last one of this folder. Exit code 3 when something was left alone. */
export async function undo(wish: UndoWish, terminal: Terminal): Promise<number> {
  const { session, from, cwd = ".", format } = wish;
  const { state } = readSurroundings(process.env);
  const undone = await undoSession({
    state,
    ...(session === undefined ? { root: workspace(cwd) } : { session }),
    ...(from !== undefined && { from }),
  });
  if (format === "text")
    terminal.out(`${paintUndone(undone, createStyle(terminal.color), from).join("\n")}\n`);
  else terminal.out(jsonLine(undone));
  return undone.conflicts.length > 0 ? 3 : 0;
}

/** At most so many paths are named. */
const shown = 40;

function paintUndone(
  { session, root, paths, conflicts, ignored }: Undone,
  style: Style,
  from?: string,
): readonly string[] {
  if (paths.length === 0 && conflicts.length === 0)
    return [`nothing to undo: no change of ${session} is left in ${sanitizeLine(root)}`];
  const more = paths.length - shown;
  return [
    ...paths.slice(0, shown).map((path) => `  ${style.good("taken back")} ${sanitizeLine(path)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...conflicts.map(
      ({ path, reason }) => `  ${style.bad("left as it is")} ${sanitizeLine(path)}: ${sanitizeLine(reason)}`,
    ),
    ...(conflicts.length > 0
      ? [`to settle those by hand, see what ${session} did there: tackle diff ${session}`]
      : []),
    ...(ignored > 0 ? [`${ignored} changes to files that git ignores cannot be taken back`] : []),
    `${paths.length} of ${paths.length + conflicts.length} paths are as they were before ${from === undefined ? session : `${from} of ${session}`}`,
  ];
}
