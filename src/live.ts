/** Runs an agent over a journal until it stops, and writes the ending down. */
import { join } from "node:path";
import { openAgent } from "./agent.ts";
import type { Ask, RuleTexts } from "./core/approval.ts";
import type { Evidence } from "./core/evidence.ts";
import type { Fact, SessionOptions } from "./core/fact.ts";
import type { Journal } from "./core/journal.ts";
import type { Model } from "./core/model.ts";
import type { Steering } from "./core/steering.ts";
import { exitCode, type Stop } from "./core/stop.ts";
import type { Tree } from "./core/tree.ts";
import { viewSession, type SessionView } from "./core/view.ts";
import { openFooting, terrainOf, type Reserve } from "./footing.ts";
import { makeAmends } from "./interface/environment/amends.ts";
import { tidy } from "./interface/environment/scratch.ts";
import { land } from "./mechanisms/control/landing.ts";
import type { Workspace } from "./interface/environment/workspace.ts";

/** What surfaces read from the outside and hand down: nothing below them looks at argv, the environment or HOME. */
export interface Surroundings {
  /** Where journals live: absolute, such as $XDG_STATE_HOME/tackle. */
  readonly state: string;
  /** The user's PATH. */
  readonly path: string;
  /** Variables that hold keys and base URLs of model providers (`OPENAI_API_KEY` …); never written to the journal. */
  readonly keys: Readonly<Record<string, string>>;
  /** The user's `profiles.json` and `prices.json`, which go before what is known of models. */
  readonly profiles?: unknown;
  readonly prices?: unknown;
  /** The user's own folder of settings and instructions, such as $XDG_CONFIG_HOME/tackle. */
  readonly config?: string;
  readonly home?: string;
  /** Absent: what repairs teach is kept, and used where it pays. */
  readonly experience?: "off";
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
  /** What the workspace holds now. */
  readonly tree?: Tree;
  /** The journal's chain head. */
  readonly head: string;
}

interface Living {
  readonly journal: Journal;
  readonly model: Model;
  readonly reviewer?: Model;
  readonly workspace: Workspace;
  readonly settings: SessionOptions;
  readonly surroundings: Surroundings;
  readonly watch: Watch;
  readonly signal: AbortSignal;
  /** Rules of the user and of the project. */
  readonly rules?: readonly RuleTexts[];
  readonly ask?: Ask;
  readonly steering?: Steering;
  /** Keeps what the session stands on for its next run in this process. */
  readonly reserve?: Reserve;
  /** In a replay: the facts whose clock and chance the cells have again. */
  readonly recorded?: readonly Fact[];
  /** Somebody has said that the project's own settings and skills count. */
  readonly trusted?: boolean;
}

/** Runs a session that is open, from where its journal ends; closes the journal. Throws only Faults. */
export async function live({
  journal,
  settings,
  surroundings,
  watch,
  rules = [],
  trusted = false,
  reserve,
  ...parts
}: Living): Promise<Result> {
  const scratch = join(surroundings.state, "scratch", journal.id);
  const keep = join(scratch, "kept");
  await tidy(scratch); // what a killed process left: an overlay's folders serve once
  for (const path of makeAmends(journal, { root: parts.workspace.root, keep })) {
    watch.onNotice?.(`${path} was changed by someone else since, and was left as it is`);
  }
  const { verify, budget, mayChange = [], allowNet = [], permissions = {} } = settings;
  const { words, schema } = settings;
  const { config, home } = surroundings;
  const terrain = terrainOf(parts.workspace.root, { settings, surroundings, rules });
  const { readable } = terrain;
  const footing = reserve ? await reserve.take(journal.id, terrain) : openFooting(terrain, scratch);
  const agent = openAgent({
    ...parts,
    footing,
    ...watch,
    ...(verify !== undefined && { verify }),
    ...(config !== undefined && { config }),
    ...(home !== undefined && { home }),
    ...(words !== undefined && { words }),
    ...(schema && { schema }),
    readable,
    trusted,
    budget,
    mayChange,
    allowNet,
    journal,
    ...(surroundings.experience !== "off" && { lessons: join(surroundings.state, "experience.jsonl") }),
    permission: { mode: permissions.mode ?? "default", rules: [...rules, permissions] },
    scratch,
    keep,
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= agent.close().then(() => (reserve ? reserve.keep(journal.id, footing) : footing.close())));
  try {
    const stop = await agent.run();
    const { root } = parts.workspace;
    journal.append({ type: "tree.landed", tree: land(journal, stop, { root, keep, scratch, mayChange }) });
    const { evidence } = viewSession(journal.facts);
    journal.append({ type: "session.ended", stop, ...(evidence && { evidence }) });
    // The disk and the end of the sandbox take their time, each without the other.
    await Promise.all([journal.sync(), close()]);
    return resultOf(journal.facts, stop, journal);
  } finally {
    await close();
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
  const { evidence, tree } = view;
  const told = { ...(evidence && { evidence }), ...(tree && { tree }) };
  return { session: id, stop, exitCode: exitCode(stop), view, ...told, head };
}
