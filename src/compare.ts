/** Two sessions side by side: what was decided, what became of the files, what it cost. */
import type { Version } from "./core/effect.ts";
import type { Fact } from "./core/fact.ts";
import { findSession } from "./core/library.ts";
import { lineOf } from "./core/line.ts";
import { readJournal } from "./core/reader.ts";
import { viewSession } from "./core/view.ts";
import { courseOf, parting, type Parting } from "./course.ts";
import { netChanges } from "./mechanisms/control/situation.ts";

/** One of the two. */
export interface Side {
  readonly session: string;
  readonly task: string;
  readonly model: string;
  /** Null while it is open. */
  readonly stop: string | null;
  readonly proven: boolean;
  readonly turns: number;
  readonly cells: number;
  readonly tokens: number;
  /** Dollars; null when not known. */
  readonly cost: number | null;
  readonly milliseconds: number;
  /** `continue (rule)`, one a turn. */
  readonly decisions: readonly string[];
}

export interface Comparison {
  readonly first: Side;
  readonly second: Side;
  /** Paths by what the sessions left there. */
  readonly files: {
    readonly same: readonly string[];
    readonly different: readonly string[];
    readonly onlyFirst: readonly string[];
    readonly onlySecond: readonly string[];
  };
  /** The first step in which they took another way. */
  readonly parting?: Parting;
}

/** Compares the sessions so named, by their ids or the starts of them. Throws `Fault("session_unknown" | "journal_corrupt")`. */
export function compareSessions(state: string, first: string, second: string): Comparison {
  const [a, b] = [read(state, first), read(state, second)];
  const part = parting(courseOf(a.facts, a.root), courseOf(b.facts, b.root));
  return {
    first: a.side,
    second: b.side,
    files: compareFiles(a.facts, b.facts),
    ...(part && { parting: part }),
  };
}

function read(
  state: string,
  named: string,
): { readonly facts: readonly Fact[]; readonly root: string; readonly side: Side } {
  const { id, facts } = readJournal(findSession(state, named));
  const view = viewSession(facts);
  const { usage } = view;
  const side: Side = {
    session: id,
    task: view.task,
    model: view.options.model,
    stop: view.stop?.reason ?? null,
    proven: view.evidence?.proven ?? false,
    turns: view.turns,
    cells: view.outcomes.size,
    tokens: usage.inputTokens + usage.outputTokens,
    cost: view.cost ?? null,
    milliseconds: view.lastAt - view.openedAt,
    decisions: lineOf(facts).flatMap((fact) =>
      fact.type === "decision.made" ? [`${fact.decision.type} (${fact.decision.rule})`] : [],
    ),
  };
  return { facts, root: view.root, side };
}

function compareFiles(first: readonly Fact[], second: readonly Fact[]): Comparison["files"] {
  const [a, b] = [first, second].map(
    (facts) => new Map(netChanges(lineOf(facts)).map(({ path, after }) => [path, after])),
  );
  const has = (side: ReadonlyMap<string, Version> | undefined, path: string): boolean =>
    side?.has(path) === true;
  const paths = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])].toSorted();
  const shared = paths.filter((path) => has(a, path) && has(b, path));
  const alike = (path: string): boolean => JSON.stringify(a?.get(path)) === JSON.stringify(b?.get(path));
  return {
    same: shared.filter(alike),
    different: shared.filter((path) => !alike(path)),
    onlyFirst: paths.filter((path) => !has(b, path)),
    onlySecond: paths.filter((path) => !has(a, path)),
  };
}
