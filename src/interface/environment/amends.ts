/** After a crash: takes back the changes of work that has no result on record, so that it can be done again. */
import type { Fact, FactOf } from "../../core/fact.ts";
import type { Journal } from "../../core/journal.ts";
import { revertCommit } from "./undo.ts";

/**
 * Changes whose cell never came to an outcome, or whose call never returned, and that still stand; newest first. Of a Python cell all: it
 * writes between its calls, so what these have done stands on what is done anew.
 */
export function unfinishedChanges(facts: readonly Fact[]): readonly FactOf<"change.intended">[] {
  const ended = new Set<string>();
  const python = new Set<string>();
  for (const fact of facts) {
    if (fact.type === "model.replied")
      for (const { id, language } of fact.cells) if (language === "py") python.add(id);
    if (fact.type === "change.dropped" || fact.type === "change.undone") ended.add(fact.change);
    if (fact.type === "cell.ran") ended.add(fact.cell);
    if (fact.type === "call.returned" && !python.has(fact.cell)) ended.add(fact.call);
  }
  return facts
    .filter((fact) => fact.type === "change.intended")
    .filter((fact) => ![fact.change, fact.cell, fact.call ?? fact.cell].some((name) => ended.has(name)))
    .toReversed();
}

/** Takes them back and says so in the journal. Returns the paths that someone else has changed since; those are left alone. */
export function makeAmends(
  journal: Journal,
  place: { readonly root: string; readonly keep: string },
): readonly string[] {
  return unfinishedChanges(journal.facts).flatMap(({ change, cell, undo, changes }) => {
    const conflicts = revertCommit(undo, { ...place, changes }).map(({ path }) => path);
    journal.append({ type: "change.undone", change, cell, conflicts });
    return conflicts;
  });
}
