/** A session's life: opened, run to an end, taken up again after a crash or a break. */
import { basename } from "node:path";
import type { Ask, PermissionWords, RuleTexts } from "./core/approval.ts";
import type { Budget } from "./core/budget.ts";
import { systemClock } from "./core/clock.ts";
import type { Fact, SessionOptions } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import { sessionId } from "./core/id.ts";
import { findSession, sessionFolder } from "./core/library.ts";
import { followLine } from "./core/line.ts";
import { lockWorkspace } from "./core/lock.ts";
import type { Image } from "./core/message.ts";
import type { Model } from "./core/model.ts";
import { readJournal } from "./core/reader.ts";
import { redacting, secretsAmong } from "./core/redact.ts";
import type { Steering } from "./core/steering.ts";
import type { StopReason } from "./core/stop.ts";
import { createJournal, openJournal } from "./core/store.ts";
import { viewSession } from "./core/view.ts";
import { keepPictures, wordFact } from "./core/word.ts";
import type { Reserve } from "./footing.ts";
import { inRepository } from "./interface/environment/git.ts";
import { readHead } from "./interface/environment/head.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";
import { live, resultOf, type Result, type Surroundings, type Watch } from "./live.ts";
import { chooseModel } from "./models/choose.ts";
import { answering, lastingName } from "./models/lasting-name.ts";

export interface RunOptions extends Pick<SessionOptions, "allowSecrets" | "allowNet"> {
  readonly task: string;
  /** What the user shows with the task, or with a further word. */
  readonly images?: readonly Image[];
  /** The workspace. */
  readonly cwd: string;
  /** `solver`, `script:<file>`, `provider/name`. */
  readonly model: string;
  readonly sandbox: "auto" | SandboxName;
  readonly verify?: string;
  /** A second model that reads what is proven so far and may doubt, with programs that are run. */
  readonly reviewer?: string;
  /** Globs of tests and check settings that belong to the task: changes to them count and stay. */
  readonly mayChange?: readonly string[];
  /** The mode and rules of this session; a resume has them again. */
  readonly permissions?: PermissionWords;
  /** Rules of the user and of the project, in layers. */
  readonly rules?: readonly RuleTexts[];
  readonly piped?: SessionOptions["piped"];
  /** Words added to what the model reads first. */
  readonly words?: string;
  /** Folders outside the workspace that may be read, absolute. */
  readonly readable?: readonly string[];
  /** JSON Schema of the value that the session must end with. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Somebody has said that the project's own settings and skills count. */
  readonly trusted?: boolean;
  /** Puts a question to a person. Absent: what would be asked is refused. */
  readonly ask?: Ask;
  /** A person beside the session. Absent: it is stopped whole or not at all, and hears nothing more. */
  readonly steering?: Steering;
  readonly budget: Budget;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly watch?: Watch;
  /** Where the process lives on: keeps what the session stands on for its next run. */
  readonly reserve?: Reserve;
  /** In a replay: who answers in the place of the model and of its reviewer, and the facts whose clock and chance the cells have again. */
  readonly replayed?: { readonly model: Model; readonly reviewer?: Model; readonly facts: readonly Fact[] };
}

/** What a run and a resume have alike. */
type Alike = Pick<RunOptions, "signal" | "rules" | "ask" | "steering" | "trusted" | "reserve" | "replayed">;

export interface ResumeOptions extends Alike, Pick<RunOptions, "images" | "surroundings" | "watch"> {
  /** A further word of the user; also a session that has ended for good goes on with it. */
  readonly say?: string;
  /** In place of the budget that the session was opened with. */
  readonly budget?: Budget;
  /** In place of what else it was opened with, from here on. */
  readonly options?: Partial<Omit<SessionOptions, "budget">>;
}

