/** The calls of a changed module's functions that visible tests make with values that can be had without the tests. */
import { functionsIn } from "./examples.ts";
import { chainsIn, helpersIn, reaching, type Chain, type Helper } from "./helpers.ts";
import { textOn } from "./patch.ts";
import type { Subject } from "./sensor.ts";
import { closing, isLiteral, tokenize, type Token } from "./tokens.ts";

/** A call in a test whose arguments can be had without the test: the function and the source of its arguments. */
type Call = readonly [name: string, source: string];

/** The calls of one file's functions, and the constants of the tests that they name, as a program. */
export interface Calls {
  readonly file: string;
  readonly calls: readonly Call[];
  readonly constants: string;
  /** Functions of the tests that the calls may be of, which `constants` make. */
  readonly helpers: readonly string[];
  /** Numbers that the changed file says, those of changed lines first and with the ones beside them. */
  readonly numbers: readonly number[];
  /** Values of the tests as source, for functions that no test calls by itself. */
  readonly pool: readonly string[];
}

const callLimit = 30;
const words = new Set("true false null undefined None True False NaN Infinity".split(" "));

/** True for an argument that is written out, but for names that are known. */
function isPlain(tokens: readonly Token[], text: string, known: (name: string) => boolean): boolean {
  return tokens.every((one, place, all) => {
    if (isLiteral(one)) return !text.slice(one.start, one.end).includes("${");
    if (one.type === "name") return words.has(one.text) || all[place + 1]?.text === ":" || known(one.text);
    return one.type === "newline" || /^[-+*[\]{}(),:]$/.test(one.text);
  });
}

/** Calls of these functions with nothing but literals, these functions' answers and the file's constants. */
export function callsIn(
  text: string,
  file: string,
  functions: ReadonlySet<string>,
  constants: ReadonlyMap<string, string> = new Map(),
): readonly Call[] {
  const tokens = tokenize(text, file);
  const known = (name: string): boolean => functions.has(name) || constants.has(name);
  return tokens.flatMap((token, at): readonly Call[] => {
    const open = tokens[at + 1];
    if (token.type !== "name" || !functions.has(token.text) || open?.text !== "(") return [];
    if (/^(?:function|def|class|import|\.)$/.test(tokens[at - 1]?.text ?? "")) return [];
    const end = closing(tokens, at + 1);
    return isPlain(tokens.slice(at + 2, end), text, known)
      ? [[token.text, text.slice(open.end, tokens[end]?.start)]]
      : [];
  });
}

/** Calls of functions that do what a chain in a test does. */
function chainedIn(
  text: string,
  file: string,
  chains: readonly Chain[],
  known: (name: string) => boolean,
): readonly Call[] {
  const tokens = tokenize(text, file);
  return chains.flatMap(({ name, from, to }): readonly Call[] =>
    isPlain(tokens.slice(from, to), text, known)
      ? [[name, text.slice(tokens[from - 1]?.end, tokens[to]?.start)]]
      : [],
  );
}

/** Values that a test file gives a name at its outermost level, as source. */
export function constantsIn(text: string, file: string): ReadonlyMap<string, string> {
  const tokens = tokenize(text, file);
  const found = new Map<string, string>();
  for (const [at, token] of tokens.entries()) {
    const outermost = token.start === 0 || text[token.start - 1] === "\n";
    if (!outermost || token.type !== "name") continue;
    const python = file.endsWith(".py");
    if (!python && !/^(?:const|let)$/.test(token.text)) continue;
    const [name, sign, value] = python ? tokens.slice(at, at + 3) : tokens.slice(at + 1, at + 4);
    if (!name || !value || sign?.text !== "=") continue;
    const from = tokens.indexOf(value);
    const to = /^[[{(]$/.test(value.text) ? closing(tokens, from) : from;
    const end = tokens[to];
    if (end && isPlain(tokens.slice(from, to + 1), text, (one) => found.has(one)))
      found.set(name.text, text.slice(value.start, end.end));
  }
  return found;
}

/** The calls that the visible tests make of functions which a changed file has on both sides; undefined where there are none. */
export function readCalls(subject: Subject, file: string): Calls | undefined {
  const { patch, tests } = subject;
  const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
  if (was === undefined || is === undefined) return undefined;
  const functions = functionsIn(is, file).intersection(functionsIn(was, file));
  const constants = new Map<string, string>();
  const helpers = new Map<string, Helper>();
  for (const [test, text] of tests) {
    for (const [name, value] of constantsIn(text, test)) constants.set(name, value);
    for (const helper of helpersIn(text, test))
      if (!functions.has(helper.name)) helpers.set(helper.name, helper);
  }
  for (const name of helpers.keys()) constants.delete(name);
  const called = reaching([...helpers.values()], functions).map(({ name }) => name);
  const known = new Map([...constants, ...[...helpers.keys()].map((name) => [name, ""] as const)]);
  const targets = functions.union(new Set(called));
  const found = new Map(
    [...tests]
      .flatMap(([test, text]) => {
        const chains = chainsIn(text, test, targets);
        for (const { name, source } of chains) helpers.set(name, { name, source });
        const isKnown = (name: string): boolean => targets.has(name) || known.has(name);
        return callsIn(text, test, targets, known).concat(chainedIn(text, test, chains, isKnown));
      })
      .map((one) => [one.join("("), one]),
  );
  const python = file.endsWith(".py");
  const lines = [...constants].map(([name, value]) =>
    python ? `${name} = ${value}` : `const ${name} = ${value};`,
  );
  const made = [...helpers.values()].map(({ source }) => (python ? source : `${source};`));
  const calls = [...found.values()].slice(0, callLimit);
  if (calls.length === 0) return undefined;
  const numbers = numbersIn(subject, file);
  return {
    file,
    calls,
    constants: [...made, ...lines].join("\n"),
    helpers: [...helpers.keys()],
    numbers,
    pool: literalsIn(tests),
  };
}

const most = { numbers: 12, literals: 24 } as const;

/** Numbers that a changed file says: where a program turns, inputs should be tried. */
export function numbersIn({ patch, lines }: Subject, file: string): readonly number[] {
  const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
  const tokens = tokenize(textOn(patch, "after", file) ?? "", file);
  const read = (changed: boolean): number[] =>
    tokens.flatMap(({ type, text, line }) => {
      const value = type === "number" && added.has(line) === changed ? Number(text.replaceAll("_", "")) : NaN;
      return Number.isFinite(value) ? [value] : [];
    });
  const own = read(true);
  const beside = own.flatMap((value) => [value + 1, value - 1]);
  return [...new Set([...own, ...beside, ...read(false)])].slice(0, most.numbers);
}

/** What tests say in so many letters, as source, but for their titles and what they import. */
export function literalsIn(tests: Subject["tests"]): readonly string[] {
  const found = [...tests].flatMap(([test, text]) =>
    tokenize(text, test).flatMap((token, at, all) => {
      const source = text.slice(token.start, token.end);
      const [before, opener] = [all[at - 1]?.text ?? "", all[at - 2]?.text ?? ""];
      const title =
        before === "from" || (before === "(" && /^(?:test|it|describe|require|import)$/.test(opener));
      return isLiteral(token) && !title && !source.includes("${") ? [source] : [];
    }),
  );
  return [...new Set(found)].slice(0, most.literals);
}
