/** What the cells of a language have left for later ones: the journal holds it, so that a resumed or rewound session has it too. */
import type { Language } from "../../core/cell.ts";
import type { Journal } from "../../core/journal.ts";

/** What the last cell of this language left, by its hash; undefined when none did. */
export function findLeft(
  journal: Journal,
  language: Language,
): { readonly hash: string; readonly read: () => Uint8Array | undefined } | undefined {
  const ran = journal.facts.findLast((fact) => fact.type === "cell.ran" && fact.left?.language === language);
  if (ran?.type !== "cell.ran" || ran.left === undefined) return undefined;
  const { hash } = ran.left;
  return { hash, read: () => journal.read(hash) };
}
