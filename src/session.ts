/** A session's life: opened, run to an end, taken up again after a crash or a break. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { openAgent } from "./agent.ts";
import type { Budget } from "./core/budget.ts";
import { systemClock } from "./core/clock.ts";
import type { Evidence } from "./core/evidence.ts";
import type { Fact, SessionOptions } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import { sessionId } from "./core/id.ts";
import type { Journal } from "./core/journal.ts";
import { findSession, sessionFolder } from "./core/library.ts";
import { lockWorkspace } from "./core/lock.ts";
import type { Model } from "./core/model.ts";
import { readJournal } from "./core/reader.ts";
import { exitCode, type Stop, type StopReason } from "./core/stop.ts";
import { createJournal, openJournal } from "./core/store.ts";
import { viewSession, type SessionView } from "./core/view.ts";
import { makeAmends } from "./interface/environment/amends.ts";
import { inRepository } from "./interface/environment/git.ts";
import { readHead } from "./interface/environment/head.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { removeTree } from "./interface/environment/sandbox/remove-tree.ts";
import { openWorkspace, type Workspace } from "./interface/environment/workspace.ts";
import { chooseModel } from "./models/choose.ts";

/** What surfaces read from the outside and hand down: nothing below them looks at argv, the environment or HOME. */
export interface Surroundings {
  /** Where journals live: absolute, such as $XDG_STATE_HOME/tackle. */
  readonly state: string;
  /** The user's PATH. */
  readonly path: string;
  /** Variables that hold keys and base URLs of model providers (`OPENAI_API_KEY` …); never written to the journal. */
  readonly keys: Readonly<Record<string, string>>;
  /** tackle's own version. */
  readonly version: string;
}

/** What a surface may watch while a session runs. */
export interface Watch {
  /** The session's id, as soon as there is one. */
  readonly onSession?: (id: string) => void;
  readonly onFact?: (fact: Fact) => void;
  /** The model's words as they come. */
  readonly onDelta?: (text: string) => void;
  /** A program's output as it comes. */
  readonly onOutput?: (cell: string, text: string) => void;
  /** One line that is worth knowing and no fact. */
  readonly onNotice?: (line: string) => void;
}

export interface RunOptions {
  readonly task: string;
  /** The workspace. */
  readonly cwd: string;
  /** `solver`, `script:<file>`, `provider/name`. */
  readonly model: string;
  readonly sandbox: "auto" | SandboxName;
  readonly verify?: string;
  readonly budget: Budget;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly watch?: Watch;
}

export interface ResumeOptions extends Pick<RunOptions, "surroundings" | "signal" | "watch"> {
  /** In place of the budget that the session was opened with. */
  readonly budget?: Budget;
}

export interface Result {
  readonly session: string;
  readonly stop: Stop;
  readonly exitCode: number;
  readonly view: SessionView;
  readonly evidence?: Evidence;
  /** The journal's chain head. */
  readonly head: string;
}

/** Opens a session, runs it to its end and returns what it came to. Throws only Faults. */
export async function runTask(options: RunOptions): Promise<Result> {
  const { surroundings, watch = {}, task, model: name } = options;
  const workspace = openWorkspace(options.cwd);
  const model = await findModel(name, surroundings);
  const id = sessionId(systemClock.now());
  const lock = lockWorkspace(surroundings.state, workspace.root, id);
  try {
    const journal = createJournal(sessionFolder(surroundings.state, workspace.root), {
      id,
      clock: systemClock,
    });
    const settings: SessionOptions = {
      model: name,
      sandbox: sandboxName(options.sandbox),
      budget: options.budget,
      ...(options.verify !== undefined && { verify: options.verify }),
    };
    if (watch.onFact) journal.listen(watch.onFact);
    watch.onSession?.(id);
    if (!inRepository(workspace.root)) watch.onNotice?.(`${workspace.root} is not a git repository; tackle keeps its own undo`);
    const commit = readHead(workspace.root);
    journal.append({
      type: "session.opened",
      task,
      root: workspace.root,
      options: settings,
      tackle: surroundings.version,
      ...(commit !== undefined && { commit }),
    });
    return await live({ journal, model, workspace, settings, surroundings, watch, signal: options.signal });
  } finally {
    lock.release();
  }
}

