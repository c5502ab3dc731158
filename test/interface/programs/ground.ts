/** Shell and Python cells over a real workspace, as the tests run them. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Language, Outcome } from "../../../src/core/cell.ts";
import { systemClock } from "../../../src/core/clock.ts";
import type { Intent, Verdict } from "../../../src/core/effect.ts";
import type { Journal } from "../../../src/core/journal.ts";
import { createJournal } from "../../../src/core/store.ts";
import { createBridge } from "../../../src/interface/api/bridge.ts";
import { createGate } from "../../../src/interface/api/gate.ts";
import type { Tool } from "../../../src/interface/api/tool.ts";
import { runCell, type CellParts } from "../../../src/interface/cells.ts";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { createWorld, type World } from "../../../src/interface/environment/world.ts";
import { createPythonKernel } from "../../../src/interface/python/open.ts";
import { openPlace } from "../environment/sandbox/backends.ts";

export interface Ground {
  readonly root: string;
  readonly journal: Journal;
  readonly intents: readonly Intent[];
  readonly sh: (code: string) => Promise<Outcome>;
  readonly py: (code: string) => Promise<Outcome>;
  /** The same with a time limit of its own. */
  readonly cell: (
    language: Language,
    code: string,
    timeLimit: number,
    signal?: AbortSignal,
  ) => Promise<Outcome>;
  readonly scratch: string;
  /** Another process takes the session up. */
  readonly resumed: () => Ground;
}

/** `judge` rules on what the cells do; `toolsOf` gives the functions that Python cells may call. */
export async function openGround(
  backend: SandboxName = "perl",
  judge: (intent: Intent) => Verdict = () => ({ type: "allow" }),
  toolsOf: (ground: {
    readonly root: string;
    readonly scratch: string;
    readonly world: World;
  }) => readonly Tool[] = () => [],
): Promise<Ground> {
  const { root, scratch, sandbox } = await openPlace(backend);
  const folder = path.join(scratch, "journal");
  mkdirSync(folder);
  const journal = createJournal(folder, { id: "01", clock: systemClock });
  onTestFinished(() => journal.close());
  journal.append({
    type: "session.opened",
    task: "t",
    root,
    options: { model: "m", sandbox: backend, budget: {} },
    tackle: "0",
  });
  const intents: Intent[] = [];
  const gate = createGate([
    (intent) => {
      intents.push(intent);
      return judge(intent);
    },
  ]);
  const parts = (): Omit<CellParts, "timeLimit"> => {
    const world = createWorld({ root, sandbox, gate, journal, keep: path.join(scratch, "kept") });
    const tools = toolsOf({ root, scratch, world });
    const bridge = createBridge({ tools, gate, journal });
    const python = createPythonKernel({
      sandbox,
      tools,
      root,
      call: bridge.call.bind(bridge),
      land: (actor, held, since) => world.land(actor, held, since),
    });
    onTestFinished(() => python.close());
    return {
      gate,
      journal,
      root,
      world,
      python,
      kernel: () => Promise.reject(new Error("no kernel here")),
      begin: (cell) => bridge.begin(cell),
      signal: new AbortController().signal,
    };
  };
  const ground = (): Ground => {
    const own = parts();
    const run = (
      language: Language,
      code: string,
      timeLimit = 20_000,
      signal = own.signal,
    ): Promise<Outcome> => {
      const id = `c${journal.facts.filter(({ type }) => type === "cell.ran").length + 1}`;
      return runCell({ ...own, timeLimit, signal }, { id, language, code });
    };
    return {
      root,
      scratch,
      journal,
      intents,
      sh: (code) => run("sh", code),
      py: (code) => run("py", code),
      cell: run,
      resumed: ground,
    };
  };
  return ground();
}
