/** Conditions and statements from elsewhere in the project, said with the names of another place. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { blocks, calls, conditionOf, functions, isStatement, members } from "../operators/kinds.ts";
import type { Speech } from "../operators/site.ts";
import { surroundingOf } from "../operators/surrounding.ts";
import type { Source } from "../sources.ts";
import { speechOf } from "../watch/places.ts";

/** A piece of another function. */
interface Donor {
  readonly text: string;
  readonly statement: boolean;
  readonly home: Syntax | undefined;
  readonly grammar: Source["grammar"];
  /** Names of values in it, and functions that it calls by name. */
  readonly names: readonly string[];
  readonly callees: readonly string[];
  /** Words of the function that it stands in. */
  readonly words: ReadonlySet<string>;
}

/** A donor as it would be said at a place, and how alike the two functions are, from 0 to 1. */
export interface Adapted {
  readonly text: string;
  readonly likeness: number;
}

const most = { length: 90, donors: 400, names: 6, here: 40 } as const;

/** The conditions and short statements of some programs. */
export function donorsIn(sources: readonly Source[]): Donor[] {
  const found = sources.flatMap((source) => {
    const nodes = [...walk(source.tree)];
    const conditions = nodes.flatMap((node) => donorOf(conditionOf(node), source));
    return conditions.concat(
      nodes.flatMap((node) => donorOf(shortStatement(node), source, speechOf(source))),
    );
  });
  return found.slice(0, most.donors);
}

/** An expression that does something, or an early end under a condition. */
function shortStatement(node: Syntax): Syntax | undefined {
  if (!isStatement(node)) return undefined;
  if (node.type === "expression_statement")
    return /string/.test(partsOf(node)[0]?.type ?? "") ? undefined : node;
  if (node.type !== "if_statement" || childOf(node, "alternative")) return undefined;
  const body = childOf(node, "consequence");
  const inside = body && (blocks.has(body.type) ? partsOf(body) : [body]);
  return inside?.length === 1 && /^(?:return|continue|break|raise|throw)_/.test(inside[0]?.type ?? "")
    ? node
    : undefined;
}

/** `speech` is given for statements: they are said on one line. */
function donorOf(node: Syntax | undefined, source: Source, speech?: Speech): Donor[] {
  const home = node && enclosing(node, ({ type }) => functions.has(type));
  if (!node || !home) return [];
  const { text: all, grammar } = source;
  const text = speech ? onOneLine(node, all, speech) : all.slice(node.start, node.end);
  if (text.length > most.length || text.includes("\n")) return [];
  const identifiers = [...walk(node)].filter(({ type }) => type === "identifier");
  const at = (one: Syntax): string => all.slice(one.start, one.end);
  const called = (one: Syntax): boolean =>
    one.field === "function" && one.parent !== undefined && calls.has(one.parent.type);
  const part = (one: Syntax): boolean =>
    one.field === "attribute" && one.parent !== undefined && members.has(one.parent.type);
  return [
    {
      text,
      statement: speech !== undefined,
      home,
      grammar,
      names: [...new Set(identifiers.filter((one) => !called(one) && !part(one)).map(at))],
      callees: [...new Set(identifiers.filter(called).map(at))],
      words: wordsOf(all.slice(home.start, home.end)),
    },
  ];
}

function onOneLine(node: Syntax, text: string, speech: Speech): string {
  const condition = conditionOf(node);
  const body = childOf(node, "consequence");
  const inside = body && (blocks.has(body.type) ? partsOf(body)[0] : body);
  const at = (one: Syntax): string => text.slice(one.start, one.end);
  return condition && inside ? speech.when(at(condition), at(inside).replace(/;$/, "")) : at(node);
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? []);

const everywhere =
  /^(?:self|cls|Math|JSON|Number|String|Array|Object|len|int|str|list|set|dict|sorted|sum|max|min|abs|range|any|all|isinstance|round|float|bool|undefined)$/;

/** The donors of other functions with the names of a place in the place of theirs, the most alike first. */
export function adaptedTo(
  donors: readonly Donor[],
  source: Source,
  node: Syntax,
  statement: boolean,
): Adapted[] {
  const home = enclosing(node, ({ type }) => functions.has(type));
  if (!home) return [];
  const around = surroundingOf(home, source.tree, source.text);
  const names = [...new Set([...around.parameters, ...around.names])].slice(0, most.names);
  const words = wordsOf(source.text.slice(home.start, home.end));
  const known = wordsOf(source.text);
  const object = enclosing(node, ({ type }) => type.startsWith("class")) !== undefined;
  const found = new Map<string, number>();
  for (const donor of donors) {
    if (donor.statement !== statement || donor.home === home) continue;
    if ((donor.grammar === "python") !== (source.grammar === "python")) continue;
    if (donor.callees.some((name) => !known.has(name) && !everywhere.test(name))) continue;
    if (!object && /\b(?:this|self)\b/.test(donor.text)) continue;
    const likeness = shared(donor.words, words);
    for (const text of renamed(donor, names)) found.set(text, Math.max(found.get(text) ?? 0, likeness));
  }
  return [...found]
    .map(([text, likeness]) => ({ text, likeness }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most.here);
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / Math.max(1, Math.min(one.size, other.size));
}

/** Names that the place has stay; one or two others become each of its own. */
function renamed({ text, names }: Donor, scope: readonly string[]): string[] {
  const strange = names.filter((name) => !scope.includes(name) && !everywhere.test(name));
  if (strange.length > 2) return [];
  return strange.reduce<string[]>(
    (texts, name) => texts.flatMap((one) => scope.map((own) => one.replaceAll(wordOf(name), () => own))),
    [text],
  );
}

const wordOf = (name: string): RegExp =>
  new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
