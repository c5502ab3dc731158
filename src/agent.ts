/** An agent is a model plus a harness. */
import { mkdirSync } from "node:fs";
import type { Budget } from "./core/budget.ts";
import type { Cell } from "./core/cell.ts";
import type { Fact } from "./core/fact.ts";
import type { Journal } from "./core/journal.ts";
import type { Model } from "./core/model.ts";
import type { Steering } from "./core/steering.ts";
import type { Stop } from "./core/stop.ts";
import { createHarness, type Harness, type HarnessSettings } from "./harness.ts";
import { createBridge } from "./interface/api/bridge.ts";
import { createCatalogue } from "./interface/api/catalogue.ts";
import { indexTools } from "./interface/api/declare.ts";
import type { Tool } from "./interface/api/tool.ts";
import { restoreVariables, runCell, type CellParts } from "./interface/cells.ts";
import { openEgress } from "./interface/environment/egress/egress.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { prepareSandbox } from "./interface/environment/sandbox/defer.ts";
import { standUp } from "./interface/environment/sandbox/stand-up.ts";
import { findSecrets } from "./interface/environment/secrets.ts";
import type { Workspace } from "./interface/environment/workspace.ts";
import { createLazyKernel } from "./interface/kernel/lazy.ts";
import { runLoop } from "./mechanisms/control/loop.ts";
import { forbiddenToReach, forbiddenToRead } from "./mechanisms/control/permission/forbidden.ts";
import { remaining } from "./mechanisms/control/remaining.ts";
import { cacheBegun } from "./mechanisms/memory/prefix.ts";
import { createWindow } from "./mechanisms/memory/window.ts";
import type { Mechanism, Session } from "./mechanisms/mechanism.ts";

/** What an agent is made of. */
export interface AgentParts extends HarnessSettings {
  readonly model: Model;
  readonly journal: Journal;
  readonly workspace: Workspace;
  readonly sandbox: SandboxName | "auto";
  /** A private folder of this session. */
  readonly scratch: string;
  /** Where before-images are kept. */
  readonly keep: string;
  /** The user's PATH. */
  readonly path: string;
  /** Globs of files with secrets that programs may see. */
  readonly allowSecrets: readonly string[];
  readonly budget: Budget;
  /** In a replay: the facts whose clock and chance the cells have again. */
  readonly recorded?: readonly Fact[];
  readonly signal: AbortSignal;
  /** Absent: nobody is beside it. */
  readonly steering?: Steering;
  readonly onDelta?: (text: string) => void;
  readonly onOutput?: (cell: string, text: string) => void;
  readonly onNotice?: (line: string) => void;
}

export interface Agent {
  /** Goes on where the journal ends, until there is a reason to stop. Throws only Faults. */
  run(): Promise<Stop>;
  close(): Promise<void>;
}

/** Wall time that one cell may take: long enough for a test suite, short enough that a loop ends. Milliseconds. */
const cellTime = 300_000;

