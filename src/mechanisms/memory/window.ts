/** What the model has in front of it: a view of the facts that never exceeds the model's window. */
import type { Fact, FactBody, FactOf } from "../../core/fact.ts";
import { Fault } from "../../core/fault.ts";
import type { Message } from "../../core/message.ts";
import type { Sizes } from "../../interface/feedback/render.ts";
import type { Context } from "../mechanism.ts";
import { toHandle, toMessage } from "./conversation.ts";
import { fold, shownOf, type Entry } from "./fold.ts";
import { estimateMessage, estimateText } from "./tokens.ts";

/** What the model says of itself. It may change while a session runs: another model may take over. */
export interface Holder {
  readonly window: number;
  readonly output: number;
}

export interface WindowGiven {
  readonly facts: readonly Fact[];
  readonly model: Holder;
  /** The words before the conversation. */
  readonly system: string;
}

/** Tools are declared in every request, in few words. */
const declarations = 250;
/** A provider's count is trusted as far as it lies between these factors of the estimate: some count only what they had not cached. */
const trusted = { least: 0.75, most: 4 };
/** After a refusal, so much of what was refused. */
const afterRefusal = 0.6;

/** Tokens that a request may have: the window without the room for a reply. */
export function requestLimit({ window, output }: Holder): number {
  return window - Math.min(output, Math.floor(window / 4));
}

/** How much of an outcome is shown to a model of this window: a few of them must fit side by side. In characters. */
export function outcomeSizes(model: Holder): Sizes {
  const most = Math.floor(requestLimit(model) / 2);
  return { output: Math.min(8_000, most), value: Math.min(16_000, most) };
}

/** The context of a session, folded from its facts as they come. Between two foldings messages are only added at the end. */
export function createWindow({ facts, model, system }: WindowGiven): Context {
  const sizes = outcomeSizes(model);
  const words = declarations + estimateText(system);
  const state = {
    at: 0,
    turn: 0,
    replies: 0,
    task: [] as readonly Message[],
    entries: [] as Entry[],
    messages: [] as Message[],
    folded: undefined as FactOf<"context.compacted"> | undefined,
    handles: new Set<string>() as ReadonlySet<string>,
    /** Of words and messages, as estimated. */
    size: words,
    factor: 1,
    /** What the provider counted for a beginning of this conversation. */
    counted: undefined as { readonly tokens: number; readonly size: number } | undefined,
    refusedAt: Infinity,
  };

  const add = (fact: Fact): void => {
    const message = toMessage(fact, sizes);
    if (message === undefined) return;
    const size = estimateMessage(message);
    state.messages.push(message);
    state.size += size;
    if (fact.type === "session.opened") {
      state.task = [message];
      return;
    }
    const handle = fact.type === "cell.ran" ? toHandle(fact) : undefined;
    state.entries.push({
      seq: fact.seq,
      turn: state.turn,
      message,
      size,
      ...(handle &&
        fact.type === "cell.ran" && {
          handle: { cell: fact.cell, message: handle, size: estimateMessage(handle) },
        }),
    });
  };

  const count = ({ usage, finish, turn }: FactOf<"model.replied">): void => {
    state.turn = turn;
    if (finish !== "silent") state.replies += 1;
    if (usage.inputTokens <= 0) return;
    state.factor = Math.min(trusted.most, Math.max(trusted.least, usage.inputTokens / state.size));
    state.counted = { tokens: Math.max(usage.inputTokens, state.size * trusted.least), size: state.size };
  };

  const refold = (fact: FactOf<"context.compacted">): void => {
    state.folded = fact;
    state.handles = new Set(fact.handles);
    state.entries = state.entries.filter(({ seq }) => seq > fact.upTo);
    const shown = state.entries.map((entry) => shownOf(entry, state.handles));
    const summary: readonly Message[] = fact.summary === "" ? [] : [{ role: "user", text: fact.summary }];
    state.messages = [...state.task, ...summary, ...shown.map(({ message }) => message)];
    state.size = words + state.messages.reduce((sum, message) => sum + estimateMessage(message), 0);
    state.counted = undefined;
    if (fact.refused) state.refusedAt = Math.min(state.refusedAt, fact.limit);
  };

  const advance = (): void => {
    for (; state.at < facts.length; state.at += 1) {
      const fact = facts[state.at];
      if (fact === undefined) continue;
      if (fact.type === "model.replied") count(fact);
      if (fact.type === "context.compacted") refold(fact);
      else add(fact);
    }
  };

  const tokens = (): number => {
    advance();
    const { counted, size, factor } = state;
    return Math.ceil(counted ? counted.tokens + (size - counted.size) * factor : size * factor);
  };

  const compacted = (limit: number, refused: boolean): FactBody => {
    const before = tokens();
    const { factor, folded } = state;
    const fixed = words + state.task.reduce((sum, message) => sum + estimateMessage(message), 0);
    const result = fold({
      facts,
      entries: state.entries,
      fixed,
      // The summary is a message too.
      capacity: limit / factor - estimateMessage({ role: "user", text: "" }),
      upTo: folded?.upTo ?? 0,
      handles: state.handles,
      summary: folded?.summary ?? "",
    });
    if (result === undefined) throw tooSmall(Math.ceil(fixed * factor), limit);
    const { upTo, handles, text, sources, after } = result;
    return {
      type: "context.compacted",
      upTo,
      handles,
      summary: text,
      sources: sources.length > 0 ? sources : (folded?.sources ?? []),
      before,
      after: Math.ceil(after * factor),
      limit: Math.floor(limit),
      refused,
      why: refused
        ? "the provider refused the request as too long"
        : `the next request would have about ${before} tokens; with room for a reply the model reads ${Math.floor(limit)}`,
    };
  };

  return {
    fit(refused = false) {
      const now = tokens();
      const limit = Math.min(requestLimit(model), state.refusedAt);
      if (refused) return [compacted(Math.min(limit, now * afterRefusal), true)];
      return now <= limit ? [] : [compacted(limit, false)];
    },
    read() {
      advance();
      return { messages: [...state.messages], replies: state.replies };
    },
    tokens,
  };
}

function tooSmall(needed: number, limit: number): Fault {
  return new Fault(
    "context_overflow",
    `the task and the instructions alone have about ${needed} tokens; with room for a reply this model reads ${Math.floor(limit)}`,
    "choose a model with a larger window, or shorten the task and AGENTS.md",
  );
}
