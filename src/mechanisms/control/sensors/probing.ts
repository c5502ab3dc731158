/** Calls functions of a changed module on one tree, with the inputs of visible tests and with neighbours of these. */
import path from "node:path";
import * as z from "zod/mini";
import type { Command } from "../../../interface/environment/sandbox.ts";
import type { Plain } from "../../documented.ts";
import { functionsIn } from "./examples.ts";
import { nodeAnswers } from "./injected/node-answers.ts";
import { pythonAnswers } from "./injected/python-answers.ts";
import { textOn } from "./patch.ts";
import type { Subject } from "./sensor.ts";
import { closing, isLiteral, tokenize, type Token } from "./tokens.ts";

/** Values that JSON has. */
const data: z.ZodMiniType<Plain> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(data)]),
);

/** A call in a test whose arguments can be had without the test: the function and the source of its arguments. */
type Call = readonly [name: string, source: string];

/** The calls of one file's functions, and the constants of the tests that they name, as a program. */
export interface Calls {
  readonly file: string;
  readonly calls: readonly Call[];
  readonly constants: string;
  /** Numbers that the changed file says, those of changed lines first and with the ones beside them. */
  readonly numbers: readonly number[];
  /** Values of the tests as source, for functions that no test calls by itself. */
  readonly pool: readonly string[];
}

const callLimit = 30;
/** Places of calls from here on are of functions that no test calls by itself. */
export const beyondCalls = 1000;
const words = new Set("true false null undefined None True False NaN Infinity".split(" "));

const row = z.object({
  call: z.number(),
  /** 0 is the test's own input. */
  turn: z.number(),
  name: z.string(),
  input: z.string(),
  outcome: z.tuple([z.enum(["value", "nothing", "error", "accident"]), z.string()]),
  /** Which relations between input and answer hold; a `?` begins those between answers. */
  relations: z.record(z.string(), z.boolean()),
  /** True when the call changed what it was given. */
  touched: z.boolean(),
  /** What was passed, with null for what JSON has not, and what was given back where JSON has all of it. */
  data: z.optional(z.object({ given: z.array(data), gave: z.optional(data) })),
});
/** What came of one call. */
export type Answer = z.infer<typeof row>;

/** By call and turn. */
export type Answers = ReadonlyMap<string, Answer>;

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
  for (const [test, text] of tests)
    for (const [name, value] of constantsIn(text, test)) constants.set(name, value);
  const found = new Map(
    [...tests]
      .flatMap(([test, text]) => callsIn(text, test, functions, constants))
      .map((one) => [one.join("("), one]),
  );
  const python = file.endsWith(".py");
  const lines = [...constants].map(([name, value]) =>
    python ? `${name} = ${value}` : `const ${name} = ${value};`,
  );
  const calls = [...found.values()].slice(0, callLimit);
  if (calls.length === 0) return undefined;
  const numbers = numbersIn(subject, file);
  return { file, calls, constants: lines.join("\n"), numbers, pool: literalsIn(tests) };
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

/** Makes the calls on a tree; undefined where the module cannot be called alone. What was told until the time was over counts. */
export async function probe(subject: Subject, overlay: Overlay, calls: Calls): Promise<Answers | undefined> {
  const output = await tellOf(subject, overlay, calls);
  const answers = (output ?? []).flatMap((told) => {
    const read = row.safeParse(told);
    return read.success ? [read.data] : [];
  });
  return output && new Map(answers.map((one) => [`${one.call} ${one.turn}`, one]));
}

type Overlay = NonNullable<Command["overlay"]>;

/** What the program that makes the calls prints, line by line; undefined where it could not run. */
export async function tellOf(
  { look, patch, signal }: Subject,
  overlay: Overlay,
  { file, ...asked }: Calls & { readonly rivals?: readonly string[] },
): Promise<readonly unknown[] | undefined> {
  const run = await look({
    argv: file.endsWith(".py")
      ? ["python3", "-B", "-c", pythonAnswers]
      : ["node", "--no-warnings", "--input-type=module", "-e", nodeAnswers],
    cwd: patch.root,
    env: { PYTHONHASHSEED: "0", CI: "true" },
    stdin: JSON.stringify({ ...asked, file: path.join(patch.root, file) }),
    overlay,
    timeLimit: 20_000,
    outputLimit: 8 * 1024 * 1024,
    ...(signal && { signal }),
  });
  if (run.exit !== 0 && !run.timedOut) return undefined;
  return run.output.split("\n").flatMap((text): readonly unknown[] => {
    try {
      return text.startsWith("{") ? [JSON.parse(text)] : [];
    } catch {
      return [];
    }
  });
}

/** What the calls came to on the original and on the change. */
export interface Sides {
  readonly before: Answers;
  readonly after: Answers;
}

const known = new WeakMap<Subject, Map<string, Promise<Sides | undefined>>>();

/** Makes the calls on both sides of a change, once for all who ask; undefined where one of them cannot be called alone. */
export function bothSides(subject: Subject, calls: Calls): Promise<Sides | undefined> {
  const own = known.get(subject) ?? new Map<string, Promise<Sides | undefined>>();
  known.set(subject, own);
  const ask = async (): Promise<Sides | undefined> => {
    const before = await probe(subject, subject.overlays.before, calls);
    const after = before && (await probe(subject, subject.overlays.after, calls));
    return before && after && { before, after };
  };
  const asked = own.get(calls.file) ?? ask();
  own.set(calls.file, asked);
  return asked;
}

/** What one call came to on two trees. */
export interface Pair {
  readonly before: Answer;
  readonly after: Answer;
}

/** The calls that both trees tell of, and that tests make or nearly make. */
export const pairsOf = ({ before, after }: Sides): readonly Pair[] =>
  [...before].flatMap(([key, one]) => {
    const other = after.get(key);
    return other && before.has(`${one.call} 0`) ? [{ before: one, after: other }] : [];
  });

export const differs = ({ before, after }: Pair): boolean =>
  before.outcome[0] !== after.outcome[0] || before.outcome[1] !== after.outcome[1];

/** A call in words, such as `sum([1, 2])`. */
export const callOf = ({ name, input }: Answer): string =>
  `${name}(${input.replace(/^\[\s*|\s*\]$/g, "").replaceAll(/\s+/g, " ")})`;

/** What a call came to, in words. */
export const toldOf = ({ outcome: [kind, text] }: Answer): string =>
  kind === "value" || kind === "nothing" ? text.replaceAll(/\s+/g, " ").slice(0, 80) : `throws ${text}`;
