/** What a review comes to: promises that are broken are findings, and what no test asks for is forgiven where a promise that is kept does. */
import type { Coverage } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import { coverageFindings } from "./covered.ts";
import type { Remark } from "./review.ts";
import { isPromised, tryRemarks, unreached } from "./trials.ts";
import { signs } from "./weights.ts";
import type { Work } from "./work.ts";

const speaksAgainst = ({ sign }: Finding): boolean => (signs[sign ?? ""]?.weight ?? 0) < 0;

const looseOf = ({ loose }: Work, finding: Finding): Work["loose"][number] | undefined =>
  loose.find((each) => each.finding === finding);

/** True for findings that say no more than that no test asks for something. */
export const isAnswerable = (work: Work, finding: Finding): boolean =>
  finding.sensor === "coverage" || looseOf(work, finding) !== undefined;

/**
 * The findings after a review, and the coverage. A piece that no test asks for is asked for by the words when a program that holds the change to
 * them passes, and fails without the piece; a line that no test runs has been run when such a program runs it. Nothing else is taken back.
 */
export async function heed(
  work: Work,
  coverage: Coverage | undefined,
  remarks: readonly Remark[],
): Promise<{ readonly findings: readonly Finding[]; readonly coverage?: Coverage }> {
  const { findings: found, kept } = await tryRemarks(work, remarks);
  const left: Finding[] = [];
  for (const finding of work.findings) {
    const loose = speaksAgainst(finding) ? looseOf(work, finding) : undefined;
    if (!loose || !(await isPromised(work, loose, kept))) left.push(finding);
  }
  if (!coverage || coverage.missed.length === 0 || kept.length === 0)
    return { findings: [...left, ...found] };
  const missed = await unreached(work, kept, coverage.missed);
  const count = missed.reduce((sum, { lines }) => sum + lines.length, 0);
  const reached = { ...coverage, covered: coverage.changed - count, missed };
  const others = left.filter(({ sensor }) => sensor !== "coverage");
  return { findings: [...others, ...coverageFindings(reached), ...found], coverage: reached };
}
