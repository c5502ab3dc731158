/** What a mechanism may give the loop: a brief, an api, a judge and a reaction, each of them optional. */
import type { Intent, Verdict } from "../core/effect.ts";
import type { Fact, FactBody } from "../core/fact.ts";
import type { Journal } from "../core/journal.ts";
import type { Message } from "../core/message.ts";
import type { Tool } from "../interface/api/tool.ts";

/** The session as a mechanism sees it. */
export interface Session {
  readonly task: string;
  /** The workspace, absolute and real. */
  readonly root: string;
  readonly journal: Journal;
  /** Fires when the user wants to stop. */
  readonly signal: AbortSignal;
}

/** What the model has in front of it: a view of the session's facts that fits its window. */
export interface Context {
  /**
   * What must be appended so that the next request fits; nothing when it does. `refused`: the provider said that the last request was
   * too long. Throws `Fault("context_overflow")` when not even what always stays fits.
   */
  fit(refused?: boolean): readonly FactBody[];
  /** The conversation, and how often the model has replied. Until something is folded, messages are only added at the end. */
  read(): { readonly messages: readonly Message[]; readonly replies: number };
  /** About how many tokens the next request has. */
  tokens(): number;
}

export interface Mechanism {
  readonly name: string;
  /** What the model should read before it begins. Pure: the same session gives the same words. */
  brief?(session: Session): string | undefined;
  /** Functions that cells may call. */
  readonly api?: readonly Tool[];
  /** Rules on an intent before it happens; may take time. The strictest of all judges' verdicts counts; no judge means allow. */
  judge?(intent: Intent, session: Session): Verdict | Promise<Verdict>;
  /**
   * What follows from a fact that the loop or a cell has appended: new facts, which the loop appends in order. It may take
   * time (a check runs). It never edits old facts and never throws for a cell's sake.
   */
  react?(fact: Fact, session: Session): Promise<readonly FactBody[]>;
}
