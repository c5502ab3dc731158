/** Conditions that are missing: clauses, filters, and conditions around a statement. One for each way in which it would have held. */
import { blocks, functions, loops } from "../operators/kinds.ts";
import { indentOf } from "../operators/statements.ts";
import type { Candidate } from "../rank.ts";
import { enclosing, partsOf, type Syntax } from "../syntax.ts";
import { speechOf } from "../watch/places.ts";
import { telling, type Sight } from "../watch/watch.ts";
import { conditionsOver } from "./answers.ts";
import { madeAt, type Seen } from "./made.ts";
import type { Spot } from "./plan.ts";

const most = { clauses: 60, conditions: 24 } as const;

interface Way {
  readonly text: string;
  readonly size: number;
}

/** Collects the smallest text for each way in which something would have held, other than `own`, in a moment that matters. */
function ways(
  seen: Seen,
  sight: Sight,
  own: readonly boolean[],
): { add(text: string, holds: readonly boolean[], size: number): void; found(limit: number): Way[] } {
  const told = new Set(telling(sight, seen.moments));
  const matters = seen.moments.map((moment) => told.has(moment));
  const found = new Map<string, Way>();
  return {
    add(text, holds, size) {
      if (holds.every((each, at) => each === own[at] || matters[at] !== true)) return;
      const key = holds.map(Number).join("");
      const known = found.get(key);
      if (!known || size < known.size) found.set(key, { text, size });
    },
    found: (limit) => [...found.values()].toSorted((a, b) => a.size - b.size).slice(0, limit),
  };
}

/** The more ways there are, the less likely is each. */
const sizeAmong = (size: number, at: number): number => size + 2 + 2 * Math.log(1 + at);

/** A condition joined with another, or another in its place; a comprehension that takes all gets one. */
export function clausesAt(spot: Spot, seen: Seen, sight: Sight): Candidate[] {
  const speech = speechOf(spot.source);
  const { now, terms, values } = seen;
  const own = now.values.map((value) => spot.chosen === true || values.truth(value) === true);
  const bare = / (?:and|or|\|\||&&) /.test(now.text) ? `(${now.text})` : now.text;
  const kept = ways(seen, sight, own);
  for (const { text, holds, size } of conditionsOver(terms, values, speech)) {
    const both = holds.map((each, at) => each && own[at] === true);
    const either = holds.map((each, at) => each || own[at] === true);
    kept.add(spot.chosen ? text : `${bare} ${speech.and} ${text}`, both, size + 1);
    if (spot.chosen) continue;
    kept.add(`${bare} ${speech.or} ${text}`, either, size + 1);
    kept.add(text, holds, size + 1);
  }
  const last = spot.chosen && spot.node.parent ? partsOf(spot.node.parent).at(-1) : undefined;
  return kept
    .found(most.clauses)
    .map(({ text, size }, at) =>
      madeAt(
        spot,
        last
          ? { start: last.end, end: last.end, text: ` if ${text}`, operator: "filter-made" }
          : { start: spot.node.start, end: spot.node.end, text, operator: "clause-made" },
        sizeAmong(size, at),
      ),
    );
}

/** A statement that should not always run, and a turn of a loop that should end before it. */
export function conditionsAt(spot: Spot, seen: Seen, sight: Sight): Candidate[] {
  const { node, source } = spot;
  const speech = speechOf(source);
  const kept = ways(
    seen,
    sight,
    seen.moments.map(() => true),
  );
  const statement = source.text.slice(node.start, node.end).replace(/;$/, "");
  const loop = enclosing(node, ({ type }) => loops.has(type) || functions.has(type));
  const first = loop !== undefined && loops.has(loop.type) && isFirst(node, loop);
  const simple =
    node.type === "expression_statement" && !statement.includes("\n") && !/^["'`]/.test(statement);
  if (!first && !simple) return [];
  for (const { text, holds, size } of conditionsOver(seen.terms, seen.values, speech))
    kept.add(text, holds, size);
  return kept.found(most.conditions).flatMap(({ text, size }, at) => {
    const { start, end } = node;
    const whole = speech.when(text, statement);
    const skip = `${speech.when(
      negated(text, (one) => speech.not(one)),
      "continue",
    )}\n${indentOf(node)}`;
    const among = sizeAmong(size, at);
    const made: Candidate[] = [];
    if (simple) made.push(madeAt(spot, { start, end, text: whole, operator: "condition-made" }, among));
    if (first) made.push(madeAt(spot, { start, end: start, text: skip, operator: "skip-made" }, among));
    return made;
  });
}

const isFirst = (node: Syntax, loop: Syntax): boolean =>
  node.parent !== undefined &&
  blocks.has(node.parent.type) &&
  node.parent.parent === loop &&
  partsOf(node.parent)[0] === node;

/** Said the other way round where that is simple. */
function negated(text: string, not: (text: string) => string): string {
  const plain = /^(?:not |!)([\w$.]+(?:\([^()]*\))?)$/.exec(text)?.[1];
  return plain ?? not(text);
}
