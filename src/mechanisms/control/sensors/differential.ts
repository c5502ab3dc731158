/** Sensor: the original and the changed functions on the inputs of visible tests and on their neighbours. */
import path from "node:path";
import * as z from "zod/mini";
import type { Finding } from "../../../core/finding.ts";
import { functionsIn } from "./examples.ts";
import { nodeCalls, pythonCalls } from "./injected/differential.ts";
import { textOn } from "./patch.ts";
import { green, type Sensor, type Subject } from "./sensor.ts";

import { closing, isLiteral, tokenize } from "./tokens.ts";

/** A call in a test whose arguments are all written out: the function and the source of its arguments. */
type Call = readonly [name: string, source: string];

const callLimit = 30;
const words = new Set("true false null undefined None True False NaN Infinity".split(" "));

/** Calls of these functions with nothing but literals. */
export function callsIn(text: string, file: string, functions: ReadonlySet<string>): readonly Call[] {
  const tokens = tokenize(text, file);
  return tokens.flatMap((token, at): readonly Call[] => {
    const open = tokens[at + 1];
    if (token.type !== "name" || !functions.has(token.text) || open?.text !== "(") return [];
    if (/^(?:function|def|class|import)$/.test(tokens[at - 1]?.text ?? "")) return [];
    const end = closing(tokens, at + 1);
    const plain = tokens.slice(at + 2, end).every((one, place, all) => {
      if (isLiteral(one)) return !text.slice(one.start, one.end).includes("${");
      if (one.type === "name") return words.has(one.text) || all[place + 1]?.text === ":";
      return one.type === "newline" || /^[-[\]{}(),:]$/.test(one.text);
    });
    return plain ? [[token.text, text.slice(open.end, tokens[end]?.start)]] : [];
  });
}

const line = z.object({
  call: z.number(),
  /** 0 is the test's own input. */
  turn: z.number(),
  input: z.string(),
  outcome: z.tuple([z.enum(["value", "nothing", "error", "accident"]), z.string()]),
});
type Outcome = z.infer<typeof line>;

async function call(
  { look, patch, overlays, signal }: Subject,
  side: "before" | "after",
  file: string,
  calls: readonly Call[],
): Promise<ReadonlyMap<string, Outcome> | undefined> {
  const python = file.endsWith(".py");
  const run = await look({
    argv: python
      ? ["python3", "-B", "-c", pythonCalls]
      : ["node", "--no-warnings", "--input-type=module", "-e", nodeCalls],
    cwd: patch.root,
    env: { PYTHONHASHSEED: "0", CI: "true" },
    stdin: JSON.stringify({ file: path.join(patch.root, file), calls }),
    overlay: overlays[side],
    timeLimit: 5_000,
    ...(signal && { signal }),
  });
  if (run.exit !== 0) return undefined;
  const outcomes = run.output.split("\n").flatMap((text): readonly Outcome[] => {
    if (!text.startsWith("{")) return [];
    try {
      const parsed: unknown = JSON.parse(text);
      return line.safeParse(parsed).data ? [line.parse(parsed)] : [];
    } catch {
      return [];
    }
  });
  return new Map(outcomes.map((one) => [`${one.call} ${one.turn}`, one]));
}

interface Pair {
  readonly name: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

const differs = ({ before, after }: Pair): boolean =>
  before.outcome[0] !== after.outcome[0] || before.outcome[1] !== after.outcome[1];

/** What the pairs of outcomes are a sign of; one finding of each kind. Pure. */
function signsOf(file: string, pairs: readonly Pair[]): readonly Finding[] {
  const finding = (sign: string, { name, before, after }: Pair, words_: string): Finding => ({
    sensor: "differential",
    severity: "warning",
    message: `${name}(${before.input.replace(/^\[\s*|\s*\]$/g, "")}) in ${file} ${words_}: ${told(before)}, now ${told(after)}`,
    location: { file },
    sign,
  });
  const broken = pairs.find(
    ({ before, after }) => before.outcome[0] === "value" && /^(?:nothing|accident)$/.test(after.outcome[0]),
  );
  const taken = pairs.find(
    ({ before, after }) =>
      before.turn > 0 && before.outcome[0] === "error" && /^(?:value|nothing)$/.test(after.outcome[0]),
  );
  const changed = new Set(
    pairs.filter((pair) => pair.before.turn === 0 && differs(pair)).map(({ before }) => before.call),
  );
  const around = pairs.filter(({ before }) => before.turn > 0 && changed.has(before.call));
  const [first] = around;
  const narrow = around.length >= 4 && !around.some(differs) ? first : undefined;
  return [
    ...(broken ? [finding("breaks-neighbour", broken, "gave a value and does not any more")] : []),
    ...(taken ? [finding("accepts-wrong", taken, "was refused and is not any more")] : []),
    ...(narrow
      ? [
          finding(
            "only-examples",
            narrow,
            `and ${around.length - 1} other inputs near a mended test come out as before`,
          ),
        ]
      : []),
  ];
}

const told = ({ outcome: [kind, text] }: Outcome): string =>
  kind === "value" || kind === "nothing" ? text.slice(0, 80) : `throws ${text}`;

export const differentialSensor: Sensor = {
  name: "differential",
  cost: "fast",
  covers:
    "exported functions of changed JavaScript, TypeScript and Python modules that tests call with literals",
  confidence: "likely",
  blind: [
    "methods and classes",
    "inputs that are not literals in a test",
    "effects: only what is given back is compared",
  ],
  async run(subject) {
    const { patch, sources, tests } = subject;
    const findings: Finding[] = [];
    const untried: string[] = [];
    for (const file of sources.filter((each) => /\.(?:[cm]?[jt]s|py)$/.test(each))) {
      const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
      if (was === undefined || is === undefined) continue;
      const functions = functionsIn(is, file).intersection(functionsIn(was, file));
      const found = new Map(
        [...tests]
          .flatMap(([test, text]) => callsIn(text, test, functions))
          .map((one) => [one.join("("), one]),
      );
      const calls = [...found.values()].slice(0, callLimit);
      if (calls.length === 0) continue;
      const [before, after] = [
        await call(subject, "before", file, calls),
        await call(subject, "after", file, calls),
      ];
      if (!before || !after) {
        untried.push(`${file} beside its original: it cannot be called alone`);
        continue;
      }
      const pairs = [...before].flatMap(([key, one]) => {
        const other = after.get(key);
        return other ? [{ name: calls[one.call]?.[0] ?? "", before: one, after: other }] : [];
      });
      findings.push(...signsOf(file, pairs));
    }
    return { ...green, findings, ...(untried.length > 0 && { untried: untried.join("; ") }) };
  },
};
