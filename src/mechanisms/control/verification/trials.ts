/** Runs a reviewer's programs: on the change, where a broken promise is a finding, and without pieces of it that no test asks for. */
import { randomBytes } from "node:crypto";
import type { Coverage } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Command } from "../../../interface/environment/sandbox.ts";
import type { Shown } from "../sensors/patch.ts";
import { runCheck } from "../sensors/run.ts";
import type { Bench } from "./bench.ts";
import type { Remark, Trial } from "./review.ts";
import type { Loose, Work } from "./work.ts";

/** Milliseconds for one program, and for all runs of a reviewer's programs together: what does not fit says nothing. */
const [timeLimit, allTime] = [10_000, 120_000];

/** What a reviewer's remarks come to. */
export interface Tried {
  readonly findings: readonly Finding[];
  /** Programs that pass on the change. */
  readonly kept: readonly Trial[];
}

/** Tries all remarks. Words without a program weigh little, and a program that cannot tell says nothing. */
export async function tryRemarks(work: Work, remarks: readonly Remark[]): Promise<Tried> {
  const findings: Finding[] = [];
  const kept: Trial[] = [];
  for (const { trial, message, location } of remarks) {
    const told = trial && (await runOn(work, "the change", trial, work.reading.overlays.after));
    if (trial && told?.type === "kept") kept.push(trial);
    if (told && told.type !== "broken") continue;
    findings.push({
      sensor: "review",
      severity: "warning",
      message: told ? `${message} (a program shows it: ${told.words})` : message,
      sign: trial ? await signOf(work, trial) : "reviewed",
      ...(location && { location }),
    });
  }
  return { findings, kept };
}

/** Whether the promise that a change breaks was kept before. */
async function signOf(work: Work, trial: Trial): Promise<string> {
  const { restorable, overlays } = work.reading;
  const was = restorable ? await runOn(work, "the original", trial, overlays.before) : undefined;
  return was?.type === "kept" ? "shown-loss" : "shown-doubt";
}

/** True where a promise that is kept is broken without the piece: no test may ask for it, but the words do. */
export async function isPromised(
  work: Work,
  { file, text }: Loose,
  kept: readonly Trial[],
): Promise<boolean> {
  const { patch, overlays } = work.reading;
  const { mode } = patch.read("after", file) ?? { mode: 0o644 };
  const without = new Map([
    ...overlays.after,
    [file, { bytes: new TextEncoder().encode(text), mode }] as const,
  ]);
  for (const trial of kept) {
    const { type } = await runOn(work, `the change, without a piece of ${file}`, trial, without);
    if (type === "broken") return true;
  }
  return false;
}

/** Of these lines those that none of the programs runs. */
export async function unreached(
  { reading, bench }: Work,
  kept: readonly Trial[],
  missed: Coverage["missed"],
): Promise<Coverage["missed"]> {
  const { look, patch, overlays, signal } = reading;
  let left = missed;
  for (const trial of kept) {
    if (left.length === 0 || isSpent(bench)) break;
    const command = argvOf[trial.language](trial.code).map(quote).join(" ");
    const run = await runCheck({ command, source: "review", runner: "command" }, look, {
      root: patch.root,
      overlay: overlays.after,
      timeLimit,
      asked: new Map(left.map(({ file, lines }) => [file, lines])),
      ...(signal && { signal }),
    });
    bench.note({
      sensor: "review",
      on: "the change, counting lines",
      verdict: run.exit === 0 ? "green" : "unknown",
      milliseconds: Math.round(run.milliseconds),
    });
    const ran = new Map((run.coverage ?? []).map(({ file, ran: lines }) => [file, new Set(lines)]));
    left = left
      .map(({ file, lines }) => ({ file, lines: lines.filter((line) => !ran.get(file)?.has(line)) }))
      .filter(({ lines }) => lines.length > 0);
  }
  return left;
}

/** Single-quoted for sh. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

interface Told {
  /** `unclear`: it ended in another way than by passing or by its assertion. */
  readonly type: "kept" | "broken" | "unclear";
  /** What the assertion said. */
  readonly words: string;
}

const isSpent = ({ runs }: Pick<Bench, "runs">): boolean =>
  runs.reduce((sum, { sensor, milliseconds }) => sum + (sensor === "review" ? milliseconds : 0), 0) > allTime;

const verdicts = { kept: "green", broken: "red", unclear: "unknown" } as const;

async function runOn(
  { reading, bench }: Work,
  on: string,
  { language, code }: Trial,
  overlay: ReadonlyMap<string, Shown>,
): Promise<Told> {
  if (isSpent(bench)) return { type: "unclear", words: "" };
  const { look, patch, signal } = reading;
  // What it imports may end the process early and well: only a program that reaches its own end has passed.
  const end = randomBytes(12).toString("hex");
  const run = await look({
    argv: argvOf[language](`${code}\n${sayOf[language](end)}\n`),
    cwd: patch.root,
    env: { PYTHONHASHSEED: "0", CI: "true" },
    overlay,
    timeLimit,
    ...(signal && { signal }),
  });
  const words = assertionIn(run.output);
  const type =
    run.exit === 0 && run.output.includes(end) ? "kept" : words === undefined ? "unclear" : "broken";
  bench.note({ sensor: "review", on, verdict: verdicts[type], milliseconds: Math.round(run.milliseconds) });
  return { type, words: words ?? "" };
}

const argvOf: Readonly<Record<Trial["language"], (code: string) => Command["argv"]>> = {
  javascript: (code) => ["node", "--no-warnings", "--input-type=module", "-e", code],
  python: (code) => ["python3", "-B", "-c", code],
};

const sayOf: Readonly<Record<Trial["language"], (word: string) => string>> = {
  javascript: (word) => `console.log("${word}");`,
  python: (word) => `print("${word}")`,
};

/** What a failed assertion said; undefined for any other end. */
function assertionIn(output: string): string | undefined {
  const found = /^(?:\w+\.)*AssertionError\b(?: \[[A-Z_]+\])?:?(?<words>[^]*)/m.exec(output)?.groups?.[
    "words"
  ];
  if (found === undefined) return undefined;
  const lines = found.split(/\n\s+at |\n\{|\n\s+(?:generatedMessage|code):/, 1)[0] ?? "";
  return lines.replaceAll(/\s+/g, " ").trim().slice(0, 200) || "its assertion fails";
}
