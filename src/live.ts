/** Runs an agent over a journal until it stops, and writes the ending down. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openAgent } from "./agent.ts";
import type { Ask, RuleTexts } from "./core/approval.ts";
import type { Evidence } from "./core/evidence.ts";
import type { Fact, SessionOptions } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import type { Journal } from "./core/journal.ts";
import type { Model } from "./core/model.ts";
import { exitCode, type Stop } from "./core/stop.ts";
import { viewSession, type SessionView } from "./core/view.ts";
import { makeAmends } from "./interface/environment/amends.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { removeTree } from "./interface/environment/sandbox/remove-tree.ts";
import type { Workspace } from "./interface/environment/workspace.ts";

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

/** What a session came to. */
export interface Result {
  readonly session: string;
  readonly stop: Stop;
  readonly exitCode: number;
  readonly view: SessionView;
  readonly evidence?: Evidence;
  /** The journal's chain head. */
  readonly head: string;
}

interface Living {
  readonly journal: Journal;
  readonly model: Model;
  readonly workspace: Workspace;
  readonly settings: SessionOptions;
  readonly surroundings: Surroundings;
  readonly watch: Watch;
  readonly signal: AbortSignal;
  /** Rules of the user and of the project. */
  readonly rules?: readonly RuleTexts[];
  readonly ask?: Ask;
}

/** Runs a session that is open, from where its journal ends; closes the journal. Throws only Faults. */
export async function live({ journal, settings, surroundings, watch, rules = [], ...parts }: Living): Promise<Result> {
  const scratch = join(surroundings.state, "scratch", journal.id);
  const keep = join(scratch, "kept");
  await tidy(scratch); // what a killed process left: an overlay's folders serve once
  for (const path of makeAmends(journal, { root: parts.workspace.root, keep })) {
    watch.onNotice?.(`${path} was changed by someone else since, and was left as it is`);
  }
  const { verify, budget, permissions = {} } = settings;
  const agent = openAgent({
    ...parts,
    ...watch,
    ...(verify !== undefined && { verify }),
    budget,
    journal,
    sandbox: sandboxName(settings.sandbox),
    permission: { mode: permissions.mode ?? "default", rules: [...rules, permissions] },
    scratch,
    keep,
    path: surroundings.path,
  });
  try {
    const stop = await agent.run();
    const { evidence } = viewSession(journal.facts);
    journal.append({ type: "session.ended", stop, ...(evidence && { evidence }) });
    await journal.sync();
    return resultOf(journal.facts, stop, journal);
  } finally {
    await agent.close();
    await tidy(scratch);
    journal.close();
  }
}

/** The result of a session that has stopped. */
export function resultOf(
  facts: readonly Fact[],
  stop: Stop,
  { id, head }: { readonly id: string; readonly head: string },
): Result {
  const view = viewSession(facts);
  const { evidence } = view;
  return { session: id, stop, exitCode: exitCode(stop), view, ...(evidence && { evidence }), head };
}

const sandboxNames: readonly string[] = ["auto", "perl", "bubblewrap", "none"];

const isSandbox = (name: string): name is "auto" | SandboxName => sandboxNames.includes(name);

/** Journals of other versions may name what this one does not have. */
function sandboxName(name: string): "auto" | SandboxName {
  if (isSandbox(name)) return name;
  throw new Fault("bad_usage", `there is no sandbox ${name}`, `choose one of ${sandboxNames.join(", ")}`);
}

/** Empties the session's private folder but for the before-images, which undo needs. */
async function tidy(scratch: string): Promise<void> {
  if (!existsSync(scratch)) return;
  for (const entry of readdirSync(scratch)) if (entry !== "kept") await removeTree(join(scratch, entry));
}
