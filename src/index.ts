/** The public API: what the surfaces, and programs that import tackle, may use. */
import type { Change } from "./core/effect.ts";
import type { Evidence } from "./core/evidence.ts";
import type { Fact } from "./core/fact.ts";
import type { Examination, ExamineOptions } from "./examine.ts";
import type { JudgeOptions } from "./judge.ts";
import type { ExportForm, ExportOptions, SpanOptions } from "./export.ts";
import type { Comparison } from "./compare.ts";
import type { Replayed, ReplayOptions } from "./replay.ts";
import type { ForgetOptions, Forgotten } from "./forget.ts";
import type { Forked, ForkOptions } from "./fork.ts";
import type { Result, Surroundings } from "./live.ts";
import type { RewindOptions, Rewound } from "./rewind.ts";
import type { Offered, Usual } from "./models/offer.ts";
import type { ResumeOptions, RunOptions } from "./session.ts";
import type { PlanStep } from "./core/plan.ts";
import type { PlanOptions } from "./plan.ts";
import type { Reserve } from "./footing.ts";
import type { Sized } from "./core/search.ts";
import type { TidyOptions } from "./core/tidy.ts";
import type { Undone, UndoOptions } from "./undo.ts";

/** Opens a session, runs it to its end and returns what it came to. Throws only Faults. */
export async function runTask(options: RunOptions): Promise<Result> {
  // The agent is loaded when one is needed: whoever lists sessions has no use for its weight.
  return (await import("./session.ts")).runTask(options);
}

/**
 * Carries a session on after its last journaled reply, with the flags it was opened with. One that has ended for good returns its
 * result again. Throws only Faults.
 */
export async function resumeSession(id: string, options: ResumeOptions): Promise<Result> {
  return (await import("./session.ts")).resumeSession(id, options);
}

/** Tries every sandbox, and the project's check where asked to. Throws Faults only. */
export async function examine(options: ExamineOptions): Promise<Examination> {
  return (await import("./examine.ts")).examine(options);
}

/** The net changes of a session, and their unified diff. Reads only the journal: what became of the files since does not matter. */
export async function sessionDiff(
  state: string,
  id: string,
): Promise<{ readonly changes: readonly Change[]; readonly text: string }> {
  return (await import("./difference.ts")).sessionDiff(state, id);
}

/**
 * Takes back what a session changed, newest first. What someone else has changed since stays as it is and is named; nothing is
 * destroyed, and doing it twice does nothing. Throws `Fault("workspace_busy")` while the session is running.
 */
export async function undoSession(options: UndoOptions): Promise<Undone> {
  return (await import("./undo.ts")).undoSession(options);
}

/**
 * Takes a session that does not run back to a place in it, chat, files and variables together; `undo` takes the last rewind back. What
 * someone else has changed since is left and named. Throws `Fault("workspace_busy")` while the session is running.
 */
export async function rewindSession(options: RewindOptions): Promise<Rewound> {
  return (await import("./rewind.ts")).rewindSession(options);
}

/** A person's plan for a session that does not run. Throws `Fault("bad_usage")`, and `Fault("workspace_busy")` while it runs. */
export async function setPlan(options: PlanOptions): Promise<readonly PlanStep[]> {
  return (await import("./plan.ts")).setPlan(options);
}

/** Keeps what a session stands on between its runs in a process that lives on; whoever opens it closes it. `state` is the state folder. */
export async function openReserve(state: string): Promise<Reserve> {
  return (await import("./reserve.ts")).createReserve(state);
}

/** Makes a session with the past of another, up to a place in it, in a tree of its own. */
export async function forkSession(options: ForkOptions): Promise<Forked> {
  return (await import("./fork.ts")).forkSession(options);
}

/** A session in a format of others, and how many secrets were taken out of it. */
export async function exportSession(
  options: ExportOptions,
): Promise<{ readonly text: string; readonly redacted: number }> {
  return (await import("./export.ts")).exportSession(options);
}

/** Sends a session's spans to where the standard variables of OpenTelemetry say; rejects when nobody takes them. */
export async function sendSessionSpans(options: SpanOptions): Promise<number> {
  return (await import("./export.ts")).sendSessionSpans(options);
}

/** Gives the recorded replies of a session to the harness once more, in a copy of its workspace, and tells the first step that differs. */
export async function replaySession(options: ReplayOptions): Promise<Replayed> {
  return (await import("./replay.ts")).replaySession(options);
}

/** Two sessions side by side: decisions, files, cost, and where they part. */
export async function compareSessions(state: string, first: string, second: string): Promise<Comparison> {
  return (await import("./compare.ts")).compareSessions(state, first, second);
}

/** When a session is over: the index takes it in, and sessions that are overdue go; those are returned. Never throws. */
export async function tidySessions(options: TidyOptions): Promise<readonly Sized[]> {
  return (await import("./core/tidy.ts")).tidySessions(options);
}

/** Takes texts out of sessions for good; their chains still verify. */
export async function forgetTexts(options: ForgetOptions): Promise<readonly Forgotten[]> {
  return (await import("./forget.ts")).forgetTexts(options);
}

/** Throws `Fault("bad_usage")` when this is no JSON Schema. */
export async function checkSchema(schema: Readonly<Record<string, unknown>>): Promise<void> {
  await (await import("./mechanisms/control/schema.ts")).compileSchema(schema);
}

