/** Runs the programs of a reviewer's doubts on the change: what they show is a finding, what they do not show is dropped. */
import type { Finding } from "../../../core/finding.ts";
import type { Command } from "../../../interface/environment/sandbox.ts";
import type { Doubt, Trying } from "./review.ts";
import type { Work } from "./work.ts";

/** Milliseconds for one program. */
const timeLimit = 10_000;

/** The findings that doubts come to. Words without a program weigh little; a program that could not tell makes words of its doubt. */
export async function settleDoubts(work: Work, doubts: readonly Doubt[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { trying, message, location } of doubts) {
    const told = trying ? await tryOut(work, trying) : undefined;
    if (told?.type === "kept") continue;
    const words = told?.type === "broken" ? `${message} (a program shows it: ${told.words})` : message;
    findings.push({
      sensor: "review",
      severity: "warning",
      message: words,
      sign: told?.type === "broken" ? (told.held ? "shown-loss" : "shown-doubt") : "reviewed",
      ...(location && { location }),
    });
  }
  return findings;
}

type Told =
  | { readonly type: "kept" | "unclear" }
  /** `held`: on the original the program passes. */
  | { readonly type: "broken"; readonly words: string; readonly held: boolean };

async function tryOut(work: Work, trying: Trying): Promise<Told> {
  const after = await runOn(work, "after", trying);
  if (after.type !== "broken") return { type: after.type };
  const held = work.reading.restorable && (await runOn(work, "before", trying)).type === "kept";
  return { type: "broken", words: after.words, held };
}

async function runOn(
  { reading, bench }: Work,
  side: "before" | "after",
  { language, code }: Trying,
): Promise<{ readonly type: "kept" | "unclear" | "broken"; readonly words: string }> {
  const { look, patch, overlays, signal } = reading;
  const run = await look({
    argv: argvOf[language](code),
    cwd: patch.root,
    env: { PYTHONHASHSEED: "0", CI: "true" },
    overlay: overlays[side],
    timeLimit,
    ...(signal && { signal }),
  });
  const words = assertionIn(run.output);
  const type = run.exit === 0 ? "kept" : words === undefined ? "unclear" : "broken";
  bench.note({
    sensor: "review",
    on: side === "after" ? "the change" : "the original",
    verdict: ({ kept: "green", broken: "red", unclear: "unknown" } as const)[type],
    milliseconds: Math.round(run.milliseconds),
  });
  return { type, words: words ?? "" };
}

const argvOf: Readonly<Record<Trying["language"], (code: string) => Command["argv"]>> = {
  javascript: (code) => ["node", "--no-warnings", "--input-type=module", "-e", code],
  python: (code) => ["python3", "-B", "-c", code],
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
