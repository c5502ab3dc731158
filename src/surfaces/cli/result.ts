/** The last line of the JSON formats: how a session ended. */
import { randomUUID } from "node:crypto";
import {
  spentByModel,
  type Cell,
  type Fact,
  type FactOf,
  type Fault,
  type Result,
  type StopReason,
  type SessionView,
} from "../../index.ts";
import { usageLine } from "./stream.ts";

type Line = Readonly<Record<string, unknown>>;

const subtypes: Record<StopReason, string> = {
  verified: "success",
  answered: "success",
  unproven: "error_during_execution",
  model_silent: "error_during_execution",
  gave_up: "error_during_execution",
  no_value: "error_max_structured_output_retries",
  refused: "error_during_execution",
  max_turns: "error_max_turns",
  max_tokens: "error_max_budget_usd",
  max_budget: "error_max_budget_usd",
  timeout: "error_during_execution",
  interrupted: "error_during_execution",
};

/** What a result line counts while a session runs. */
export interface Tallies {
  /** Of this process, in milliseconds. */
  readonly duration: number;
  /** Of that, waiting for the model. */
  readonly model: number;
  readonly denials: readonly Line[];
}

/** A fold over facts for the tallies of a result line; `now` in milliseconds. */
export function createTallies(now: () => number): { add(fact: Fact): void; read(): Tallies } {
  const started = now();
  const denials: Line[] = [];
  const cells = new Map<string, Cell>();
  let model = 0;
  return {
    add: (fact) => {
      if (fact.type === "model.replied") model += fact.milliseconds;
      if (fact.type === "model.replied") for (const cell of fact.cells) cells.set(cell.id, cell);
      if (fact.type === "effect.refused") denials.push(denial(fact, cells.get(fact.cell)));
    },
    read: () => ({ duration: Math.round(now() - started), model: Math.round(model), denials }),
  };
}

const languages = { sh: "Bash", py: "Python", ts: "TypeScript" };

/** What was denied, under the names that rules use. */
function denial({ what, cell, reason }: FactOf<"effect.refused">, held: Cell | undefined): Line {
  const named = (tool_name: string, tool_input: Line): Line => ({
    tool_name,
    tool_use_id: cell,
    tool_input,
    reason,
  });
  if (held && what === `${held.language} cell`)
    return named(
      languages[held.language],
      held.language === "sh" ? { command: held.code } : { code: held.code },
    );
  if (what.startsWith("changes to ")) return named("Edit", { files: what.slice("changes to ".length) });
  const [, tool = what, input] = /^([\w.]+) (\{[^]*\})$/.exec(what) ?? [];
  return named(tool, input === undefined ? {} : JSON.parse(input));
}

/** The result line of a session that came to an ending, good or bad. */
export function resultLine(result: Result, tallies: Tallies): Line {
  const { view, stop } = result;
  const subtype = subtypes[stop.reason];
  return {
    type: "result",
    subtype,
    is_error: subtype !== "success",
    duration_ms: tallies.duration,
    duration_api_ms: tallies.model,
    num_turns: view.turns,
    result: view.answer === "" ? stop.detail : view.answer,
    session_id: result.session,
    ...(subtype !== "success" && { errors: [stop.detail] }),
    stop_reason: stop.reason,
    stop_detail: stop.detail,
    total_cost_usd: view.cost ?? null,
    usage: usageLine(view.usage),
    modelUsage: modelUsage(view),
    ...(view.value && { structured_output: view.value.given }),
    evidence: result.evidence ?? null,
    tree: view.tree?.state ?? null,
    taken_back: view.tree?.takenBack ?? [],
    permission_denials: tallies.denials,
    exit_code: result.exitCode,
    journal_head: result.head,
    uuid: randomUUID(),
  };
}

/** Tokens and dollars of each model, under the names that programs know; `costUSD` is null when it is not known. */
export function modelUsage({ spending }: Pick<SessionView, "spending">): Line {
  const models = [...spentByModel(spending)].map(([model, { usage, cost, turns }]) => [
    model,
    {
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cacheReadInputTokens: usage.cacheReadTokens,
      cacheCreationInputTokens: usage.cacheWriteTokens,
      costUSD: cost ?? null,
      turns,
    },
  ]);
  return Object.fromEntries(models);
}

/** What a result line says of a fault. */
export type FaultWords = Pick<Fault, "code" | "message" | "hint" | "exitCode">;

/** The result line when the harness broke or was called wrongly; `session` is empty when none was opened. */
export function faultLine(fault: FaultWords, session: string, tallies: Tallies): Line {
  const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  return {
    type: "result",
    subtype: "error_during_execution",
    is_error: true,
    duration_ms: tallies.duration,
    duration_api_ms: tallies.model,
    num_turns: 0,
    result: fault.message,
    errors: [fault.message],
    session_id: session,
    stop_reason: null,
    total_cost_usd: 0,
    usage: usageLine(none),
    evidence: null,
    permission_denials: tallies.denials,
    exit_code: fault.exitCode,
    error: { code: fault.code, message: fault.message, hint: fault.hint },
    journal_head: null,
    uuid: randomUUID(),
  };
}
