/** Broken assumptions in words, and whether the model has heard of them. */
import type { Broken } from "../../../core/contract.ts";
import type { Fact, FactOf } from "../../../core/fact.ts";

/** True when the model has heard of exactly this before. */
export function isTold({ assumption, now }: Broken, facts: readonly Fact[]): boolean {
  const same = (other: Broken): boolean => nameOf(other) === nameOf({ assumption, now }) && other.now === now;
  return facts.some(
    (fact): fact is FactOf<"contract.checked"> => fact.type === "contract.checked" && fact.broken.some(same),
  );
}

const nameOf = ({ assumption }: Broken): string =>
  assumption.type === "file" ? `file ${assumption.path}` : `tool ${assumption.tool}`;

/** A broken assumption in words. */
export function tell({ assumption, now }: Broken): string {
  if (assumption.type === "tool") return `${assumption.tool} was ${assumption.version} and is ${now} now`;
  return `${assumption.path} was ${now === "absent" ? "deleted" : "changed"} by someone else since it was read`;
}
