/** A session as spans, in the words of OpenTelemetry's conventions for generative AI, which are still in development. */
import { hash } from "node:crypto";
import type { Cell } from "../core/cell.ts";
import type { Fact, FactOf } from "../core/fact.ts";
import { lineOf } from "../core/line.ts";
import { viewSession } from "../core/view.ts";
import { outputOf, usageOf, type Attributes, type SpanData } from "./span.ts";
import { functionNames } from "./story.ts";

export interface SpansGiven {
  readonly session: string;
  /** What was said and done is told too; else only names, numbers and how it came out. */
  readonly content: boolean;
  /** The trace and the span that this process was started in (W3C trace context). */
  readonly within?: { readonly trace: string; readonly span: string };
}

/**
 * The spans of the session's last life, from where it was opened or taken up again: one of the agent, in it one of each request to the model and
 * of each cell, in that one of each call. The same facts give the same ids. Pure.
 */
export function toSpans(
  facts: readonly Fact[],
  { session, content, within }: SpansGiven,
): readonly SpanData[] {
  const line = lineOf(facts);
  const begun = Math.max(
    0,
    line.findLastIndex(({ type }) => type === "session.resumed"),
  );
  const life = line.slice(begun);
  const [first, last] = [life[0], life.at(-1)];
  if (!first || !last) return [];
  const trace = within?.trace ?? hash("sha256", session).slice(0, 32);
  const idOf = (what: string | number): string => hash("sha256", `${session} ${what}`).slice(0, 16);
  const agent = idOf(first.seq);
  const common = { trace, events: [], client: false };
  const cells = new Map(
    line.flatMap((fact) =>
      fact.type === "model.replied" ? fact.cells.map((cell): [string, Cell] => [cell.id, cell]) : [],
    ),
  );
  const seen: SpanFolder = {
    content,
    cells,
    asked: 0,
    started: new Map(),
    made: new Map(),
    model: modelAt(line, begun),
  };
  const inner = life.flatMap((fact): readonly SpanData[] => {
    const told = spanOf(fact, seen);
    if (told === undefined) return [];
    const { key = fact.seq, within: inside, ...span } = told;
    const parent = inside === undefined ? agent : idOf(inside);
    return [{ ...common, ...span, id: idOf(key), parent, ...errorOf(told, content) }];
  });
  const whole = agentSpan(facts, life, session);
  const outer = within && { parent: within.span };
  return [{ ...common, ...whole, ...errorOf(whole, content), id: agent, ...outer }, ...inner];
}

/** What an error says may be a file's name or text. */
const errorOf = ({ error }: Told, content: boolean): Pick<Told, "error"> =>
  error === undefined ? {} : { error: content ? error : "" };

type Told = Pick<SpanData, "name" | "start" | "end" | "attributes"> &
  Partial<Pick<SpanData, "error" | "events" | "client">> & {
    /** What its id is made from; the place of its last fact when absent. */
    readonly key?: string;
    /** The key of its parent; the agent when absent. */
    readonly within?: string;
  };

interface SpanFolder {
  readonly content: boolean;
  readonly cells: ReadonlyMap<string, Cell>;
  /** When the model was last asked. */
  asked: number;
  model: string;
  readonly started: Map<string, number>;
  readonly made: Map<string, FactOf<"call.made">>;
}

function modelAt(line: readonly Fact[], begun: number): string {
  const switched = line.slice(0, begun).findLast((fact) => fact.type === "model.switched");
  const opened = line[0]?.type === "session.opened" ? (line[0].options.model.split(",")[0] ?? "") : "";
  return switched?.type === "model.switched" ? switched.to : opened;
}

