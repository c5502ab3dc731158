/** Changes that no operator knows, made from what was seen: early answers, other answers, other conditions. */
import { functions } from "../operators/kinds.ts";
import { indentOf } from "../operators/statements.ts";
import type { Candidate } from "../rank.ts";
import { enclosing } from "../syntax.ts";
import { speechOf } from "../watch/places.ts";
import type { SeenCall } from "../protocol.ts";
import type { Moment, Sight } from "../watch/watch.ts";
import { answersAt, grow, guardsAt } from "./answers.ts";
import { clausesAt, conditionsAt } from "./conditions.ts";
import { madeAt, type Seen } from "./made.ts";
import type { Plan, Spot } from "./plan.ts";
import { createValues, sizeOf, type Term } from "./values.ts";

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
    const seen = { moments, terms: grow(spot.atoms.map(term), values, speech), values, now: term(0) };
    if (statements.includes(spot))
      found.push(...guards(spot, seen, sight), ...conditionsAt(spot, seen, sight), ...donated(spot));
    if (spot.node.parent?.type === "return_statement" && !spot.chosen)
      found.push(...answers(spot, seen, sight));
    if (spot.truth || spot.chosen === true) found.push(...clausesAt(spot, seen, sight));
  }
  const texts = new Set<string>();
  const once = found.filter(({ mutation: { start, text, operator }, source }) => {
    // Before one statement or before the next: the same early answer is made once.
    const key = `${source.file}\n${operator === "guard-made" ? "" : start}\n${text.trim()}`;
    return !texts.has(key) && texts.add(key);
  });
  // One of them is right at most: the more fit, the less is each believed.
  const crowd = Math.log(once.filter(({ ahead }) => ahead !== undefined).length);
  return once.map((one) => believed(one, crowd));
}

/** Less believed by so much, and in the same place: that was not belief. */
const believed = (one: Candidate, less: number): Candidate =>
  one.ahead === undefined ? one : { ...one, rank: one.rank - less, ahead: one.ahead + less };

function guards(spot: Spot, { moments, terms, values }: Seen, sight: Sight): Candidate[] {
  const speech = speechOf(spot.source);
  const { start } = spot.node;
  return toMend(spot, sight).flatMap((failing) =>
    guardsAt(moments, failing, terms, { values, speech }).map(({ condition, answer, size }) => {
      const text = `${speech.when(condition, `return ${answer}`)}\n${indentOf(spot.node)}`;
      return madeAt(spot, { start, end: start, text, operator: "guard-made" }, size);
    }),
  );
}

/** Statements from elsewhere: what they are worth is not known before they run. */
function donated(spot: Spot): Candidate[] {
  const { start } = spot.node;
  return spot.donors.map(({ text, likeness }, at) =>
    madeAt(
      spot,
      { start, end: start, text: `${text}\n${indentOf(spot.node)}`, operator: "donor" },
      5 - 3 * likeness + 2 * Math.log(1 + at),
    ),
  );
}

function answers(spot: Spot, { moments, terms, values, now }: Seen, sight: Sight): Candidate[] {
  const speech = speechOf(spot.source);
  const { start, end } = spot.node;
  return toMend(spot, sight).flatMap((failing) =>
    answersAt(moments, failing, terms, { values, speech, now }).map(({ text, size }) =>
      madeAt(spot, { start, end, text, operator: "answer-made" }, size),
    ),
  );
}

/**
 * The calls of the function around a spot that would have to give another answer, as far as that is known: all of them, and where several
 * tests fail, those of each, for there may be as many bugs.
 */
function toMend(spot: Spot, sight: Sight): ReadonlySet<Moment["call"]>[] {
  const home = enclosing(spot.node, ({ type }) => functions.has(type));
  const wanted = new Set<SeenCall>();
  let mended = true;
  for (const call of sight.calls) {
    if (call.top) mended = !call.failed;
    if (!call.failed || call.wanted === -1 || sight.functions[call.fn]?.node !== home) continue;
    // What a test calls itself is surely wrong; below it, one call that explains the failure is enough.
    if (call.top || !mended) wanted.add(call);
    mended = true;
  }
  const tests = new Set([...wanted].map(({ test }) => test));
  const each = [...tests].map((test) => new Set([...wanted].filter((call) => call.test === test)));
  return tests.size > 1 ? [wanted, ...each] : [wanted];
}
