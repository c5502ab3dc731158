/** What is looked at in a watched run: suspect expressions with what changes would make of them, and statements with what can be said there. */
import type { Candidate } from "../rank.ts";
import { suspicionOf } from "../rank.ts";
import type { Source } from "../sources.ts";
import type { Study } from "../study.ts";
import type { Syntax } from "../syntax.ts";
import { isPure } from "../watch/pure.ts";
import { ownFunctions, speechOf, statementPlaces, valuePlaces, type Place } from "../watch/places.ts";
import type { Look } from "../watch/program.ts";
import { atomsAt } from "./atoms.ts";
import { adaptedTo, donorsIn, type Adapted } from "./donors.ts";

/** Changes whose value is looked at: the likeliest, over all places and at one. */
const most = { changes: 6000, here: 400, statements: 24, hosts: 10 } as const;

/** A place that is looked at. */
export interface Spot extends Place {
  readonly source: Source;
  readonly site: number;
  readonly suspicion: number;
  /** The node's own text first, then what changes would make of it, then atoms. */
  readonly terms: string[];
  atoms: readonly number[];
  /** Statements from elsewhere that could stand here. */
  donors: readonly Adapted[];
}

/** Where the changes of an expression lie among the terms of its spot. */
type Terms = Map<Candidate, { readonly spot: Spot; readonly term: number }>;

export interface Plan {
  readonly spots: readonly Spot[];
  readonly statements: readonly Spot[];
  readonly looks: ReadonlyMap<string, readonly Look[]>;
  readonly terms: Terms;
}

/** The plan for a study and its candidates, the likeliest first. */
export function planOf(studied: Study, ranked: readonly Candidate[]): Plan {
  const terms: Terms = new Map();
  const spots: Spot[] = [];
  const statements: Spot[] = [];
  const looks = new Map<string, Look[]>();
  const donors = donorsIn(programsOf(studied));
  let site = 0;
  for (const [source, suspicion] of suspicionOf(studied)) {
    const at = (node: Syntax): string => source.text.slice(node.start, node.end);
    const own = valuePlaces(source).flatMap((place): Spot[] =>
      suspicion(place.node) > 0
        ? [
            {
              ...place,
              source,
              site: (site += 1),
              suspicion: suspicion(place.node),
              terms: [at(place.node)],
              atoms: [],
              donors: [],
            },
          ]
        : [],
    );
    const before = statementPlaces(source)
      .filter((node) => suspicion(node) > 0)
      .toSorted((a, b) => suspicion(b) - suspicion(a))
      .slice(0, most.statements)
      .map((node): Spot => ({
        node,
        truth: false,
        source,
        site: (site += 1),
        suspicion: suspicion(node),
        terms: [],
        atoms: [],
        donors: [],
      }));
    assign(ranked.filter((one) => one.source.file === source.file).slice(0, most.changes), own, terms);
    for (const spot of [
      ...own.filter(
        ({ node, truth, chosen }) => truth || chosen === true || node.parent?.type === "return_statement",
      ),
      ...before,
    ]) {
      const from = spot.terms.length;
      spot.terms.push(...atomsAt(source, spot.node, speechOf(source)));
      const pure = ownFunctions(source);
      for (const { text } of adaptedTo(donors, source, spot.node, false))
        if (isPure(text, speechOf(source), pure)) spot.terms.push(text);
      spot.atoms = spot.terms.map((_, index) => index).slice(from);
    }
    for (const spot of before.slice(0, most.hosts)) spot.donors = adaptedTo(donors, source, spot.node, true);
    spots.push(...own);
    statements.push(...before);
    looks.set(source.file, [
      ...own
        .filter(({ terms: texts }) => texts.length > 1)
        .map(({ site: number, node, terms: texts }) => ({
          site: number,
          node,
          kind: "value" as const,
          terms: texts,
        })),
      ...before.map(({ site: number, node, terms: texts }) => ({
        site: number,
        node,
        kind: "statement" as const,
        terms: texts,
      })),
    ]);
  }
  return { spots, statements, looks, terms };
}

/** What is no test, the suspect files among them. */
const programsOf = ({ sources, layout }: Study): Source[] =>
  [...sources.values()].filter(
    ({ file }) => !layout.files.includes(file) && !/(?:^|\/)(?:tests?|__tests__)\//.test(file),
  );

/** Finds the spot of each change, and writes there what the change would make of it. */
function assign(candidates: readonly Candidate[], spots: readonly Spot[], terms: Terms): void {
  const inner = spots.toSorted((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start));
  const [first] = spots;
  if (!first) return;
  const { source } = first;
  const speech = speechOf(source);
  const own = ownFunctions(source);
  const known = new Map<Spot, Map<string, number>>();
  for (const candidate of candidates) {
    const { start, end, text } = candidate.mutation;
    const spot = inner.find(({ node }) => node.start <= start && end <= node.end);
    if (!spot || spot.terms.length > most.here || /[;\n]/.test(text)) continue;
    const { node } = spot;
    const whole = source.text.slice(node.start, start) + text + source.text.slice(end, node.end);
    const here = known.get(spot) ?? new Map<string, number>();
    known.set(spot, here);
    const before = here.get(whole);
    if (before !== undefined) {
      terms.set(candidate, { spot, term: before });
      continue;
    }
    if (!isPure(whole, speech, own) || !isWhole(whole, source)) continue;
    terms.set(candidate, { spot, term: spot.terms.length });
    here.set(whole, spot.terms.length);
    spot.terms.push(whole);
  }
}

/** True for a text that is one expression. */
const isWhole = (text: string, source: Source): boolean =>
  source.parse(source.grammar === "python" ? `x = (${text})\n` : `x = (${text});\n`) !== undefined;