/** Opens a session, runs it to its end and returns what it came to. Throws only Faults. */
export async function runTask(options: RunOptions): Promise<Result> {
  const { surroundings, watch = {}, task } = options;
  const name = lastingName(options.model);
  const workspace = openWorkspace(options.cwd);
  const model = options.replayed?.model ?? (await findModel(name, surroundings));
  const id = sessionId(systemClock.now());
  const lock = lockWorkspace(surroundings.state, workspace.root, id);
  try {
    const written = createJournal(sessionFolder(surroundings.state, workspace.root), {
      id,
      clock: systemClock,
    });
    const journal = redacting(written, secretsAmong(surroundings.keys));
    const settings = settingsOf(options, name);
    if (watch.onFact) journal.listen(watch.onFact);
    watch.onSession?.(id);
    if (!inRepository(workspace.root))
      watch.onNotice?.(`${workspace.root} is not a git repository; tackle keeps its own undo`);
    const commit = readHead(workspace.root);
    journal.append({
      type: "session.opened",
      task,
      ...keepPictures(journal, options.images),
      root: workspace.root,
      options: settings,
      tackle: surroundings.version,
      ...(commit !== undefined && { commit }),
    });
    return await live({
      journal,
      model,
      workspace,
      settings,
      surroundings,
      watch,
      ...asking(options),
      ...(await reviewing(settings, options)),
    });
  } finally {
    lock.release();
  }
}

/** What of it the session keeps, so that a resume has it again. */
function settingsOf(options: RunOptions, model: string): SessionOptions {
  return {
    model,
    sandbox: options.sandbox,
    budget: options.budget,
    ...(options.piped && { piped: true }),
    ...(options.words !== undefined && { words: options.words }),
    ...(options.readable?.length && { readable: options.readable }),
    ...(options.schema && { schema: options.schema }),
    ...(options.permissions && { permissions: options.permissions }),
    ...(options.verify !== undefined && { verify: options.verify }),
    ...(options.reviewer !== undefined && { reviewer: lastingName(options.reviewer) }),
    ...(options.mayChange?.length && { mayChange: options.mayChange }),
    ...(options.allowSecrets?.length && { allowSecrets: options.allowSecrets }),
    ...(options.allowNet?.length && { allowNet: options.allowNet }),
  };
}

type Handed = Omit<Alike, "replayed"> & { readonly recorded?: readonly Fact[] };

/** What a run and a resume hand on as it is. */
const asking = ({ signal, rules, ask, steering, trusted = false, reserve, replayed }: Alike): Handed => ({
  signal,
  trusted,
  ...(rules && { rules }),
  ...(ask && { ask }),
  ...(steering && { steering }),
  ...(reserve && { reserve }),
  ...(replayed && { recorded: replayed.facts }),
});

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
  if (facts.length === 0)
    throw new Fault(
      "session_unknown",
      `session ${idOf(path)} ended before it began`,
      "start it again with `tackle run`",
    );
  const view = viewSession(facts);
  if (view.stop && options.say === undefined && !resumable.has(view.stop.reason))
    return resultOf(facts, view.stop, { head, id: idOf(path) });
  const workspace = openWorkspace(view.root);
  const changed = {
    ...options.options,
    ...(options.options?.model && { model: lastingName(options.options.model) }),
  };
  const name = changed.model ?? answering(view.options.model, facts);
  const model = options.replayed?.model ?? (await findModel(name, surroundings));
  const lock = lockWorkspace(surroundings.state, workspace.root, idOf(path));
  try {
    const journal = followLine(
      redacting(openJournal(path, { clock: systemClock }), secretsAmong(surroundings.keys)),
    );
    if (watch.onFact) journal.listen(watch.onFact);
    watch.onSession?.(journal.id);
    journal.append({
      type: "session.resumed",
      tackle: surroundings.version,
      ...(Object.keys(changed).length > 0 && { options: changed }),
    });
    if (options.say !== undefined)
      journal.append(wordFact(journal, { text: options.say, images: options.images }));
    const settings = { ...view.options, ...changed, ...(options.budget && { budget: options.budget }) };
    return await live({
      journal,
      model,
      workspace,
      settings,
      surroundings,
      watch,
      ...asking(options),
      ...(await reviewing(settings, options)),
    });
  } finally {
    lock.release();
  }
}

/** The second model, where one is named; in a replay it says what it said. */
async function reviewing(
  { reviewer }: SessionOptions,
  { surroundings, replayed }: Pick<RunOptions, "surroundings" | "replayed">,
): Promise<{ readonly reviewer?: Model }> {
  if (reviewer === undefined) return {};
  return { reviewer: replayed?.reviewer ?? (await findModel(reviewer, surroundings)) };
}

/** The model of that name; the solver and what it stands on are loaded only when it is chosen. */
export function findModel(name: string, { keys, profiles, prices }: Surroundings): Promise<Model> {
  const solver = async (): Promise<Model> => (await import("./models/solver/solver.ts")).createSolver();
  return chooseModel(name, { keys, profiles, prices, cwd: process.cwd(), solver });
}

const idOf = (path: string): string => basename(path, ".db");
