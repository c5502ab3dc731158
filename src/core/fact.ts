/** Every fact that a session can hold, in the words noun.past. */
import type { TracedNumber } from "./answer.ts";
import type { Action } from "./approval.ts";
import type { AttemptFact } from "./attempt.ts";
import type { CacheLoss, Usage } from "./budget.ts";
import type { Cell, Language, Outcome, Problem } from "./cell.ts";
import type { Decision } from "./decision.ts";
import type { Change, Reading, UndoStep } from "./effect.ts";
import type { Evidence, ReviewFact } from "./evidence.ts";
import type { Check, CheckRun } from "./finding.ts";
import type { Placed } from "./lineage.ts";
import type { Picture } from "./message.ts";
import type { AimFact } from "./plan.ts";
import type { ProcessFact } from "./process.ts";
import type { SessionOptions } from "./session-options.ts";
import type { Stop } from "./stop.ts";
import type { Tree } from "./tree.ts";

export type { SessionOptions };

/** Facts of one session's life. */
export type SessionFact =
  | {
      readonly type: "session.opened";
      readonly task: string;
      /** What the user shows with it. */
      readonly pictures?: readonly Picture[];
      /** The workspace, absolute and real. */
      readonly root: string;
      readonly options: SessionOptions;
      readonly tackle: string;
      /** The commit that HEAD was at; absent outside git. */
      readonly commit?: string;
    }
  /** `options`: what holds from here on in place of what the session was opened with. */
  | { readonly type: "session.resumed"; readonly tackle: string; readonly options?: Partial<SessionOptions> }
  /** The session stands again where it stood when the fact `to` was its last (`core/line.ts`); before, `from` was. */
  | { readonly type: "session.rewound"; readonly to: number; readonly from: number; readonly name: string }
  /** What came before is the past of another session, up to its fact `upTo` with this `head`; from here on they share nothing. */
  | {
      readonly type: "session.forked";
      readonly from: string;
      readonly upTo: number;
      readonly head: string;
      /** The workspace of this session, absolute and real. */
      readonly root: string;
    }
  /** Texts were taken out of the journal; before they are: `facts` names each by its place and by what is left of it (sha256). */
  | {
      readonly type: "text.forgotten";
      readonly facts: readonly { readonly seq: number; readonly left: string }[];
      /** Blobs that are gone. */
      readonly blobs: readonly string[];
      readonly why: string;
    }
  /** A further word of the user, in a session that goes on. */
  | { readonly type: "task.added"; readonly text: string; readonly pictures?: readonly Picture[] }
  | { readonly type: "sandbox.opened"; readonly name: string }
  /** How the session leaves the workspace; changes to its own judges were taken back before. */
  | { readonly type: "tree.landed"; readonly tree: Tree }
  | { readonly type: "session.ended"; readonly stop: Stop; readonly evidence?: Evidence };

/** Facts of the conversation. A reply is recorded whole or not at all; deltas are never kept. */
export type ModelFact =
  | { readonly type: "model.asked"; readonly turn: number }
  | {
      readonly type: "model.replied";
      readonly turn: number;
      readonly text: string;
      readonly cells: readonly Cell[];
      readonly usage: Usage;
      readonly finish: "stop" | "length" | "refusal" | "silent";
      readonly cost?: number;
      /** What its provider wants back (`Reply`). */
      readonly private?: unknown;
      readonly milliseconds: number;
    }
  /** A request came to nothing for good; `request` is the hash of the blob that holds its body. */
  | {
      readonly type: "model.failed";
      readonly turn: number;
      readonly why: string;
      readonly url: string;
      readonly request: string;
    }
  /** A model failed for good, and the next of the list answers from here on. */
  | { readonly type: "model.switched"; readonly from: string; readonly to: string; readonly why: string };

/** Facts of what the model has in front of it. */
export type ContextFact =
  /** The conversation was folded to make room, so the provider's cache begins anew. All of it stays in the journal. */
  | {
      readonly type: "context.compacted";
      /** Facts up to this `seq` are told by `summary` alone; 0 when none is. */
      readonly upTo: number;
      /** Later cells whose outcome is told by a handle. */
      readonly handles: readonly string[];
      readonly summary: string;
      /** The handles that the summary stands on: cells `c3`, turns `t2`. */
      readonly sources: readonly string[];
      /** Tokens of the request before and after, as estimated. */
      readonly before: number;
      readonly after: number;
      /** Tokens that a request could have. After a refusal by the provider it holds from then on. */
      readonly limit: number;
      readonly refused: boolean;
      readonly why: string;
    }
  /** Requests begin with something else than before (`prefix`: sha256 of it, shortened), so the provider's cache begins anew. */
  | { readonly type: "cache.begun"; readonly prefix: string; readonly why: string }
  /** Requests begin as before, yet the provider has dropped some of its cache by itself. */
  | ({ readonly type: "cache.dropped"; readonly turn: number } & CacheLoss)
  /** Texts that the model was given along: AGENTS.md and its kin, and skills by name. `cut`: they were longer than they may be. */
  | {
      readonly type: "instructions.read";
      readonly files: readonly { readonly path: string; readonly hash: string; readonly bytes: number }[];
      readonly cut: boolean;
    };

