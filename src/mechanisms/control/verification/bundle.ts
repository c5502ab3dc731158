/** From what was seen to the evidence: confidence, risks, assumptions, and what was not tried. */
import type { Evidence, SensorRun } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import { confidenceOf, risksOf } from "./confidence.ts";
import type { Reading } from "./subject.ts";
import { signs, threshold } from "./weights.ts";

/** Evidence before its bundle is tied. */
export type Draft = Pick<
  Evidence,
  | "proven"
  | "command"
  | "before"
  | "after"
  | "fixed"
  | "failing"
  | "changed"
  | "reasons"
  | "ground"
  | "coverage"
>;

export interface Gathered {
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  readonly untried: readonly string[];
  readonly runs: readonly SensorRun[];
}

/** The whole bundle. What the check has proven still fails when the signs against it weigh more. Pure. */
export function bundle(draft: Draft, { reading, findings, untried, runs }: Gathered): Evidence {
  const confidence = confidenceOf(draft.ground, findings);
  const risks = risksOf(findings);
  const doubtful = draft.proven && confidence < threshold;
  const against = findings.filter(({ sign }) => sign !== undefined && (signs[sign]?.weight ?? 0) < 0);
  const why = against.slice(0, 4).map(({ message }) => message);
  return {
    ...draft,
    proven: draft.proven && !doubtful,
    reasons: doubtful
      ? [
          `the check passes, but confidence is ${confidence} of the ${threshold} that is needed: ${why.join("; ")}`,
          ...draft.reasons,
        ]
      : draft.reasons,
    confidence,
    findings: findings.map((finding, at) => ({ ...finding, handle: `f${at + 1}` })),
    runs,
    assumptions: assumptionsOf(reading),
    untried: [...untried, ...blindness(reading)],
    risks,
  };
}

function assumptionsOf({ declared, renames, tests }: Reading): readonly string[] {
  return [
    ...(tests.size > 0 ? ["the tests that were there say what is wanted"] : []),
    ...declared.map((file) => `${file} may change, as the task says; nobody checked what it asserts now`),
    ...[...renames].map(([from, to]) => `${from} is called ${to} now, and its tests with it`),
  ];
}

/** What no sensor here looks at, as far as it concerns this change. */
function blindness({ sources }: Reading): readonly string[] {
  const other = sources.filter((file) => !/\.(?:[cm]?[jt]sx?|pyi?|go|rs|json)$/.test(file));
  return [
    ...(other.length > 0 ? [`nothing but the check looked at ${other.slice(0, 3).join(", ")}`] : []),
    ...(sources.length > 0 ? ["inputs that no test passes"] : []),
  ];
}
