/** What a claim comes to under its contract: the contract's own checks pass, and what it assumed still holds or is told. */
import type { Assumption } from "../../../core/contract.ts";
import type { Evidence, SensorRun } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Assumptions, AssumptionsGiven } from "./assumptions.ts";
import { isTold, tell } from "./broken.ts";
import { contractInForce } from "./in-force.ts";

/** The evidence with the contract's part in it. */
export async function settleClaim(
  evidence: Evidence,
  { session, look }: AssumptionsGiven,
  assumptions: Assumptions,
): Promise<Evidence> {
  const { journal, root, signal } = session();
  const inForce = contractInForce(journal.facts);
  if (inForce === undefined) return evidence;
  const { contract } = inForce;
  const broken = await assumptions.broken();
  const unheard = broken.filter((each) => !isTold(each, journal.facts));
  journal.append({ type: "contract.checked", when: "claim", broken: unheard });
  const runs: SensorRun[] = [];
  // The project's own check has run already; without proof of it no other is worth its time.
  const others = evidence.proven ? contract.checks.filter((command) => command !== evidence.command) : [];
  const reasons = unheard.map((each) => tell(each));
  for (const command of others) {
    const { exit, milliseconds } = await look({ argv: ["/bin/sh", "-c", command], cwd: root, signal });
    runs.push({ sensor: command, on: "the change", verdict: exit === 0 ? "green" : "red", milliseconds });
    if (exit !== 0) reasons.push(`the contract's check \`${command}\` ends with exit ${exit}`);
  }
  const findings = broken.map((each, at): Finding => ({
    sensor: "contract",
    severity: "warning",
    message: tell(each),
    handle: `a${at + 1}`,
  }));
  return {
    ...evidence,
    proven: evidence.proven && reasons.length === 0,
    reasons: [...reasons, ...evidence.reasons],
    contract,
    findings: [...(evidence.findings ?? []), ...findings],
    runs: [...(evidence.runs ?? []), ...runs],
    assumptions: [...(evidence.assumptions ?? []), ...contract.assumes.map(assumed)],
  };
}

const assumed = (assumption: Assumption): string =>
  assumption.type === "file"
    ? `${assumption.path} is at ${assumption.hash.slice(0, 12)}`
    : `${assumption.tool} is ${assumption.version}`;
