/** The public API: what the surfaces, and programs that import tackle, may use. */
export {
  resumeSession,
  runTask,
  type Result,
  type RunOptions,
  type Surroundings,
  type ResumeOptions,
  type Watch,
} from "./session.ts";
export { examine, type Examination, type ExamineOptions } from "./examine.ts";
export { type Budget, type Usage } from "./core/budget.ts";
export { type Cell, type CellError, type Outcome, type Problem } from "./core/cell.ts";
export { type Decision } from "./core/decision.ts";
export { type Change, type Version } from "./core/effect.ts";
export { type Evidence, type Tally } from "./core/evidence.ts";
export { type Fact, type FactBody, type FactOf } from "./core/fact.ts";
export { Fault, toFault, type FaultCode } from "./core/fault.ts";
export { type Check, type CheckRun, type TestResult } from "./core/finding.ts";
export { findSession, listSessions, type SessionList, type SessionSummary } from "./core/library.ts";
export { readJournal, type Reading } from "./core/reader.ts";
export { exitCode, type Stop, type StopReason } from "./core/stop.ts";
export { viewSession, type SessionView } from "./core/view.ts";
export { listModels, type Offered } from "./models/choose.ts";
export { modelVariables } from "./models/providers.ts";
