/** A session as Markdown. */
import type { Fact } from "../core/fact.ts";
import { viewSession } from "../core/view.ts";
import { renderOutcome } from "../interface/feedback/render.ts";
import { tell, type Deed } from "./story.ts";

/** Pure; `diffs` are the unified diffs of changes by their names. */
export function toMarkdown(
  facts: readonly Fact[],
  session: string,
  diffs: ReadonlyMap<string, string>,
): string {
  const view = viewSession(facts);
  const parts = tell(facts).map((told) => {
    if (told.type === "user") return `## Task\n\n${quoted(told.text)}`;
    if (told.type === "harness") return `## tackle\n\n${quoted(told.text)}`;
    if (told.type === "end") return `## End: ${told.fact.stop.reason}\n\n${told.fact.stop.detail}`;
    const { reply, deeds } = told;
    return [`## Turn ${reply.turn}`, reply.text, ...deeds.map((deed) => deedWords(deed, diffs))]
      .filter((part) => part !== "")
      .join("\n\n");
  });
  const { usage, cost } = view;
  const spent = `${view.turns} turns, ${usage.inputTokens} tokens in, ${usage.outputTokens} out, ${cost === undefined ? "cost unknown" : `$${cost.toFixed(4)}`}`;
  return (
    [`# Session ${session}`, `${view.root} · ${view.options.model} · ${spent}`, ...parts].join("\n\n") + "\n"
  );
}

const quoted = (text: string): string =>
  text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

function deedWords({ cell, outcome, changes }: Deed, diffs: ReadonlyMap<string, string>): string {
  const parts = [`### ${cell.id}`, fenced(cell.code, cell.language)];
  if (outcome) parts.push(fenced(renderOutcome(outcome), "text"));
  for (const { change } of changes) {
    const diff = diffs.get(change);
    if (diff) parts.push(fenced(diff, "diff"));
  }
  return parts.join("\n\n");
}

/** In a fence that is longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
