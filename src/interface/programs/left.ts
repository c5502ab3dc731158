/** What the cells of a language have left for later ones: the journal holds it, so that a resumed or rewound session has it too. */
import type { Language } from "../../core/cell.ts";
import type { Journal } from "../../core/journal.ts";

/** The bytes that the last cell of this language left; undefined when none did. */
export function readLeft(journal: Journal, language: Language): Uint8Array | undefined {
  const ran = journal.facts.findLast((fact) => fact.type === "cell.ran" && fact.left?.language === language);
  return ran?.type === "cell.ran" && ran.left ? journal.read(ran.left.hash) : undefined;
}
