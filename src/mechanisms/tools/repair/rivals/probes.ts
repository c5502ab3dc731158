/** Inputs on which candidates can be compared: the calls that the tests make with literal arguments, and slight variations of them. */
import type { Plain } from "../../../../words/documented.ts";
import { argumentsOf, calls, functionName } from "../operators/kinds.ts";
import { childOf, partsOf, walk, type Syntax } from "../syntax.ts";
import type { Source } from "../sources.ts";
import type { Heard } from "./heard.ts";
import { isImport } from "./imports.ts";
import { literalLike, plainOf, readLiteral, writeLiteral, type Known, type Literal } from "./literal.ts";
import { edgesOf, usualOf, varyLiteral } from "./vary.ts";

/** One call, as text of the test's language. */
export interface Probe {
  readonly code: string;
  /** True for a call that the tests make themselves. */
  readonly own: boolean;
  /** What it passes; undefined where JSON has no such value. */
  readonly given: readonly Plain[] | undefined;
}

interface Call {
  readonly callee: string;
  readonly literals: readonly Literal[];
  readonly spread: boolean;
}

/** Variations in all, calls at the edge, and calls of the tests that are used. */
const mostVariations = 48;
const mostEdges = 24;
const mostCalls = 24;
/** Calls that words at a function speak of. */
const mostNamed = 16;

/** Further inputs that the words at a function name, from a usual one. */
export type Named = (name: string, given: readonly Plain[]) => readonly (readonly Plain[])[];

/** The probes of one test file: its calls with literal arguments and others that were heard. The same gives the same probes. */
export function probesOf(
  test: Source,
  programs: readonly Source[],
  heard: readonly Heard[] = [],
  named: Named = () => [],
): Probe[] {
  const names = new Set(programs.flatMap((program) => functionNames(program)));
  const constants = constantsOf(test);
  const read = [...walk(test.tree)].flatMap((node) => readCall(node, test, { names, constants }));
  if (read.length === 0) return [];
  const found = distinct(
    read,
    heard.flatMap((one) => callOf(one, test)),
  ).slice(0, mostCalls);
  const probes = new Map<string, Probe>();
  const add = (call: Call, own: boolean): void => {
    const code = write(call);
    if (!probes.has(code)) probes.set(code, { code, own, given: valuesOf(call) });
  };
  for (const call of found) add(call, true);
  const before = probes.size;
  for (const call of variations(found)) {
    if (probes.size >= before + mostVariations) break;
    add(call, false);
  }
  let most = probes.size + mostEdges;
  for (const call of [...crossings(found), ...edges(found)]) if (probes.size < most) add(call, false);
  most = probes.size + mostNamed;
  for (const call of namedCalls(found, named)) if (probes.size < most) add(call, false);
  return [...probes.values()];
}

function* variations(found: readonly Call[]): Generator<Call> {
  const usual = usualOf(found.flatMap(({ literals }) => literals));
  const pick = numbers();
  for (let turn = 0; turn < mostVariations * 3; turn += 1) {
    const call = found[turn % found.length];
    if (!call || call.literals.length === 0) continue;
    const rounds = 1 + pick(2);
    let literals = call.literals;
    for (let round = 0; round < rounds; round += 1) {
      const at = pick(literals.length);
      const one = literals[at];
      if (one) literals = literals.with(at, varyLiteral(one, usual, pick));
    }
    yield { ...call, literals };
  }
}

/** A call with an argument of another call of the same function. */
function crossings(found: readonly Call[]): Call[] {
  return found.flatMap((call, place) => {
    const other = found[(place + 1) % found.length];
    if (!other || other.callee !== call.callee || other.literals.length !== call.literals.length) return [];
    if (call.literals.length < 2) return [];
    return call.literals.map((own, at) => ({
      ...call,
      literals: call.literals.with(at, other.literals[at] ?? own),
    }));
  });
}

function edges(found: readonly Call[]): Call[] {
  return found.flatMap(({ callee, literals, spread }) =>
    literals.flatMap((one, at) =>
      edgesOf(one).map((edge) => ({ callee, spread, literals: literals.with(at, edge) })),
    ),
  );
}

