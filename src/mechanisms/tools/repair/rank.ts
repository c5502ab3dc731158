/** All candidates of a project in the order in which they are tried: what is likely, where it is suspect. */
import { generate, type Mutation } from "./generate.ts";
import { functions } from "./operators/kinds.ts";
import { priorOf } from "./operators/priors.ts";
import type { Source } from "./sources.ts";
import type { Study } from "./study.ts";
import type { Syntax } from "./syntax.ts";

export interface Candidate {
  readonly mutation: Mutation;
  readonly source: Source;
  /** Greater is earlier, and is believed more. */
  readonly rank: number;
  /** Added to the rank for the order alone, where more is known than how likely it is. */
  readonly ahead?: number;
  /** Shared by those that would have had the same values wherever they were looked at. */
  readonly kin?: string;
}

/** What a change loses for being one of many alike at one place: so much of the logarithm of how many. */
export const perSibling = 0.7;

/** What a change gains that asks for a name which the function has and does not use: it was there for something. */
const waking = 1.2;

/** Lines beyond this many are not changed: a search never gets so far. */
const mostLines = 300;

/** rank = prior(operator) + log(suspicion) − 0.7 · log(siblings), and more for a name that lies idle: of many alike changes at one place, each is less likely. */
export function rankCandidates(study: Pick<Study, "suspects" | "sources">): Candidate[] {
  const candidates = suspicionOf(study).flatMap(([source, suspicion]) =>
    generate(source.text, source.tree, source.grammar, suspicion).map((mutation) => ({
      mutation,
      source,
      rank:
        priorOf(mutation.operator) +
        Math.log(mutation.suspicion) -
        perSibling * Math.log(mutation.siblings) +
        (mutation.wakes === true ? waking : 0),
    })),
  );
  return candidates.toSorted(
    (a, b) =>
      b.rank - a.rank ||
      (a.source.file < b.source.file ? -1 : a.source.file > b.source.file ? 1 : 0) ||
      a.mutation.start - b.mutation.start ||
      a.mutation.end - b.mutation.end ||
      (a.mutation.text < b.mutation.text ? -1 : 1),
  );
}

/** The programs that hold suspect lines, and how suspect their nodes are. */
export function suspicionOf(
  study: Pick<Study, "suspects" | "sources">,
): (readonly [Source, (node: Syntax) => number])[] {
  const scores = new Map<string, Map<number, number>>();
  for (const { file, line, score } of study.suspects.slice(0, mostLines)) {
    const lines = scores.get(file) ?? new Map<number, number>();
    scores.set(file, lines.set(line, score));
  }
  return [...scores].flatMap(([file, lines]) => {
    const source = study.sources.get(file);
    return source ? [[source, suspicionIn(lines)] as const] : [];
  });
}

/** A node is as suspect as the nearest line at or above it that ran; a function as its most suspect line. */
function suspicionIn(lines: ReadonlyMap<number, number>): (node: Syntax) => number {
  return (node) => {
    if (functions.has(node.type)) return highest(lines, node);
    for (let at: Syntax | undefined = node; at; at = at.parent) {
      const score = lines.get(at.line);
      if (score !== undefined) return score;
      if (functions.has(at.type)) return 0;
    }
    return 0;
  };
}

function highest(lines: ReadonlyMap<number, number>, node: Syntax): number {
  const last = lastLine(node);
  let score = 0;
  for (const [line, value] of lines) if (line >= node.line && line <= last) score = Math.max(score, value);
  return score;
}

function lastLine(node: Syntax): number {
  const last = node.children.at(-1);
  return last ? Math.max(node.line, lastLine(last)) : node.line;
}
