/** From journals of older versions to this one's facts. */
import type { Fact } from "./fact.ts";
import { addLineage } from "./genealogy.ts";

/** Raised when facts change their shape or the tables change; a newer type of fact does not raise it. */
export const format = 2;

/**
 * One step for each format, by which facts of the format before become its own. A journal that was written on after an update holds both, so
 * a step looks at the facts and not at the file's number; facts that need nothing are left as they are, also those of unknown types.
 */
const steps: readonly ((facts: readonly Fact[]) => void)[] = [
  // 2: actor and parent.
  (facts) => {
    if (facts[0]?.actor === undefined) addLineage(facts);
  },
];

/** Brings facts forward, in place. What is stored stays as it was written, since the chain stands on it. */
export function migrateFacts(facts: readonly Fact[]): void {
  for (const step of steps) step(facts);
}