/** Endings after which a session can go on: the work is kept, and more may be spent. */
const resumable: ReadonlySet<StopReason> = new Set([
  "interrupted",
  "max_turns",
  "max_tokens",
  "max_budget",
  "timeout",
]);

/**
 * Carries a session on after its last journaled reply, with the flags it was opened with. One that has ended for good returns its
 * result again. Throws only Faults.
 */
export async function resumeSession(id: string, options: ResumeOptions): Promise<Result> {
  const { surroundings, watch = {} } = options;
  const path = findSession(surroundings.state, id);
  const { facts, head } = readJournal(path);
  const view = viewSession(facts);
  if (view.stop && !resumable.has(view.stop.reason)) return result(facts, view.stop, head, idOf(path));
  const workspace = openWorkspace(view.root);
  const model = await findModel(view.options.model, surroundings);
  const lock = lockWorkspace(surroundings.state, workspace.root, idOf(path));
  try {
    const journal = openJournal(path, { clock: systemClock });
    if (watch.onFact) journal.listen(watch.onFact);
    watch.onSession?.(journal.id);
    journal.append({ type: "session.resumed", tackle: surroundings.version });
    for (const conflict of makeAmends(journal, {
      root: workspace.root,
      keep: join(scratchOf(surroundings, journal.id), "kept"),
    })) {
      watch.onNotice?.(`${conflict} was changed by someone else since, and was left as it is`);
    }
    const settings = { ...view.options, ...(options.budget && { budget: options.budget }) };
    return await live({ journal, model, workspace, settings, surroundings, watch, signal: options.signal });
  } finally {
    lock.release();
  }
}

interface Living {
  readonly journal: Journal;
  readonly model: Model;
  readonly workspace: Workspace;
  readonly settings: SessionOptions;
  readonly surroundings: Surroundings;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

/** Runs an agent over the journal until it stops, and writes the ending down. */
async function live({ journal, settings, surroundings, watch, ...parts }: Living): Promise<Result> {
  const scratch = scratchOf(surroundings, journal.id);
  await tidy(scratch); // what a killed process left: an overlay's folders serve once
  const { verify, budget } = settings;
  const agent = openAgent({
    ...parts,
    ...watch,
    ...(verify !== undefined && { verify }),
    budget,
    journal,
    sandbox: sandboxName(settings.sandbox),
    scratch,
    path: surroundings.path,
  });
  try {
    const stop = await agent.run();
    const { evidence } = viewSession(journal.facts);
    journal.append({ type: "session.ended", stop, ...(evidence && { evidence }) });
    await journal.sync();
    return result(journal.facts, stop, journal.head, journal.id);
  } finally {
    await agent.close();
    await tidy(scratch);
    journal.close();
  }
}

function result(facts: readonly Fact[], stop: Stop, head: string, session: string): Result {
  const view = viewSession(facts);
  return {
    session,
    stop,
    exitCode: exitCode(stop),
    view,
    ...(view.evidence && { evidence: view.evidence }),
    head,
  };
}

/** The model of that name; the solver and what it stands on are loaded only when it is chosen. */
function findModel(name: string, { keys }: Surroundings): Promise<Model> {
  const solver = async (): Promise<Model> => (await import("./models/solver/solver.ts")).createSolver();
  return chooseModel(name, { keys, cwd: process.cwd(), solver });
}

/** The session's private folder: before-images, uppers, new contents on their way. */
const scratchOf = ({ state }: Surroundings, id: string): string => join(state, "scratch", id);

const idOf = (path: string): string => basename(path, ".db");

const sandboxNames: readonly string[] = ["auto", "perl", "bubblewrap", "none"];

const isSandbox = (name: string): name is "auto" | SandboxName => sandboxNames.includes(name);

/** Journals of other versions may name what this one does not have. */
function sandboxName(name: string): "auto" | SandboxName {
  if (isSandbox(name)) return name;
  throw new Fault("bad_usage", `there is no sandbox ${name}`, `choose one of ${sandboxNames.join(", ")}`);
}

/** What is left in the session's folder after its end: the before-images that undo needs, and nothing else. */
async function tidy(scratch: string): Promise<void> {
  if (!existsSync(scratch)) return;
  for (const entry of readdirSync(scratch)) if (entry !== "kept") await removeTree(join(scratch, entry));
}
