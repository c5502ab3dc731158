/** The contract as a mechanism: formed by itself at the first change, held by the gate, looked at again when done is claimed. */
import type { Broken, Contract } from "../../../core/contract.ts";
import type { Intent, Verdict } from "../../../core/effect.ts";
import type { Evidence } from "../../../core/evidence.ts";
import type { Fact } from "../../../core/fact.ts";
import type { Mechanism } from "../../mechanism.ts";
import { createAssumptions, type AssumptionsGiven } from "./assumptions.ts";
import { contractInForce, narrowedTo, permits } from "./in-force.ts";
import { isTold, tell } from "./broken.ts";
import { settleClaim } from "./claim.ts";
import { createTerms } from "./terms.ts";

export interface ContractGiven extends AssumptionsGiven {
  /** Folders outside the workspace that may be read. */
  readonly readable: readonly string[];
  /** Files with secrets, which nothing here may read. */
  readonly masked: readonly string[];
}

export interface Contracts extends Mechanism {
  /** What a claim's evidence comes to under the contract. */
  settle(evidence: Evidence): Promise<Evidence>;
}

type ChangeIntent = Extract<Intent, { type: "change" }>;

const allow: Verdict = { type: "allow" };

/** The mechanism. A small task has a small contract, and never hears of it. */
export function createContracts(given: ContractGiven): Contracts {
  const { session, checks } = given;
  const assumptions = createAssumptions(given);
  /** What everything in the sandbox is bound to anyway. */
  const standard = async (): Promise<Contract> => {
    const check = (await checks().before())?.check;
    return {
      reads: ["**", ...given.readable, ...given.masked.map((path) => `!${path}`)],
      changes: ["**"],
      assumes: await assumptions.now(),
      checks: check ? [check.command] : [],
      back: `tackle undo ${session().journal.id}`,
    };
  };
  return {
    name: "contract",
    api: createTerms({ session, standard, current: given.current }),
    async judge(intent) {
      if (intent.type !== "change") return allow;
      const { journal } = session();
      if (contractInForce(journal.facts) === undefined)
        journal.append({ type: "contract.formed", by: "harness", contract: await standard() });
      const outside = refusalOf(intent, journal.facts);
      if (outside !== undefined) return { type: "deny", reason: outside };
      const fresh = contractInForce(journal.facts)?.fresh === true;
      const broken = await assumptions.broken(fresh ? undefined : "files");
      const stale = staleWords(intent, broken, journal.facts);
      const unheard = broken.filter((each) => !isTold(each, journal.facts));
      if (unheard.length > 0) journal.append({ type: "contract.checked", when: "change", broken: unheard });
      else if (fresh && broken.length === 0)
        journal.append({ type: "contract.checked", when: "change", broken: [] });
      if (stale !== undefined) return { type: "deny", reason: stale };
      return unheard.length === 0
        ? allow
        : { type: "deny", reason: `${unheard.map(tell).join("; ")}; look at it again, then change` };
    },
    settle: (evidence) => settleClaim(evidence, given, assumptions),
  };
}

/** Why the contract, or what the governor has narrowed it to, does not let this change. */
function refusalOf({ changes }: ChangeIntent, facts: readonly Fact[]): string | undefined {
  const all = changes.map(({ path }) => path);
  // A folder that comes with what is in it is judged by that.
  const paths = all.filter((path) => !all.some((other) => other.startsWith(`${path}/`)));
  const inForce = contractInForce(facts);
  const out = paths.filter((path) => inForce && !permits(inForce.contract.changes, path));
  if (inForce && out.length > 0)
    return `${listed(out)} is not in the contract (${listed(inForce.contract.changes)}); widen it with a reason: await amend({ changes: [...] }, "why")`;
  const to = narrowedTo(facts);
  const beyond = to === undefined ? [] : paths.filter((path) => !to.includes(path));
  if (to === undefined || beyond.length === 0) return undefined;
  return `${listed(beyond)} may not be changed any more, since too much was refused before; what may: ${to.length === 0 ? "nothing" : listed(to)}`;
}

/** A whole text that was written from an old one would lose what someone else has written since: it is not enough to have been told. */
function staleWords(
  intent: ChangeIntent,
  broken: readonly Broken[],
  facts: readonly Fact[],
): string | undefined {
  const made = facts.findLast((fact) => fact.type === "call.made" && fact.call === intent.call);
  if (made?.type !== "call.made") return undefined;
  const paths = new Set(intent.changes.map(({ path }) => path));
  const stale = broken.find(({ assumption }) => assumption.type === "file" && paths.has(assumption.path));
  if (made.tool !== "files.write" || stale === undefined) return undefined;
  return `${tell(stale)}; read it again (files.read), then write`;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
