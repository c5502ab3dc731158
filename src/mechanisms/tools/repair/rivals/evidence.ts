/** What speaks against a rival besides the tests: examples and relations that the program's own words name, and it breaks. */
import type { Documented, Plain } from "../../../../words/documented.ts";
import { isOrderBlind, relations, type Relation } from "../../../../words/relations.ts";
import type { Answer } from "./decide.ts";
import type { Probe } from "./probes.ts";

/** What a broken relation costs, as a logarithm, if every probe breaks it; and what it costs at most in all. */
const costs = { worded: 2, unsaid: 0.5, most: 6 } as const;
/** What it costs to contradict an example that another rival upholds. */
const contradiction = 6;

/** The value that an answer tells; undefined where it is cut, or none. */
function valueOf(answer: Answer | undefined): Plain | undefined {
  if (!answer || answer.kind === "raised" || answer.kind === "hung") return undefined;
  try {
    const value: Plain = JSON.parse(answer.text);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * What relations cost each rival. Counted are those that hold on all of the tests' own calls, where the tests say what is right: more
 * if the words name them, less if they only happen to hold there.
 */
export function relationCosts(
  answers: readonly (readonly Answer[])[],
  probes: readonly Probe[],
  words: string,
): number[] {
  const values = answers.map((own) => own.map(valueOf));
  const known = relations.filter((one) => holdsOnTests(one, values[0] ?? [], probes));
  const turned = isOrderBlind(words) ? reordered(probes) : [];
  return values.map((own, rival) => {
    const moved = turned.filter(([from, to]) => answers[rival]?.[from]?.text !== answers[rival]?.[to]?.text);
    const cost = known.reduce((sum, one) => {
      const weight = one.words.test(words) ? costs.worded : costs.unsaid;
      return sum + weight * broken(one, own, probes);
    }, 0);
    return Math.min(
      cost + (turned.length > 0 ? (costs.worded * moved.length) / turned.length : 0),
      costs.most,
    );
  });
}

/** Calls of the tests, and probes that pass the same items in another order. */
function reordered(probes: readonly Probe[]): [number, number][] {
  const sorted = probes.map(({ given }) =>
    given
      ?.map((one) =>
        JSON.stringify(Array.isArray(one) ? one.map((item) => JSON.stringify(item)).toSorted() : one),
      )
      .join(),
  );
  return probes.flatMap(({ own }, from) =>
    own && sorted[from] !== undefined
      ? probes.flatMap((other, to): [number, number][] =>
          !other.own && sorted[to] === sorted[from] ? [[from, to]] : [],
        )
      : [],
  );
}

function holdsOnTests(
  relation: Relation,
  values: readonly (Plain | undefined)[],
  probes: readonly Probe[],
): boolean {
  const said = probes.flatMap(({ own, given }, at) => {
    const value = values[at];
    const held = own && given && value !== undefined ? relation.holds(given, value) : undefined;
    return held === undefined ? [] : [held];
  });
  return said.length > 0 && said.every(Boolean);
}

/** The share of probes, beyond the tests' own calls, that break it. */
function broken(
  relation: Relation,
  values: readonly (Plain | undefined)[],
  probes: readonly Probe[],
): number {
  const said = probes.flatMap(({ own, given }, at) => {
    const value = values[at];
    const held = !own && given && value !== undefined ? relation.holds(given, value) : undefined;
    return held === undefined ? [] : [held];
  });
  return said.length === 0 ? 0 : said.filter((held) => !held).length / said.length;
}

/** Two probes an example: the call, and what it is said to give. */
export const examplePairs = (examples: readonly Documented[]): Probe[] =>
  examples.flatMap(({ call, expected }) =>
    [call, expected].map((code) => ({ code, own: false, given: undefined })),
  );

/** What contradicted examples cost each rival, from the answers to `examplePairs`. An example that no rival upholds says nothing. */
export function exampleCosts(answers: readonly (readonly Answer[])[]): number[] {
  const upheld = answers.map((own) =>
    own.flatMap((said, at) => {
      const expected = own[at + 1];
      return at % 2 === 0 ? [valueOf(expected) !== undefined && expected?.text === said.text] : [];
    }),
  );
  return upheld.map(
    (own) => own.filter((one, at) => !one && upheld.some((other) => other[at])).length * contradiction,
  );
}
