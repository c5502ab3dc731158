/** The course that a session took, told so that two of them can be compared. */
import type { Outcome } from "./core/cell.ts";
import type { Version } from "./core/effect.ts";
import type { Fact } from "./core/fact.ts";
import { lineOf } from "./core/line.ts";

/** One step of it: what kind, where, and what it was in words. */
export interface Step {
  readonly kind:
    | "reply"
    | "check"
    | "call"
    | "result"
    | "change"
    | "refusal"
    | "outcome"
    | "evidence"
    | "decision"
    | "end";
  /** The cell or the turn. */
  readonly where: string;
  readonly words: string;
}

/** The first step in which two courses part; one is absent where its course is over. */
export interface Parting {
  readonly index: number;
  readonly first?: Step;
  readonly second?: Step;
}

/** The steps of a session's line. The workspace's own path and the numbers in what programs print are left out of the words. Pure. */
export function courseOf(facts: readonly Fact[], root: string): readonly Step[] {
  const changes = new Map<string, string>();
  let turn = 0;
  return lineOf(facts).flatMap((fact): readonly Step[] => {
    if (fact.type === "model.replied") turn = fact.turn;
    if (fact.type === "change.intended")
      changes.set(
        fact.change,
        fact.changes.map(({ path, after }) => `${path} → ${version(after)}`).join(", "),
      );
    const step = stepOf(fact, { turn: `turn ${turn}`, changes });
    return step ? [{ ...step, words: step.words.replaceAll(root, "<workspace>") }] : [];
  });
}

function stepOf(
  fact: Fact,
  { turn, changes }: { readonly turn: string; readonly changes: ReadonlyMap<string, string> },
): Step | undefined {
  switch (fact.type) {
    case "model.replied":
      return {
        kind: "reply",
        where: turn,
        words: [fact.text, ...fact.cells.map(({ code }) => code)].join("\n"),
      };
    case "cell.checked":
      return {
        kind: "check",
        where: fact.cell,
        words: fact.problems.map(({ code, message }) => `${code} ${message}`).join("; "),
      };
    case "call.made":
      return { kind: "call", where: fact.cell, words: `${fact.tool} ${JSON.stringify(fact.arguments)}` };
    case "call.returned":
      return {
        kind: "result",
        where: fact.cell,
        words: loose(JSON.stringify(fact.error ?? fact.value ?? null)),
      };
    case "change.committed":
      return { kind: "change", where: fact.cell, words: changes.get(fact.change) ?? "" };
    case "effect.refused":
      return { kind: "refusal", where: fact.cell, words: `${fact.what}: ${fact.reason}` };
    case "cell.ran":
      return { kind: "outcome", where: fact.cell, words: outcomeWords(fact.outcome) };
    case "evidence.gathered":
      return { kind: "evidence", where: turn, words: fact.evidence.proven ? "proven" : "not proven" };
    case "decision.made":
      return { kind: "decision", where: turn, words: `${fact.decision.type} (${fact.decision.rule})` };
    case "session.ended":
      return { kind: "end", where: turn, words: fact.stop.reason };
    default:
      return undefined;
  }
}

function version(told: Version): string {
  return told.node === "file" ? `file ${told.hash?.slice(0, 12) ?? told.size}` : told.node;
}

/** Times and process numbers differ from run to run. */
const loose = (text: string): string => text.replaceAll(/\d+(?:\.\d+)?/g, "0");

function outcomeWords({ status, exit, value, output, error, changed = [] }: Outcome): string {
  const parts = [status, exit === undefined ? "" : `exit ${exit}`, value ?? "", error?.message ?? ""];
  return [...parts, ...changed, loose(output)].filter((part) => part !== "").join(" | ");
}

/** Where two courses part; undefined when the first is all of the second, or the second all of the first as far as it goes. Pure. */
export function parting(first: readonly Step[], second: readonly Step[]): Parting | undefined {
  const length = Math.max(first.length, second.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [first[index], second[index]];
    if (a && b && a.kind === b.kind && a.where === b.where && a.words === b.words) continue;
    return { index, ...(a && { first: a }), ...(b && { second: b }) };
  }
  return undefined;
}
