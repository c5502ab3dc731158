/** A session as a story: what was said, what was done, and what came of it, in order. */
import type { Cell, Outcome } from "../core/cell.ts";
import type { Fact, FactOf } from "../core/fact.ts";
import { lineOf } from "../core/line.ts";

/** A cell, when it ran, how long, and what it did. */
export interface Deed {
  readonly cell: Cell;
  readonly outcome?: Outcome;
  readonly started?: number;
  readonly ended?: number;
  readonly calls: readonly {
    readonly made: FactOf<"call.made">;
    readonly returned?: FactOf<"call.returned">;
  }[];
  readonly changes: readonly FactOf<"change.intended">[];
  readonly refused: readonly FactOf<"effect.refused">[];
  readonly approvals: readonly FactOf<"approval.asked">[];
}

export type Chapter =
  | { readonly type: "user"; readonly at: number; readonly text: string }
  /** Words of the harness to the model. */
  | { readonly type: "harness"; readonly at: number; readonly text: string }
  | {
      readonly type: "reply";
      readonly at: number;
      readonly reply: FactOf<"model.replied">;
      readonly model: string;
      readonly deeds: readonly Deed[];
    }
  | { readonly type: "end"; readonly at: number; readonly fact: FactOf<"session.ended"> };

/** A chapter, and whether it is another session's, in a fork. */
export type Told = Chapter & { readonly copied: boolean };

/** The chapters of a session's line. Pure. */
export function tell(facts: readonly Fact[]): readonly Told[] {
  const line = lineOf(facts);
  const past = facts.findLast((fact) => fact.type === "session.forked")?.seq ?? 0;
  const deeds = gather(line);
  let model = "";
  return line.flatMap((fact): readonly Told[] => {
    const copied = fact.seq < past;
    if (fact.type === "session.opened") model = fact.options.model;
    if (fact.type === "model.switched") model = fact.to;
    const chapter = chapterOf(fact, { model, deeds });
    return chapter ? [{ ...chapter, copied }] : [];
  });
}

function chapterOf(
  fact: Fact,
  { model, deeds }: { readonly model: string; readonly deeds: ReadonlyMap<string, Deed> },
): Chapter | undefined {
  const { at } = fact;
  switch (fact.type) {
    case "session.opened":
      return { type: "user", at, text: fact.task };
    case "task.added":
      return { type: "user", at, text: fact.text };
    case "decision.made":
      return "words" in fact.decision ? { type: "harness", at, text: fact.decision.words } : undefined;
    case "model.replied":
      return fact.finish === "silent"
        ? undefined
        : {
            type: "reply",
            at,
            reply: fact,
            model,
            deeds: fact.cells.flatMap(({ id }) => deeds.get(id) ?? []),
          };
    case "session.ended":
      return { type: "end", at, fact };
    default:
      return undefined;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

function gather(line: readonly Fact[]): ReadonlyMap<string, Deed> {
  const deeds = new Map<string, Mutable<Deed>>();
  const calls = new Map<string, { made: FactOf<"call.made">; returned?: FactOf<"call.returned"> }>();
  for (const fact of line) {
    if (fact.type === "model.replied")
      for (const cell of fact.cells)
        deeds.set(cell.id, { cell, calls: [], changes: [], refused: [], approvals: [] });
    const deed = "cell" in fact ? deeds.get(fact.cell) : undefined;
    if (deed === undefined) continue;
    if (fact.type === "cell.started") deed.started = fact.at;
    if (fact.type === "cell.ran") [deed.outcome, deed.ended] = [fact.outcome, fact.at];
    if (fact.type === "change.intended") deed.changes.push(fact);
    if (fact.type === "effect.refused") deed.refused.push(fact);
    if (fact.type === "approval.asked") deed.approvals.push(fact);
    if (fact.type === "call.made") {
      const call = { made: fact };
      calls.set(fact.call, call);
      deed.calls.push(call);
    }
    const call = fact.type === "call.returned" ? calls.get(fact.call) : undefined;
    if (call && fact.type === "call.returned") call.returned = fact;
  }
  return deeds;
}

/** The name under which each language is told to programs. */
export const functionNames = { ts: "typescript", sh: "shell", py: "python" } as const;
