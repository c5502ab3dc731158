/** What the model has in front of it: a view of the facts that never exceeds the model's window. */
import type { Fact, FactBody } from "../../core/fact.ts";
import { Fault } from "../../core/fault.ts";
import type { Sizes } from "../../interface/feedback/render.ts";
import type { Context } from "../mechanism.ts";
import { fold } from "./fold.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { estimateMessage } from "./tokens.ts";

/** What the model says of itself. It may change while a session runs: another model may take over. */
export interface Holder {
  readonly window: number;
  readonly output: number;
}

export interface WindowGiven {
  readonly facts: readonly Fact[];
  /** The bytes of a picture. */
  readonly read?: (hash: string) => Uint8Array | undefined;
  readonly model: Holder;
  /** The words before the conversation. */
  readonly system: string;
}

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

/** The context of a session. Between two foldings messages are only added at the end. */
export function createWindow({ facts, read, model, system }: WindowGiven): Context {
  const ledger = createLedger(facts, system, { sizes: outcomeSizes(model), read });
  return {
    fit(refused = false) {
      ledger.advance();
      const now = ledger.tokens();
      const limit = Math.min(requestLimit(model), ledger.refusedAt);
      if (refused)
        return [compaction(facts, ledger, { limit: Math.min(limit, now * afterRefusal), refused })];
      return now <= limit ? [] : [compaction(facts, ledger, { limit, refused })];
    },
    read() {
      ledger.advance();
      return { messages: [...ledger.messages], replies: ledger.replies };
    },
    tokens() {
      ledger.advance();
      return ledger.tokens();
    },
  };
}

/** The fact that makes the conversation fit `limit` tokens. Throws `Fault("context_overflow")` when nothing does. */
function compaction(
  facts: readonly Fact[],
  ledger: Ledger,
  { limit, refused }: { readonly limit: number; readonly refused: boolean },
): FactBody {
  const { entries, fixed, factor, folded, handles } = ledger;
  const before = ledger.tokens();
  const result = fold({
    facts,
    entries,
    fixed,
    // The summary is a message too.
    capacity: limit / factor - estimateMessage({ role: "user", text: "" }),
    upTo: folded?.upTo ?? 0,
    handles,
    summary: folded?.summary ?? "",
  });
  if (result === undefined) throw tooSmall(Math.ceil(fixed * factor), limit);
  return {
    type: "context.compacted",
    upTo: result.upTo,
    handles: result.handles,
    summary: result.text,
    sources: result.sources.length > 0 ? result.sources : (folded?.sources ?? []),
    before,
    after: Math.ceil(result.after * factor),
    limit: Math.floor(limit),
    refused,
    why: refused
      ? "the provider refused the request as too long"
      : `the next request would have about ${before} tokens; with room for a reply the model reads ${Math.floor(limit)}`,
  };
}

function tooSmall(needed: number, limit: number): Fault {
  return new Fault(
    "context_overflow",
    `the task and the instructions alone have about ${needed} tokens; with room for a reply this model reads ${Math.floor(limit)}`,
    "choose a model with a larger window, or shorten the task and AGENTS.md",
  );
}
