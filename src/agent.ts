/** An agent is a model plus a harness. */
import type { Budget } from "./core/budget.ts";
import type { Evidence } from "./core/evidence.ts";
import type { Fact } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import type { Stop } from "./core/stop.ts";
import type { SessionView } from "./core/view.ts";

/** What surfaces read from the outside and hand down: nothing below them looks at argv, the environment or HOME. */
export interface Surroundings {
  /** Where journals live: absolute, such as $XDG_STATE_HOME/tackle. */
  readonly state: string;
  /** The user's PATH. */
  readonly path: string;
  /** Variables that hold keys and base URLs of model providers (`OPENAI_API_KEY` …); never written to the journal. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What a surface may watch while a session runs. */
export interface Watch {
  readonly onFact?: (fact: Fact) => void;
  /** The model's words as they come. */
  readonly onDelta?: (text: string) => void;
  /** A program's output as it comes. */
  readonly onOutput?: (cell: string, text: string) => void;
  /** One line about a step that takes time or a thing worth knowing, such as "probing the sandbox". */
  readonly onNotice?: (line: string) => void;
}

export interface RunOptions {
  readonly task: string;
  /** The workspace. */
  readonly cwd: string;
  /** `solver`, `script:<file>`, `provider/name`. */
  readonly model: string;
  readonly sandbox: "auto" | "perl" | "bubblewrap" | "none";
  readonly verify?: string;
  readonly budget: Budget;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly watch?: Watch;
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
export async function runTask(_options: RunOptions): Promise<Result> {
  throw new Fault("internal", "not built yet");
}

/** Carries an interrupted session on after its last journaled reply, with the flags it was opened with. An ended one returns its result again. */
export async function resumeSession(
  _id: string,
  _options: Pick<RunOptions, "surroundings" | "signal" | "watch">,
): Promise<Result> {
  throw new Fault("internal", "not built yet");
}
