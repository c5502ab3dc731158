/** A recorded session, run again against the harness of today. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { openBlobReader } from "./core/blobs.ts";
import type { Fact } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import { findSession } from "./core/library.ts";
import { lineAt, lineOf } from "./core/line.ts";
import { readJournal } from "./core/reader.ts";
import { viewSession, type SessionView } from "./core/view.ts";
import { courseOf, parting, type Parting } from "./course.ts";
import { makeTreeAt } from "./interface/environment/tree-at.ts";
import type { Surroundings, Watch } from "./live.ts";
import { answersOf, createReplayed, createReviewedAgain } from "./models/replayed.ts";
import { besides, findPlace } from "./place.ts";
import { findModel, resumeSession, runTask } from "./session.ts";

export interface ReplayOptions {
  readonly session: string;
  /** From the reply that this cell (`c3`) is in the model answers for real, and the session is kept. */
  readonly live?: string;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly watch?: Watch;
}

/** What a replay came to. */
export interface Replayed {
  readonly session: string;
  /** Steps of the recorded course: replies, checks, calls, changes, outcomes, decisions. */
  readonly steps: number;
  /** The first of them that came otherwise. */
  readonly parting?: Parting;
  /** With `live`: the new session, and where its tree is. */
  readonly kept?: { readonly session: string; readonly root: string; readonly stop: string };
  /** Paths that someone else has changed since the session, and that the replay began with as they are now. */
  readonly foreign: readonly string[];
}

/**
 * Gives the recorded replies to the harness once more, in a copy of the workspace as it was before the session's first change, with the
 * recorded answers of people, clock and chance. Throws Faults.
 */
export async function replaySession(options: ReplayOptions): Promise<Replayed> {
  const { surroundings } = options;
  const path = findSession(surroundings.state, options.session);
  const { id, facts } = readJournal(path);
  const line = lineOf(facts);
  const view = viewSession(facts);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tackle-replay-")));
  // What goes on for real stays, so it has its place beside the workspace, as a fork has.
  const root = options.live === undefined ? join(folder, basename(view.root)) : besides(view.root);
  const blobs = openBlobReader(path);
  try {
    const { conflicts } = makeTreeAt({
      old: view.root,
      root,
      plain: true,
      facts,
      now: line,
      wanted: lineAt(line, findPlace(line, "start", id).seq),
      read: (hash) => blobs.read(hash),
      scratch: join(folder, "scratch"),
    });
    const again = await runAgain({ ...options, facts: line, view, root, folder });
    const [before, after] = [courseOf(line, view.root), courseOf(again.facts, root)];
    const part = options.live === undefined ? parting(...comparable(before, after)) : undefined;
    return {
      session: id,
      steps: before.length,
      ...(part && { parting: part }),
      ...(options.live !== undefined && { kept: { session: again.session, root, stop: again.stop } }),
      foreign: conflicts.map((conflict) => conflict.path),
    };
  } finally {
    blobs.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Again extends ReplayOptions {
  readonly facts: readonly Fact[];
  readonly view: SessionView;
  readonly root: string;
  readonly folder: string;
}

/** One run, and one more for each further word that the user had. */
async function runAgain({
  facts,
  view,
  root,
  folder,
  live,
  surroundings,
  signal,
  watch = {},
}: Again): Promise<{
  readonly facts: readonly Fact[];
  readonly session: string;
  readonly stop: string;
}> {
  const until = live === undefined ? undefined : turnOf(facts, live);
  const real = until === undefined ? undefined : await findModel(view.options.model, surroundings);
  const model = createReplayed(facts, { ...(until !== undefined && { until }), ...(real && { real }) });
  const second = until === undefined ? undefined : view.options.reviewer;
  const reviewer = createReviewedAgain(facts, {
    ...(until !== undefined && { until }),
    ...(second !== undefined && { real: await findModel(second, surroundings) }),
  });
  const state = live === undefined ? join(folder, "state") : surroundings.state;
  const given = {
    surroundings: { ...surroundings, state },
    signal,
    watch,
    ask: answersOf(facts),
    replayed: { model, reviewer, facts },
  };
  const { options } = view;
  const sandbox = sandboxOf(options.sandbox);
  let result = await runTask({ ...options, ...given, task: view.task, cwd: root, sandbox });
  for (const fact of facts)
    if (fact.type === "task.added" && (until === undefined || before(facts, fact, until)))
      result = await resumeSession(result.session, { ...given, say: fact.text });
  return {
    facts: readJournal(findSession(state, result.session)).facts,
    session: result.session,
    stop: result.stop.reason,
  };
}

type SandboxKind = Parameters<typeof runTask>[0]["sandbox"];
const kinds: readonly SandboxKind[] = ["auto", "perl", "bubblewrap", "none"];
const sandboxOf = (name: string): SandboxKind => kinds.find((kind) => kind === name) ?? "auto";

/** The turn whose reply a cell is in. */
function turnOf(facts: readonly Fact[], cell: string): number {
  const reply = facts.find(
    (fact) => fact.type === "model.replied" && fact.cells.some(({ id }) => id === cell),
  );
  if (reply?.type === "model.replied") return reply.turn;
  throw new Fault("bad_usage", `there is no cell ${cell}`, "such as: tackle replay s-… --live c3");
}

const before = (facts: readonly Fact[], fact: Fact, turn: number): boolean =>
  facts.some((each) => each.type === "model.replied" && each.turn >= turn && each.seq > fact.seq);

type Course = ReturnType<typeof courseOf>;

/** How a session was cut short, or that it was not yet over, is none of the harness's doing. */
function comparable(recorded: Course, again: Course): [Course, Course] {
  const isCut = ({ kind, words }: Course[number]): boolean =>
    kind === "end" && (words === "interrupted" || words === "timeout");
  const whole = recorded.filter((step) => !isCut(step));
  const isOver = whole.at(-1)?.kind === "end";
  const rest = again.filter((step) => !isCut(step));
  return [whole, isOver ? rest : rest.slice(0, whole.length)];
}