function namedCalls(found: readonly Call[], named: Named): Call[] {
  return found.flatMap((call) =>
    named(bareName(call.callee), valuesOf(call) ?? []).flatMap((given): Call[] => {
      const literals = call.literals.map((own, at) => {
        const value = given[at];
        return value === undefined ? undefined : literalLike(value, own);
      });
      const known = literals.filter((one) => one !== undefined);
      return known.length === call.literals.length ? [{ ...call, literals: known }] : [];
    }),
  );
}

const bareName = (callee: string): string => callee.replace(/^.*\./, "");

/** Calls that were read, and of those that were heard the others: the same call may be written otherwise, or leave its last arguments out. */
function distinct(read: readonly Call[], heard: readonly Call[]): Call[] {
  const keyOf = (call: Call): string =>
    [call.callee, ...call.literals.map((one) => JSON.stringify(plainOf(one) ?? writeLiteral(one)))].join(
      "\n",
    );
  const known = new Map(read.map((call) => [keyOf(call), call]));
  const short = [...known.keys()];
  for (const call of heard) {
    const key = keyOf(call);
    if (!short.some((one) => key === one || key.startsWith(`${one}\n`))) known.set(key, call);
  }
  return [...known.values()];
}

function valuesOf({ literals }: Call): readonly Plain[] | undefined {
  const values = literals.map(plainOf).filter((one) => one !== undefined);
  return values.length === literals.length ? values : undefined;
}

/** A plain generator: the same sequence every time (numerical recipes' constants). */
function numbers(): (n: number) => number {
  let state = 20_261_128;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function write({ callee, literals, spread }: Call): string {
  const given = literals.map(writeLiteral).join(", ");
  return spread ? `${callee}(*${given})` : `${callee}(${given})`;
}

/** What names of the test file stand for wherever it is run: values that are written out at its top, and what it imports. */
function constantsOf({ tree, text }: Source): Known {
  const known = new Map<string, Literal>();
  for (const top of partsOf(tree)) {
    if (isImport(top, text))
      for (const { type, start, end } of walk(top))
        if (type === "identifier") {
          const name = text.slice(start, end);
          known.set(name, { type: "other", text: name });
        }
    for (const node of top.type === "expression_statement" ? partsOf(top) : partsOf(top).filter(declares)) {
      const [name, value] = [
        childOf(node, "name") ?? childOf(node, "left"),
        childOf(node, "value") ?? childOf(node, "right"),
      ];
      const literal = value && readLiteral(value, text, known);
      if (name?.type === "identifier" && literal) known.set(text.slice(name.start, name.end), literal);
    }
  }
  return known;
}

const declares = ({ type }: Syntax): boolean => type === "variable_declarator";

interface Readable {
  readonly names: ReadonlySet<string>;
  readonly constants: Known;
}

function readCall(node: Syntax, { text }: Source, { names, constants }: Readable): Call[] {
  const called = calls.has(node.type) ? childOf(node, "function") : undefined;
  if (!called) return [];
  const callee = text.slice(called.start, called.end);
  if (!/^[\w$]+(?:\.[\w$]+)?$/.test(callee) || !names.has(bareName(callee))) return [];
  const given = argumentsOf(node);
  const spread = given.length === 1 && given[0]?.type === "list_splat";
  const parts = spread ? (given[0]?.children.filter(({ named }) => named) ?? []) : given;
  const literals = parts.map((part) => readLiteral(part, text, constants)).filter((one) => one !== undefined);
  return literals.length === parts.length ? [{ callee, literals, spread }] : [];
}

/** A call that was heard, as the test file can say it; none where it does not name the function. */
function callOf({ name, literals }: Heard, { text }: Source): Call[] {
  const said = new RegExp(`(?<![\\w$.])(?:[\\w$]+\\.)?${name.replaceAll("$", "\\$")}(?=\\()`).exec(text);
  return literals && said ? [{ callee: said[0], literals, spread: false }] : [];
}

function functionNames({ tree, text }: Source): string[] {
  return [...walk(tree)].flatMap((node) => functionName(node, text) ?? []);
}
