/** Calls functions of a changed module on one tree, with the inputs of visible tests and with neighbours of these. */
import path from "node:path";
import * as z from "zod/mini";
import type { Command } from "../../../interface/environment/sandbox.ts";
import type { Plain } from "../../../words/documented.ts";
import type { Calls } from "./calls.ts";
import { nodeAnswers } from "./injected/node-answers.ts";
import { pythonAnswers } from "./injected/python-answers.ts";
import type { Subject } from "./sensor.ts";

/** Values that JSON has. */
const data: z.ZodMiniType<Plain> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(data)]),
);

/** Places of calls from here on are of functions that no test calls by itself. */
export const beyondCalls = 1000;

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
