/** What every request of a session begins with: when it is not what it was, a provider's cache begins anew, and that is told with its reason. */
import { hash } from "node:crypto";
import type { Fact, FactBody, FactOf } from "../../core/fact.ts";

/** What the model reads before the conversation, and the model itself, whose provider keeps the cache. */
export interface Prefix {
  readonly model: string;
  readonly system: string;
}

/** The fact to append before the model is asked in this process; none while requests begin as they did. Pure. */
export function cacheBegun(facts: readonly Fact[], { model, system }: Prefix): readonly FactBody[] {
  const prefix = hash("sha256", `${model}\n${system}`, "hex").slice(0, 16);
  const at = facts.findLastIndex((fact) => fact.type === "cache.begun");
  const last = facts[at];
  if (last?.type === "cache.begun" && last.prefix === prefix) return [];
  return [{ type: "cache.begun", prefix, why: reasonIn(facts, at) }];
}

/** Why what came before the fact at `at` no longer holds. */
function reasonIn(facts: readonly Fact[], at: number): string {
  const since = facts.slice(at + 1);
  if (at === -1)
    return since.some(({ type }) => type === "model.asked")
      ? "it is not known what requests began with before"
      : "the session begins";
  const resumed = since.flatMap((fact) => (fact.type === "session.resumed" ? [fact] : []));
  const { model, ...others } = Object.assign({}, ...resumed.map(({ options }) => options));
  if (typeof model === "string") return `${model} answers from here on`;
  const [before, now] = [versionIn(facts.slice(0, at)), versionIn(since)];
  if (now !== undefined && now !== before) return `tackle ${before} has become ${now}`;
  if (since.some(({ type }) => type === "instructions.read")) return "the instructions have changed";
  return Object.keys(others).length > 0
    ? "the session was taken up with other flags"
    : "what the model reads first has changed";
}

function versionIn(facts: readonly Fact[]): string | undefined {
  const told = facts.findLast((fact): fact is FactOf<"session.opened"> | FactOf<"session.resumed"> =>
    ["session.opened", "session.resumed"].includes(fact.type),
  );
  return told?.tackle;
}
