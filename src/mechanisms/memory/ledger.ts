/** The conversation of a session as it stands after the facts so far, and how large it is: folded from the facts as they come. */
import type { Fact, FactOf } from "../../core/fact.ts";
import type { Message } from "../../core/message.ts";
import type { Sizes } from "../../interface/feedback/render.ts";
import { toHandle, toMessage, type Reading } from "./conversation.ts";
import { shownOf, type Entry } from "./fold.ts";
import { estimateMessage, estimateText } from "./tokens.ts";

/** Tools are declared in every request, in few words. */
const declarations = 250;
/** A provider's count is trusted as far as it lies between these factors of the estimate: some count only what they had not cached. */
const trusted = { least: 0.75, most: 4 };

/** A conversation between two foldings. Sizes are estimated tokens; `factor` is how many of the provider's each of them is. */
export interface Ledger {
  readonly messages: readonly Message[];
  readonly replies: number;
  readonly entries: readonly Entry[];
  readonly folded: FactOf<"context.compacted"> | undefined;
  readonly handles: ReadonlySet<string>;
  readonly factor: number;
  /** Tokens of what always stays: system words and task. */
  readonly fixed: number;
  /** Tokens that a provider has once refused; infinite when it never did. */
  readonly refusedAt: number;
  /** Tokens of the next request. */
  tokens(): number;
  /** Takes in the facts that came since. */
  advance(): void;
}

interface State {
  at: number;
  turn: number;
  replies: number;
  task: readonly Message[];
  entries: Entry[];
  messages: Message[];
  folded: FactOf<"context.compacted"> | undefined;
  handles: ReadonlySet<string>;
  /** Of words and messages. */
  size: number;
  readonly words: number;
  factor: number;
  /** What the provider counted for a beginning of this conversation. */
  counted: { readonly tokens: number; readonly size: number } | undefined;
  refusedAt: number;
}

/** How much of an outcome is shown, and where a picture's bytes are. */
export interface Shown {
  readonly sizes: Sizes;
  readonly read?: Reading | undefined;
}

/** A ledger over a journal's facts. */
export function createLedger(facts: readonly Fact[], system: string, { sizes, read }: Shown): Ledger {
  const words = declarations + estimateText(system);
  const state: State = {
    at: 0,
    turn: 0,
    replies: 0,
    task: [],
    entries: [],
    messages: [],
    folded: undefined,
    handles: new Set(),
    size: words,
    words,
    factor: 1,
    counted: undefined,
    refusedAt: Infinity,
  };
  return {
    get messages() {
      return state.messages;
    },
    get replies() {
      return state.replies;
    },
    get entries() {
      return state.entries;
    },
    get folded() {
      return state.folded;
    },
    get handles() {
      return state.handles;
    },
    get factor() {
      return state.factor;
    },
    get fixed() {
      return words + sizeOfAll(state.task);
    },
    get refusedAt() {
      return state.refusedAt;
    },
    tokens() {
      const { counted, size, factor } = state;
      return Math.ceil(counted ? counted.tokens + (size - counted.size) * factor : size * factor);
    },
    advance() {
      for (; state.at < facts.length; state.at += 1) {
        const fact = facts[state.at];
        if (fact === undefined) continue;
        if (fact.type === "model.replied") count(state, fact);
        if (fact.type === "context.compacted") refold(state, fact);
        else add(state, fact, { sizes, read });
      }
    },
  };
}

function add(state: State, fact: Fact, shown: Shown): void {
  const message = toMessage(fact, shown.sizes, shown.read);
  if (message === undefined) return;
  const size = estimateMessage(message);
  state.messages.push(message);
  state.size += size;
  if (fact.type === "session.opened") {
    state.task = [message];
    return;
  }
  state.entries.push({ seq: fact.seq, turn: state.turn, message, size, ...handleOf(fact) });
}

function handleOf(fact: Fact): Pick<Entry, "handle"> {
  if (fact.type !== "cell.ran") return {};
  const message = toHandle(fact);
  return { handle: { cell: fact.cell, message, size: estimateMessage(message) } };
}

/** A reply tells what its request really had. */
function count(state: State, { usage, finish, turn }: FactOf<"model.replied">): void {
  state.turn = turn;
  if (finish !== "silent") state.replies += 1;
  if (usage.inputTokens <= 0) return;
  state.factor = Math.min(trusted.most, Math.max(trusted.least, usage.inputTokens / state.size));
  state.counted = { tokens: Math.max(usage.inputTokens, state.size * trusted.least), size: state.size };
}

function refold(state: State, fact: FactOf<"context.compacted">): void {
  state.folded = fact;
  state.handles = new Set(fact.handles);
  state.entries = state.entries.filter(({ seq }) => seq > fact.upTo);
  const shown = state.entries.map((entry) => shownOf(entry, state.handles).message);
  const summary: readonly Message[] = fact.summary === "" ? [] : [{ role: "user", text: fact.summary }];
  state.messages = [...state.task, ...summary, ...shown];
  state.size = state.words + sizeOfAll(state.messages);
  state.counted = undefined;
  if (fact.refused) state.refusedAt = Math.min(state.refusedAt, fact.limit);
}

const sizeOfAll = (messages: readonly Message[]): number =>
  messages.reduce((sum, message) => sum + estimateMessage(message), 0);
