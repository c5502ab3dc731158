/** The contract that holds now, and what it lets change, folded from the session's facts. */
import type { Contract } from "../../../core/contract.ts";
import type { Fact } from "../../../core/fact.ts";
import { matchesAny } from "../../../interface/environment/globs.ts";

/** A contract with what its session has said about it. */
export interface InForce {
  readonly contract: Contract;
  readonly by: "harness" | "model";
  /** 1 as formed; one more for each amendment. */
  readonly version: number;
  /** Nothing has changed under it yet. */
  readonly fresh: boolean;
}

/** The facts of the present task: a further word of the user begins another. */
export function ownFacts(facts: readonly Fact[]): readonly Fact[] {
  return facts.slice(facts.findLastIndex((fact) => fact.type === "task.added") + 1);
}

/** The contract of the present task; undefined before it is formed. */
export function contractInForce(facts: readonly Fact[]): InForce | undefined {
  let found: InForce | undefined;
  for (const fact of ownFacts(facts)) {
    if (fact.type === "contract.formed")
      found = { contract: fact.contract, by: fact.by, version: 1, fresh: true };
    else if (fact.type === "contract.amended" && found)
      found = { ...found, contract: fact.contract, version: found.version + 1 };
    else if (fact.type === "change.committed" && found) found = { ...found, fresh: false };
  }
  return found;
}

/** True when the globs let `path` change. `**` is everything, and names with a leading dot are as other names are. */
export function permits(globs: readonly string[], path: string): boolean {
  return (
    globs.includes("**") || matchesAny(globs, path) || matchesAny(globs, path.replaceAll(/(^|\/)\./g, "$1_"))
  );
}

/** What the governor has narrowed changes to in the present task; undefined while nothing is narrowed. */
export function narrowedTo(facts: readonly Fact[]): readonly string[] | undefined {
  const made = ownFacts(facts).findLast(
    (fact) => fact.type === "decision.made" && fact.decision.type === "narrow",
  );
  return made?.type === "decision.made" && made.decision.type === "narrow" ? made.decision.to : undefined;
}
