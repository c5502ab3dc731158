/** A session as an ATIF 1.7 trajectory (Harbor, RFC 0001). */
import type { Usage } from "../core/budget.ts";
import type { Fact } from "../core/fact.ts";
import { viewSession } from "../core/view.ts";
import { renderOutcome } from "../interface/feedback/render.ts";
import { functionNames, tell, type Told } from "./story.ts";

type Json = Readonly<Record<string, unknown>>;

/** The trajectory, as JSON data. Pure. */
export function toAtif(facts: readonly Fact[], session: string): Json {
  const view = viewSession(facts);
  const opened = facts[0];
  const steps = tell(facts).flatMap((told) => stepOf(told));
  const { usage, cost } = view;
  return {
    schema_version: "ATIF-v1.7",
    session_id: session,
    trajectory_id: session,
    agent: {
      name: "tackle",
      version: opened?.type === "session.opened" ? opened.tackle : "",
      model_name: view.options.model,
    },
    steps: steps.map((step, index) => ({ step_id: index + 1, ...step })),
    final_metrics: {
      total_prompt_tokens: usage.inputTokens,
      total_completion_tokens: usage.outputTokens,
      total_cached_tokens: usage.cacheReadTokens,
      ...(cost !== undefined && { total_cost_usd: cost }),
      total_steps: steps.length,
    },
    ...(view.stop && {
      extra: { stop_reason: view.stop.reason, proven: view.evidence?.proven ?? false },
    }),
  };
}

function stepOf(told: Told): readonly Json[] {
  const common = {
    timestamp: new Date(told.at).toISOString(),
    ...(told.copied && { is_copied_context: true }),
  };
  if (told.type === "user") return [{ ...common, source: "user", message: told.text }];
  if (told.type === "harness") return [{ ...common, source: "system", message: told.text }];
  if (told.type !== "reply") return [];
  const { reply, deeds, model } = told;
  const results = deeds.flatMap(({ cell, outcome }) =>
    outcome ? [{ source_call_id: cell.id, content: renderOutcome(outcome) }] : [],
  );
  return [
    {
      ...common,
      source: "agent",
      model_name: model,
      message: reply.text,
      ...(reply.cells.length > 0 && {
        tool_calls: reply.cells.map(({ id, language, code }) => ({
          tool_call_id: id,
          function_name: functionNames[language],
          arguments: { code },
        })),
      }),
      ...(results.length > 0 && { observation: { results } }),
      metrics: metricsOf(reply.usage, reply.cost),
      llm_call_count: 1,
    },
  ];
}

function metricsOf(usage: Usage, cost: number | undefined): Json {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    cached_tokens: usage.cacheReadTokens,
    ...(cost !== undefined && { cost_usd: cost }),
  };
}