/** Facts of cells: intent before effect, result after, same id. */
export type CellFact =
  | { readonly type: "cell.checked"; readonly cell: string; readonly problems: readonly Problem[] }
  /** `seed`: where the random numbers of a TypeScript cell begin. `read`: files that it names, as they were. */
  | {
      readonly type: "cell.started";
      readonly cell: string;
      readonly seed?: number;
      readonly read?: readonly Reading[];
    }
  | {
      readonly type: "call.made";
      readonly call: string;
      readonly cell: string;
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      /** What the cell read from the clock since its call before, so that it reads the same when it is run again. */
      readonly readings?: { readonly from: number; readonly values: readonly number[] };
    }
  | {
      readonly type: "call.returned";
      readonly call: string;
      readonly cell: string;
      readonly value?: unknown;
      readonly error?: string;
      readonly read?: readonly Reading[];
    }
  | {
      readonly type: "change.intended";
      readonly change: string;
      readonly cell: string;
      /** The call that made it, in a cell that calls. */
      readonly call?: string;
      readonly changes: readonly Change[];
      /** Persisted before the first rename, so that a crash in mid-commit can be taken back. */
      readonly undo: readonly UndoStep[];
      /** Ignored paths written through: how many. */
      readonly ignored: number;
    }
  /** Taken back after a crash: `conflicts` names the paths that someone else has changed since, and that were left alone. */
  | {
      readonly type: "change.undone";
      readonly change: string;
      readonly cell: string;
      readonly conflicts: readonly string[];
    }
  | { readonly type: "change.committed"; readonly change: string; readonly cell: string }
  | {
      readonly type: "change.dropped";
      readonly change: string;
      readonly cell: string;
      readonly reason: string;
    }
  /** A cell waits for a person. */
  | {
      readonly type: "approval.asked";
      readonly approval: string;
      readonly cell: string;
      /** The call whose staged changes wait; absent where nothing was done yet. */
      readonly call?: string;
      /** sha256 of the action: the answer holds for it alone. */
      readonly hash: string;
      readonly action: Action;
      readonly reason: string;
      /** Rules that would allow it without a question; absent when no rule can say just this. */
      readonly always?: readonly string[];
    }
  /** `nobody`: there was no one to ask, so it was refused. */
  | {
      readonly type: "approval.given";
      readonly approval: string;
      readonly answer: "once" | "always" | "deny" | "nobody";
      readonly words?: string;
    }
  | { readonly type: "effect.refused"; readonly cell: string; readonly what: string; readonly reason: string }
  /** `readings`: all that it read from the clock. `left`: the blob from which the next program cell of its language goes on. */
  | {
      readonly type: "cell.ran";
      readonly cell: string;
      readonly outcome: Outcome;
      readonly readings?: readonly number[];
      readonly left?: { readonly language: Language; readonly hash: string };
    };

/** Facts of control. Each turn ends with `turn.ended` and one decision. */
export type ControlFact =
  | { readonly type: "turn.ended"; readonly turn: number }
  | { readonly type: "check.found"; readonly check: Check }
  | {
      readonly type: "check.started";
      readonly run: string;
      readonly phase: "before" | "after";
      readonly command: string;
    }
  | {
      readonly type: "check.ran";
      readonly run: string;
      readonly phase: "before" | "after";
      readonly report: CheckRun;
    }
  /** The value that the session was asked for; it has the schema. */
  | { readonly type: "value.given"; readonly value: unknown }
  /** An answer in words after cells: the cell behind each number, and what speaks against it. */
  | {
      readonly type: "answer.traced";
      readonly numbers: readonly TracedNumber[];
      readonly contradiction?: string;
    }
  | { readonly type: "done.claimed"; readonly cell: string; readonly claim: string }
  | { readonly type: "work.abandoned"; readonly cell: string; readonly reason: string }
  | { readonly type: "evidence.gathered"; readonly evidence: Evidence }
  | { readonly type: "decision.made"; readonly decision: Decision };

export type FactBody =
  | SessionFact
  | ModelFact
  | ReviewFact
  | ContextFact
  | CellFact
  | ProcessFact
  | AimFact
  | AttemptFact
  | ControlFact;

/** A fact in its place. */
export type Fact = FactBody & Placed;

export type FactOf<T extends FactBody["type"]> = Extract<FactBody, { readonly type: T }> & Placed;