/**
 * The whole of a part of a session by its handle: `c3` a cell's code and outcome, `t2` a turn, `index` a line a turn. Undefined when
 * there is none.
 */
export async function recallText(facts: readonly Fact[], handle: string): Promise<string | undefined> {
  return (await import("./mechanisms/memory/recall.ts")).recallText(facts, handle);
}

/**
 * Runs a project's check before and after edits of its files, and every sensor, on the code that judges a session's claims. The
 * project is not changed. Throws `Fault("no_check")` when there is no check, and the sandbox's Faults.
 */
export async function judgePatch(options: JudgeOptions): Promise<Evidence> {
  return (await import("./judge.ts")).judgePatch(options);
}

export type { Undone, UndoOptions } from "./undo.ts";
export type { RewindOptions, Rewound } from "./rewind.ts";
export type { Reserve } from "./footing.ts";
export type { Forked, ForkOptions } from "./fork.ts";
export type { ForgetOptions, Forgotten } from "./forget.ts";
export type { TidyOptions } from "./core/tidy.ts";
export type { Comparison, Side } from "./compare.ts";
export type { Parting, Step } from "./course.ts";
export type { Replayed, ReplayOptions } from "./replay.ts";
export type { ExportForm, ExportOptions, SpanOptions } from "./export.ts";

/** Places on the network as a session keeps them, `host:port`. Throws the Fault `bad_usage` for a text that is none. */
export async function readDestinations(texts: readonly string[]): Promise<readonly string[]> {
  const { destinationText, parseDestinations } =
    await import("./interface/environment/egress/destination.ts");
  return parseDestinations(texts).map(destinationText);
}

/** What a session can be exported to. */
export const exportForms: readonly ExportForm[] = ["atif", "jsonl", "markdown", "html", "openai"];
export { overdue, standardRetention, type Retention } from "./core/retention.ts";
export { searchSessions, sizeSessions, type Found, type SearchOptions, type Sized } from "./core/search.ts";
export { verifySession, type Verification } from "./core/verify.ts";
export type { Examination, ExamineOptions } from "./examine.ts";
export type { Result, Surroundings, Watch } from "./live.ts";
export type { ResumeOptions, RunOptions } from "./session.ts";
export type { Action, Answer, Ask, PermissionWords, Question, RuleTexts } from "./core/approval.ts";
export type { Budget, Usage } from "./core/budget.ts";
export type { Cell, CellError, Outcome, Problem } from "./core/cell.ts";
export type { Assumption, Broken, Contract } from "./core/contract.ts";
export type { PlanStep } from "./core/plan.ts";
export type { Decision } from "./core/decision.ts";
export type { Change, Version } from "./core/effect.ts";
export type { Coverage, Evidence, SensorRun, Tally } from "./core/evidence.ts";
export type { Fact, FactBody, FactOf, SessionOptions } from "./core/fact.ts";
export { Fault, toFault, type FaultCode } from "./core/fault.ts";
export type { Check, CheckRun, Finding, TestResult } from "./core/finding.ts";
export type { JudgeOptions } from "./judge.ts";
export { findSession, listSessions, type SessionList, type SessionSummary } from "./core/library.ts";
export { readJournal, type Reading } from "./core/reader.ts";
export type { Steering } from "./core/steering.ts";
export type { Image, Message } from "./core/message.ts";
export type { Listener, Model, Reply, Request } from "./core/model.ts";
export type { Word } from "./core/word.ts";
export { exitCode, type Stop, type StopReason } from "./core/stop.ts";
export type { Tree } from "./core/tree.ts";
export { spentByModel, type Spent, type TurnSpent } from "./core/spending.ts";
export { viewSession, type SessionView } from "./core/view.ts";
export type { Attempt, Lesson } from "./core/attempt.ts";
export { worthOf, type Worth } from "./mechanisms/planning/experience.ts";
export { dropLessons, readLessons } from "./mechanisms/planning/lessons.ts";
export { pathTo, viewSearches, type SearchView } from "./mechanisms/planning/tree.ts";
export { permissionModes } from "./mechanisms/control/permission/tier.ts";
export { readRule, splitRules } from "./mechanisms/control/permission/rule.ts";
export type { Offered, Usual } from "./models/offer.ts";
export { keyVariables, modelVariables } from "./models/providers.ts";

/** What can be chosen with these variables, and why the rest cannot. Nobody but servers on this machine is asked. */
export async function listModels(keys: Readonly<Record<string, string>>): Promise<readonly Offered[]> {
  return (await import("./models/offer.ts")).listModels(keys);
}

/** Tokens that the model of this name can have before it. Throws Faults only. */
export async function modelWindow(name: string, surroundings: Surroundings): Promise<number> {
  return (await (await import("./session.ts")).findModel(name, surroundings)).window;
}

/** The model when none is named, and, where that should be said, why it is that one. */
export async function usualModel(keys: Readonly<Record<string, string>>): Promise<Usual> {
  return (await import("./models/offer.ts")).usualModel(keys);
}

/** The body of the last request that came to nothing in a session, as it was sent; undefined when there is none. */
export async function failedRequest(
  state: string,
  id: string,
): Promise<{ readonly url: string; readonly body: string } | undefined> {
  return (await import("./core/failed-request.ts")).failedRequest(state, id);
}