/** Puts a model and a harness together. The sandbox starts while the model thinks; the kernel when a TypeScript cell needs it. */
export function openAgent(parts: AgentParts): Agent {
  const { journal, workspace, scratch, path, readable, budget, model, steering } = parts;
  const { root } = workspace;
  const read = (hash: string): Uint8Array | undefined => journal.read(hash);
  const end = new AbortController();
  const timer = budget.milliseconds === undefined ? [] : [AbortSignal.timeout(budget.milliseconds)];
  const signal = AbortSignal.any([parts.signal, end.signal, ...timer]);
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const session: Session = { task: taskOf(journal), root, journal, signal };
  const { rules } = parts.permission;
  const forbidden = forbiddenToRead(rules);
  const secrets = findSecrets(root, {
    allowed: parts.allowSecrets,
    ...(forbidden && { forbidden }),
  });
  const confined = prepareSandbox(parts.sandbox, { root, scratch, path, readable }, secrets.all);
  // Without a sandbox the network is open anyway.
  const sandbox =
    parts.sandbox === "none" ? confined : openEgress(confined, parts.allowNet, forbiddenToReach(rules));
  const harness = createHarness({ ...parts, session, sandbox, secrets });
  const { mechanisms, gate, world, checks, processes, waited } = harness;

  const own = mechanisms.flatMap(({ api = [] }) => api);
  const tools: readonly Tool[] = [...own, ...createCatalogue(() => tools)];
  const bridge = createBridge({ tools, gate, journal });
  const onOutput = parts.onOutput && { onOutput: parts.onOutput };
  const call = bridge.call.bind(bridge);
  const kernel = createLazyKernel({ sandbox, tools, root, call, ...onOutput });
  const cells: CellParts = {
    gate,
    journal,
    world,
    root,
    kernel: kernel.get,
    begin: (cell) => bridge.begin(cell),
    signal,
    ...(steering && { step: () => steering.signal() }),
    timeLimit: cellTime,
    ...(waited && { waited }),
    ...(parts.recorded && { recorded: parts.recorded }),
    notes: () => [...processes.notes(), ...remaining(budget, journal.facts)],
    onLost: (cell) =>
      parts.onNotice?.(`${cell} came out otherwise when it was run again for its variables: they are lost`),
    ...onOutput,
  };
  return {
    async run() {
      const stand = standUp(sandbox, journal, () => end.abort());
      await checks.vet();
      await restoreVariables(cells, cellsToRestore(journal.facts));
      const system = begin(harness, session, { tools, model });
      const stop = await runLoop({
        session,
        model,
        mechanisms,
        budget,
        system,
        context: createWindow({ facts: journal.facts, read, model, system }),
        // It starts while the model thinks.
        onSent: () => setImmediate(() => sandbox.begin()),
        runCell: (cell) => stand().then(() => runCell(cells, cell)),
        ...(parts.onDelta && { onDelta: parts.onDelta }),
        ...(steering && { steering }),
        elapsed: () => performance.now(),
      });
      await processes.close();
      await stand(); // without a sandbox nothing that happened counts
      const late = stop.reason === "interrupted" && !parts.signal.aborted;
      return late
        ? { reason: "timeout", detail: `${Math.round(performance.now() / 1000)} s have passed` }
        : stop;
    },
    async close() {
      await processes.close();
      await kernel.close();
      await sandbox.close();
    },
  };
}

/** Writes down what requests begin with in this process, and gives the words. */
function begin(
  { memory, mechanisms }: Pick<Harness, "memory" | "mechanisms">,
  session: Session,
  { tools, model }: { readonly tools: readonly Tool[]; readonly model: Model },
): string {
  const { journal } = session;
  journal.append(...memory.begin());
  const system = systemWords(mechanisms, session, tools);
  journal.append(...cacheBegun(journal.facts, { model: model.name, system }));
  return system;
}

/** All that a model reads before the conversation: each mechanism's words, then a line for each function. */
function systemWords(mechanisms: readonly Mechanism[], session: Session, tools: readonly Tool[]): string {
  const briefs = mechanisms.flatMap((mechanism) => mechanism.brief?.(session) ?? []);
  return [...briefs, `Functions for typescript cells:\n${indexTools(tools)}`].join("\n\n");
}

function taskOf(journal: Journal): string {
  const [opened] = journal.facts;
  return opened?.type === "session.opened" ? opened.task : "";
}

/** TypeScript cells that ran in an earlier process of this session, and whose variables later cells may name. */
function cellsToRestore(facts: readonly Fact[]): readonly Cell[] {
  const ran = new Set(
    facts.flatMap((fact) =>
      fact.type === "cell.ran" && fact.outcome.status !== "refused" ? [fact.cell] : [],
    ),
  );
  return facts
    .flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []))
    .filter((cell) => cell.language === "ts" && ran.has(cell.id));
}