/** The span that ends with a fact. */
function spanOf(fact: Fact, seen: SpanFolder): Told | undefined {
  switch (fact.type) {
    case "model.asked":
      seen.asked = fact.at;
      return undefined;
    case "model.switched":
      seen.model = fact.to;
      return undefined;
    case "model.replied":
      return chat(seen, fact.at, {
        "gen_ai.response.finish_reasons": [fact.finish],
        ...usageOf(fact.usage),
        ...(fact.cost !== undefined && { "tackle.cost_usd": fact.cost }),
        ...(seen.content && { "gen_ai.output.messages": outputOf(fact) }),
      });
    case "review.asked":
      seen.asked = fact.at;
      return undefined;
    case "review.replied":
      return chat({ ...seen, model: fact.model }, fact.at, {
        ...usageOf(fact.usage),
        ...(fact.cost !== undefined && { "tackle.cost_usd": fact.cost }),
      });
    case "model.failed":
      return { ...chat(seen, fact.at, { "error.type": "provider" }), error: fact.why };
    case "cell.started":
      seen.started.set(fact.cell, fact.at);
      return undefined;
    case "call.made":
      seen.made.set(fact.call, fact);
      return undefined;
    case "call.returned":
      return callSpan(fact, seen);
    case "cell.ran":
      return cellSpan(fact, seen);
    default:
      return undefined;
  }
}

function chat(seen: SpanFolder, end: number, attributes: Attributes): Told {
  const { model, asked } = seen;
  return {
    name: `chat ${model}`,
    client: true,
    start: asked,
    end,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": model.includes("/") ? model.slice(0, model.indexOf("/")) : "tackle",
      "gen_ai.request.model": model,
      ...attributes,
    },
  };
}

function cellSpan({ cell, outcome, at }: FactOf<"cell.ran">, seen: SpanFolder): Told {
  const held = seen.cells.get(cell);
  const name = held ? functionNames[held.language] : "cell";
  const failed = outcome.status !== "ok";
  return {
    name: `execute_tool ${name}`,
    key: cell, // its calls end before it does
    start: seen.started.get(cell) ?? at,
    end: at,
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": name,
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": cell,
      ...(failed && { "error.type": outcome.error?.name ?? outcome.status }),
      ...(seen.content && {
        "gen_ai.tool.call.arguments": JSON.stringify({ code: held?.code ?? "" }),
        "gen_ai.tool.call.result": JSON.stringify({ output: outcome.output, value: outcome.value }),
      }),
    },
    ...(failed && { error: outcome.error?.message ?? outcome.status }),
  };
}

function callSpan(
  { call, cell, value, error, at }: FactOf<"call.returned">,
  seen: SpanFolder,
): Told | undefined {
  const made = seen.made.get(call);
  if (made === undefined) return undefined;
  return {
    name: `execute_tool ${made.tool}`,
    within: cell,
    start: made.at,
    end: at,
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": made.tool,
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": call,
      ...(error !== undefined && { "error.type": "ToolError" }),
      ...(seen.content && {
        "gen_ai.tool.call.arguments": JSON.stringify(made.arguments),
        "gen_ai.tool.call.result": JSON.stringify(value ?? error ?? null),
      }),
    },
    ...(error !== undefined && { error }),
  };
}

function agentSpan(facts: readonly Fact[], life: readonly Fact[], session: string): Told {
  const view = viewSession(facts);
  const opened = facts[0];
  const { stop, usage } = view;
  const good = stop === undefined || stop.reason === "verified" || stop.reason === "answered";
  const events = life.flatMap((fact) =>
    fact.type === "evidence.gathered"
      ? [
          {
            name: "gen_ai.evaluation.result",
            at: fact.at,
            attributes: {
              "gen_ai.evaluation.name": "proof",
              "gen_ai.evaluation.score.label": fact.evidence.proven ? "proven" : "not proven",
              "gen_ai.evaluation.score.value": fact.evidence.proven ? 1 : 0,
            },
          },
        ]
      : [],
  );
  return {
    name: "invoke_agent tackle",
    start: life[0]?.at ?? 0,
    end: life.at(-1)?.at ?? 0,
    events,
    attributes: {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "tackle",
      ...(opened?.type === "session.opened" && { "gen_ai.agent.version": opened.tackle }),
      "gen_ai.conversation.id": session,
      "gen_ai.request.model": view.options.model,
      ...usageOf(usage),
      ...(stop && { "tackle.stop_reason": stop.reason }),
      ...(!good && { "error.type": stop?.reason ?? "" }),
    },
    ...(!good && { error: stop?.detail ?? "" }),
  };
}
