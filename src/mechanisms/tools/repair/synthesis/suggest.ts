/** Changes that no operator knows, made from what was seen: early answers, other answers, other conditions. */
import type { Mutation } from "../generate.ts";
import { functions } from "../operators/kinds.ts";
import { indentOf } from "../operators/statements.ts";
import type { Candidate } from "../rank.ts";
import { enclosing, type Syntax } from "../syntax.ts";
import { speechOf } from "../watch/places.ts";
import { telling, type Moment, type Sight } from "../watch/watch.ts";
import { answersAt, conditionsOver, grow, guardsAt } from "./answers.ts";
import type { Plan, Spot } from "./plan.ts";
import { createValues, sizeOf, type Term, type Values } from "./values.ts";

/**
 * What was right in every call that was seen is hardly believed for that: it was chosen among thousands. It is tried soon, though not
 * before the usual slips: those are likelier where both would do.
 */
const belief = { base: -1, word: 0.3 } as const;
const turn = { base: -0.6, word: 0.12 } as const;

/** The suggestions of a run, each once. */
export function suggest({ spots, statements }: Plan, sight: Sight): Candidate[] {
  const found: Candidate[] = [];
  for (const spot of [...statements, ...spots]) {
    const moments = sight.moments.get(spot.site) ?? [];
    if (moments.length === 0) continue;
    const speech = speechOf(spot.source);
    const values = createValues(sight.shown, speech);
    const term = (at: number): Term => ({
      text: spot.terms[at] ?? "",
      values: moments.map(({ values: own }) => sight.equal(own[at] ?? 0)),
      size: sizeOf(spot.terms[at] ?? ""),
    });
    const terms = grow(spot.atoms.map(term), values, speech);
    const all = toMend(spot, sight);
    if (statements.includes(spot)) {
      for (const { condition, answer, size } of guardsAt(moments, all, terms, { values, speech }))
        found.push(
          madeAt(
            spot,
            {
              start: spot.node.start,
              end: spot.node.start,
              text: `${speech.when(condition, `return ${answer}`)}\n${indentOf(spot.node)}`,
              operator: "guard-made",
            },
            size,
          ),
        );
      continue;
    }
    if (spot.node.parent?.type === "return_statement") {
      for (const { text, size } of answersAt(moments, all, terms, { values, speech, now: term(0) }))
        found.push(
          madeAt(spot, { start: spot.node.start, end: spot.node.end, text, operator: "answer-made" }, size),
        );
      continue;
    }
    if (spot.truth) found.push(...clausesAt(spot, moments, { terms, values, now: term(0) }, sight));
  }
  const texts = new Set<string>();
  const once = found.filter(({ mutation: { start, text, operator }, source }) => {
    // Before one statement or before the next: the same early answer is made once.
    const key = `${source.file}\n${operator === "guard-made" ? "" : start}\n${text.trim()}`;
    return !texts.has(key) && texts.add(key);
  });
  // The more of them fit, the less is known by each.
  const crowd = 0.4 * Math.log(once.filter(({ ahead }) => ahead !== undefined).length);
  return once.map((one) => believed(one, crowd));
}

/** Less believed by so much, and in the same place: that was not belief. */
const believed = (one: Candidate, less: number): Candidate =>
  one.ahead === undefined ? one : { ...one, rank: one.rank - less, ahead: one.ahead + less };

/** The calls of the function around a spot that would have to give another answer, as far as that is known. */
function toMend(spot: Spot, sight: Sight): ReadonlySet<Moment["call"]> {
  const home = homeOf(spot.node);
  const wanted = new Set<Moment["call"]>();
  let mended = true;
  for (const call of sight.calls) {
    if (call.top) mended = !call.failed;
    if (!call.failed || call.wanted === -1 || sight.functions[call.fn]?.node !== home) continue;
    // What a test calls itself is surely wrong; below it, one call that explains the failure is enough.
    if (call.top || !mended) wanted.add(call);
    mended = true;
  }
  return wanted;
}

const homeOf = (node: Syntax): Syntax | undefined => enclosing(node, ({ type }) => functions.has(type));

function madeAt(
  { node, source, suspicion }: Spot,
  { start, end, text, operator }: Pick<Mutation, "start" | "end" | "text" | "operator">,
  size: number,
): Candidate {
  const mutation = {
    start,
    end,
    text,
    operator,
    line: node.line,
    column: node.column,
    suspicion,
    siblings: 1,
  };
  const rank = belief.base - belief.word * size + Math.log(suspicion);
  const soon = turn.base - turn.word * size + Math.log(suspicion) - rank;
  return { mutation, source, rank, ...(operator !== "clause-made" && { ahead: soon }) };
}

const mostClauses = 60;

/** A condition joined with another, or another in its place: one for each way in which it would have held. */
function clausesAt(
  spot: Spot,
  moments: readonly Moment[],
  { terms, values, now }: { readonly terms: readonly Term[]; readonly values: Values; readonly now: Term },
  sight: Sight,
): Candidate[] {
  const speech = speechOf(spot.source);
  const told = telling(sight, moments);
  if (told.length === 0) return [];
  const matters = moments.map((moment) => told.includes(moment));
  const own = now.values.map((value) => values.truth(value) === true);
  const found = new Map<string, { readonly text: string; readonly size: number }>();
  const add = (text: string, holds: readonly boolean[], size: number): void => {
    if (holds.every((each, at) => each === own[at] || matters[at] !== true)) return;
    const key = holds.map(Number).join("");
    const known = found.get(key);
    if (!known || size < known.size) found.set(key, { text, size });
  };
  const bare = / (?:and|or|\|\||&&) /.test(now.text) ? `(${now.text})` : now.text;
  for (const { text, holds, size } of conditionsOver(terms, values, speech)) {
    add(
      `${bare} ${speech.and} ${text}`,
      holds.map((each, at) => each && own[at] === true),
      size + 1,
    );
    add(
      `${bare} ${speech.or} ${text}`,
      holds.map((each, at) => each || own[at] === true),
      size + 1,
    );
    add(text, holds, size + 1);
  }
  const made = [...found.values()].toSorted((a, b) => a.size - b.size).slice(0, mostClauses);
  return made.map(({ text, size }, at) =>
    madeAt(
      spot,
      { start: spot.node.start, end: spot.node.end, text, operator: "clause-made" },
      size + 2 * Math.log(1 + at),
    ),
  );
}
