/** An answer's numbers cite the executions that they come from; one that contradicts its run is sent back once, and then told. */
import type { Decision } from "../../../core/decision.ts";
import type { Fact, FactBody } from "../../../core/fact.ts";
import type { Mechanism } from "../../mechanism.ts";
import { trace, type Source, type Traced } from "./trace.ts";

const rule = "contradicts-its-run";
/** Citations in the last line of a session. */
const shown = 4;

/** The mechanism: it looks at answers in words after cells that came through, and at nothing else. */
export function createCalculation(): Mechanism {
  return {
    name: "calculation",
    react: async (fact, { journal }) =>
      fact.type === "decision.made" ? settle(fact.decision, journal.facts) : [],
  };
}

/** What an answer comes to when its numbers are traced. The decision that stood is made again: the last one counts. */
function settle(decision: Decision, facts: readonly Fact[]): readonly FactBody[] {
  if (decision.type !== "stop" || decision.rule !== "answered") return [];
  const begun = facts.findLastIndex((fact) => fact.type === "task.added");
  const told = facts.slice(begun + 1);
  const reply = told.findLast((fact) => fact.type === "model.replied");
  if (reply?.type !== "model.replied" || reply.text === "") return [];
  const sources = sourcesIn(facts);
  if (sources.length === 0) return [];
  const { numbers, contradiction } = trace(reply.text, wordsOf(facts), sources);
  if (numbers.length === 0 && contradiction === undefined) return [];
  const traced: FactBody = {
    type: "answer.traced",
    numbers,
    ...(contradiction !== undefined && { contradiction }),
  };
  if (contradiction === undefined) {
    const detail = `${decision.stop.detail}${citations(numbers)}`;
    return [traced, ending("answered", detail)];
  }
  const isKnown = told.some((fact) => fact.type === "decision.made" && fact.decision.rule === rule);
  if (isKnown) return [traced, ending("unproven", `the answer contradicts its run: ${contradiction}`)];
  const words = `Your answer does not agree with what was run: ${contradiction}. Run what gives the right number, or state what was given; write the cell behind it, as in "18 (c2)".`;
  return [traced, { type: "decision.made", decision: { type: "revise", rule, words } }];
}

const ending = (reason: "answered" | "unproven", detail: string): FactBody => ({
  type: "decision.made",
  decision: { type: "stop", rule: "traced", stop: { reason, detail } },
});

/** `; 18 is from c2`. */
function citations(numbers: Traced["numbers"]): string {
  const cited = numbers.flatMap(({ text, cell }) => (cell === undefined ? [] : [`${text} is from ${cell}`]));
  const each = [...new Set(cited)];
  const more = each.length > shown ? ` and ${each.length - shown} more` : "";
  return each.length > 0 ? `; ${each.slice(0, shown).join(", ")}${more}` : "";
}

/** The user's own words. */
const wordsOf = (facts: readonly Fact[]): string =>
  facts
    .flatMap((fact) => {
      if (fact.type === "session.opened") return [fact.task];
      return fact.type === "task.added" ? [fact.text] : [];
    })
    .join("\n");

function sourcesIn(facts: readonly Fact[]): readonly Source[] {
  return facts.flatMap((fact) => {
    if (fact.type !== "cell.ran" || fact.outcome.status !== "ok") return [];
    const { value, output } = fact.outcome;
    return [{ cell: fact.cell, output, ...(value !== undefined && { value }) }];
  });
}
