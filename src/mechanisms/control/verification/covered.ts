/** Which of the changed lines the check has run: known, or said to be unknown. */
import type { Coverage } from "../../../core/evidence.ts";
import type { CheckRun, Finding } from "../../../core/finding.ts";
import { textOn } from "../sensors/patch.ts";
import type { AskedLines } from "../sensors/prologue.ts";
import { isProgram, tokenize } from "../sensors/tokens.ts";
import type { Reading } from "./subject.ts";

/** Changed lines with code on them, by file. */
export function askedLines({ patch, sources, lines }: Reading): AskedLines {
  const asked = new Map<string, readonly number[]>();
  for (const file of sources.filter(isProgram)) {
    const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
    const tokens = tokenize(textOn(patch, "after", file) ?? "", file);
    const first = new Map(tokens.toReversed().map((token) => [token.line, token.text]));
    const code = tokens.flatMap(({ type, line, text }) =>
      added.has(line) && type !== "newline" && type !== "sign" && !/^(?:else|try|finally)$/.test(text)
        ? [line]
        : [],
    );
    // A guard that refuses, or does nothing, is no less welcome for being tried by nobody.
    const refusing = new Set(
      tokens.flatMap(({ type, text, line }, at) => {
        const [next, behind] = [tokens[at + 1]?.text ?? "\n", tokens[at + 2]?.text ?? "\n"];
        const nothing =
          /^[;}\n]/.test(next) || (/^(?:undefined|null|None)$/.test(next) && /^[;}\n]/.test(behind));
        return type === "name" && (/^(?:throw|raise)$/.test(text) || (text === "return" && nothing))
          ? [line]
          : [];
      }),
    );
    const wanted = [...new Set(code)].filter(
      (line) => !/^(?:import|from|interface|type|#)$/.test(first.get(line) ?? "") && !refusing.has(line),
    );
    if (wanted.length > 0) asked.set(file, wanted);
  }
  return asked;
}

/** What one run tells of the asked lines. A file of which the runner says nothing is unknown, never covered. */
export function coverageOf(_reading: Reading, asked: AskedLines, run: CheckRun | undefined): Coverage {
  const told = new Map((run?.coverage ?? []).map((each) => [each.file, each]));
  let [changed, covered] = [0, 0];
  const missed: { file: string; lines: number[] }[] = [];
  const unknown: string[] = [];
  for (const [file] of asked) {
    const known = told.get(file);
    if (!known) {
      unknown.push(file);
      continue;
    }
    changed += known.lines.length;
    covered += known.ran.length;
    const lines = known.lines.filter((line) => !known.ran.includes(line));
    if (lines.length > 0) missed.push({ file, lines });
  }
  return { changed, covered, missed, unknown };
}

/** Such as `src/sum.js:3-5, 9`. */
export function places({ file, lines }: Coverage["missed"][number]): string {
  const spans: [number, number][] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else spans.push([line, line]);
  }
  return `${file}:${spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",")}`;
}

/** Below this share of the change, lines that nothing runs weigh little. */
const few = 0.15;

/** A finding for lines that nothing ran, a second one when they are most of the change, and one for what is unknown. */
export function coverageFindings(coverage: Coverage): readonly Finding[] {
  const { changed, missed, unknown } = coverage;
  const count = missed.reduce((sum, { lines }) => sum + lines.length, 0);
  const finding = (message: string, sign: string): Finding => ({
    sensor: "coverage",
    severity: "warning",
    message,
    sign,
  });
  return [
    ...(count > 0
      ? [
          finding(
            `no test runs ${missed.map(places).join("; ")}`,
            count / changed < few ? "uncovered-few" : "uncovered",
          ),
        ]
      : []),
    ...(count > changed / 2
      ? [finding(`no test runs ${count} of ${changed} changed lines`, "uncovered")]
      : []),
    ...(unknown.length > 0
      ? [
          finding(
            `it is unknown whether tests run the changed lines of ${unknown.join(", ")}`,
            "coverage-unknown",
          ),
        ]
      : []),
  ];
}
