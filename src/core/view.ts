/** From facts to a state, by folding. */
import type { Usage } from "./budget.ts";
import type { Cell, Outcome } from "./cell.ts";
import type { Evidence } from "./evidence.ts";
import type { Fact, FactOf, SessionOptions } from "./fact.ts";
import type { Check, CheckRun } from "./finding.ts";
import { lineOf } from "./line.ts";
import { readSpending, sumSpent, type TurnSpent } from "./spending.ts";
import { planOf, type PlanStep } from "./plan.ts";
import type { Stop } from "./stop.ts";
import type { Tree } from "./tree.ts";

/** What a session comes to: everything that a surface or a resume needs to know. */
export interface SessionView {
  readonly task: string;
  readonly root: string;
  readonly options: SessionOptions;
  readonly commit?: string;
  readonly openedAt: number;
  readonly lastAt: number;
  /** Replies had. */
  readonly turns: number;
  readonly usage: Usage;
  /** Dollars; absent when they are not known. */
  readonly cost?: number;
  readonly spending: readonly TurnSpent[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** No steps: there is no plan. */
  readonly plan: readonly PlanStep[];
  readonly check?: Check;
  readonly before?: CheckRun;
  readonly after?: CheckRun;
  readonly evidence?: Evidence;
  readonly answer: string;
  /** The value that the session was asked for. */
  readonly value?: { readonly given: unknown };
  readonly stop?: Stop;
  readonly tree?: Tree;
}

/** The view of a session's facts: of its line, but for what was spent and where it works, which a rewind does not bring back. Throws a TypeError when the first fact is not `session.opened`. */
export function viewSession(facts: readonly Fact[]): SessionView {
  const opened = facts[0];
  if (opened?.type !== "session.opened") throw new TypeError("a session's first fact is session.opened");
  const spending = readSpending(facts);
  const line = lineOf(facts);
  // Also one that is rewound to before it was forked works in its own tree.
  const forked = facts.findLast((fact) => fact.type === "session.forked");
  const cells = new Map<string, Cell>();
  const outcomes = new Map<string, Outcome>();
  const view = {
    task: opened.task,
    root: forked?.root ?? opened.root,
    options: opened.options,
    ...(opened.commit !== undefined && { commit: opened.commit }),
    openedAt: opened.at,
    lastAt: facts.at(-1)?.at ?? opened.at,
    turns: 0,
    ...sumSpent(spending),
    spending,
    cells,
    outcomes,
    answer: "",
    plan: planOf(line),
  } as Mutable<SessionView>;
  for (const fact of line) {
    if (fact.type === "model.replied") addReply(view, cells, fact);
    else if (fact.type === "cell.ran") outcomes.set(fact.cell, fact.outcome);
    else if (fact.type === "check.found") view.check = fact.check;
    else if (fact.type === "check.ran") view[fact.phase] = fact.report;
    else if (fact.type === "evidence.gathered") view.evidence = fact.evidence;
    else if (fact.type === "value.given") view.value = { given: fact.value };
    else if (fact.type === "task.added") delete view.value;
    else if (fact.type === "tree.landed") view.tree = fact.tree;
    else if (fact.type === "session.resumed") {
      view.options = { ...view.options, ...fact.options };
      delete view.stop;
      delete view.tree;
    } else if (fact.type === "session.forked") {
      delete view.stop;
      delete view.tree;
    } else if (fact.type === "session.ended") view.stop = fact.stop;
  }
  return view;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function addReply(
  view: Mutable<SessionView>,
  cells: Map<string, Cell>,
  reply: FactOf<"model.replied">,
): void {
  view.turns += 1;
  if (reply.text !== "") view.answer = reply.text;
  for (const cell of reply.cells) cells.set(cell.id, cell);
}
