/** Facts as the lines of `--output-format stream-json`, in the shape that headless coding agents share. */
import { randomUUID } from "node:crypto";
import type { Fact, FactOf, Outcome, SessionOptions, SessionView, Usage } from "../../index.ts";

/** What every line needs to know beside its fact. */
export interface StreamContext {
  /** The session's id, as soon as it is known. */
  session(): string;
  /** The view of a session that is resumed; a new one says all of this in its first fact. */
  readonly resumed?: SessionView;
}

type Line = Readonly<Record<string, unknown>>;

/** A translator of facts in their order: each becomes no line, one or several. */
export function createStream(context: StreamContext): (fact: Fact) => readonly Line[] {
  let model = context.resumed?.options.model ?? "";
  const named = (line: Line): Line => ({ ...line, session_id: context.session(), uuid: randomUUID() });
  const begin = (root: string, { sandbox, permissions }: SessionOptions): Line =>
    named({
      type: "system",
      subtype: "init",
      cwd: root,
      tools: ["ts", "sh", "py"],
      mcp_servers: [],
      model,
      permissionMode: permissions?.mode ?? "default",
      sandbox,
    });
  const resumed = (
    { root, options }: SessionView,
    changed: Partial<SessionOptions> = {},
  ): readonly Line[] => {
    model = changed.model ?? model;
    return [begin(root, { ...options, ...changed })];
  };
  return (fact) => {
    switch (fact.type) {
      case "session.opened":
        model = fact.options.model;
        return [begin(fact.root, fact.options)];
      case "session.resumed":
        return context.resumed ? resumed(context.resumed, fact.options) : [];
      case "model.replied":
        return [named({ type: "assistant", message: assistant(fact, model), parent_tool_use_id: null })];
      case "cell.ran":
        return [named({ type: "user", message: answer(fact.cell, fact.outcome), parent_tool_use_id: null })];
      case "context.compacted":
        return [named(compaction(fact))];
      case "task.added":
      case "check.ran":
      case "evidence.gathered":
      case "decision.made":
      case "effect.refused":
      case "approval.asked":
      case "approval.given":
        return [named({ type: "system", subtype: "fact", fact })];
      default:
        return [];
    }
  };
}

/** The shape that other agents give it, and the whole fact. */
function compaction(fact: FactOf<"context.compacted">): Line {
  const compact_metadata = { trigger: "auto", pre_tokens: fact.before, post_tokens: fact.after };
  return { type: "system", subtype: "compact_boundary", compact_metadata, fact };
}

const stopReasons = {
  stop: "end_turn",
  length: "max_tokens",
  refusal: "refusal",
  silent: "end_turn",
} as const;

/** Why a reply ended, in the words that programs know. */
export function stopReason({ cells, finish }: FactOf<"model.replied">): string {
  return cells.length > 0 ? "tool_use" : stopReasons[finish];
}

function assistant(reply: FactOf<"model.replied">, model: string): Line {
  return {
    id: `turn-${reply.turn}`,
    type: "message",
    role: "assistant",
    model,
    content: [
      ...(reply.text === "" ? [] : [{ type: "text", text: reply.text }]),
      ...reply.cells.map(({ id, language, code }) => ({
        type: "tool_use",
        id,
        name: language,
        input: { code },
      })),
    ],
    stop_reason: stopReason(reply),
    usage: usageLine(reply.usage),
  };
}

function answer(cell: string, outcome: Outcome): Line {
  const content = outcomeText(outcome);
  const failed = outcome.status !== "ok" || (outcome.exit ?? 0) !== 0;
  return {
    role: "user",
    content: [{ type: "tool_result", tool_use_id: cell, content, is_error: failed }],
  };
}

/** What came back from a cell, as one text. */
function outcomeText(outcome: Outcome): string {
  const { error } = outcome;
  const parts = [
    outcome.output,
    outcome.value ?? "",
    ...(outcome.problems ?? []).map(
      ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
    ),
    error ? (error.stack ?? `${error.name}: ${error.message}`) : "",
    outcome.status === "ok" || outcome.status === "error" ? "" : `(${outcome.status})`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Usage under the names that programs know. */
export function usageLine(usage: Usage): Readonly<Record<string, number>> {
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
    cache_creation_input_tokens: usage.cacheWriteTokens,
  };
}
