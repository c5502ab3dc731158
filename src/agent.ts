/** An agent is a model plus a harness. */
import type { Budget } from "./core/budget.ts";
import type { Cell } from "./core/cell.ts";
import type { Fact } from "./core/fact.ts";
import type { Journal } from "./core/journal.ts";
import type { Model } from "./core/model.ts";
import type { Steering } from "./core/steering.ts";
import type { Stop } from "./core/stop.ts";
import type { Footing } from "./footing.ts";
import { createHarness, type Harness, type HarnessSettings } from "./harness.ts";
import { createBridge } from "./interface/api/bridge.ts";
import { createCatalogue } from "./interface/api/catalogue.ts";
import { indexTools } from "./interface/api/declare.ts";
import type { Tool } from "./interface/api/tool.ts";
import { restoreVariables, runCell, type CellParts } from "./interface/cells.ts";
import { lend } from "./interface/environment/sandbox/lend.ts";
import { standUp } from "./interface/environment/sandbox/stand-up.ts";
import type { Workspace } from "./interface/environment/workspace.ts";
import type { LazyKernel } from "./interface/kernel/lazy.ts";
import { runLoop } from "./mechanisms/control/loop.ts";
import { remaining } from "./mechanisms/control/remaining.ts";
import { cacheBegun } from "./mechanisms/memory/prefix.ts";
import { createWindow } from "./mechanisms/memory/window.ts";
import type { Mechanism, Session } from "./mechanisms/mechanism.ts";

/** What an agent is made of. */
export interface AgentParts extends HarnessSettings {
  readonly model: Model;
  readonly journal: Journal;
  readonly workspace: Workspace;
  readonly footing: Footing;
  /** A private folder of this session. */
  readonly scratch: string;
  /** Where before-images are kept. */
  readonly keep: string;
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
  /** Gives the kernel the variables that the journal tells of, and the names of cells whose variables did not come back. */
  restore(): Promise<readonly string[]>;
  /** Ends what it started. What it stands on is its owner's. */
  close(): Promise<void>;
}

/** Wall time that one cell may take: long enough for a test suite, short enough that a loop ends. Milliseconds. */
const cellTime = 300_000;

/** Puts a model and a harness together. The sandbox starts while the model thinks; a kernel when a cell of its language needs it. */
export function openAgent(parts: AgentParts): Agent {
  const { journal, workspace, budget, model, steering, footing } = parts;
  const { root } = workspace;
  const read = (hash: string): Uint8Array | undefined => journal.read(hash);
  const end = new AbortController();
  const timer = budget.milliseconds === undefined ? [] : [AbortSignal.timeout(budget.milliseconds)];
  const signal = AbortSignal.any([parts.signal, end.signal, ...timer]);
  const session: Session = { task: taskOf(journal), root, journal, signal };
  const { sandbox, end: endPrograms } = lend(footing.sandbox);
  const step = steering && { step: () => steering.signal() };
  const harness = createHarness({ ...parts, ...step, session, sandbox, secrets: footing.secrets });
  const { mechanisms, gate, world, checks, processes, waited } = harness;

  const own = mechanisms.flatMap(({ api = [] }) => api);
  const tools: readonly Tool[] = [...own, ...createCatalogue(() => tools)];
  const bridge = createBridge({ tools, gate, journal });
  const onOutput = parts.onOutput && { onOutput: parts.onOutput };
  const served = { tools, call: bridge.call.bind(bridge), ...onOutput };
  const kernel = footing.kernelFor(served);
  const cells: CellParts = {
    gate,
    journal,
    world,
    root,
    kernel: kernel.get,
    python: footing.pythonFor({ ...served, land: world.land.bind(world) }),
    begin: (cell) => bridge.begin(cell),
    signal,
    ...step,
    timeLimit: cellTime,
    ...(waited && { waited }),
    ...(parts.recorded && { recorded: parts.recorded }),
    notes: () => [...processes.notes(), ...remaining(budget, journal.facts)],
    ...onOutput,
  };
  const restore = restoring(footing, kernel, cells);
  let cutOff = false;
  return {
    restore,
    async run() {
      const stand = standUp(sandbox, journal, () => end.abort());
      await checks.vet();
      for (const cell of await restore())
        parts.onNotice?.(`${cell} came out otherwise when it was run again for its variables: they are lost`);
      footing.held = undefined; // cells that run now change them
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
        runCell: async (cell) => {
          await stand();
          await runCell(cells, cell);
          cutOff ||= signal.aborted; // nothing of it may be on record
        },
        ...(parts.onDelta && { onDelta: parts.onDelta }),
        ...(steering && { steering }),
        elapsed: () => performance.now(),
      });
      await processes.close();
      await stand(); // without a sandbox nothing that happened counts
      if (!cutOff && (await kernel.isWhole()))
        footing.held = cellsToRestore(journal.facts).map(({ ran }) => ran);
      const late = stop.reason === "interrupted" && !parts.signal.aborted;
      return late
        ? { reason: "timeout", detail: `${Math.round(performance.now() / 1000)} s have passed` }
        : stop;
    },
    async close() {
      await processes.close();
      await endPrograms();
    },
  };
}

/** Gives the kernel what it lacks of the variables that the journal tells of. */
function restoring(footing: Footing, kernel: LazyKernel, cells: CellParts): Agent["restore"] {
  return async () => {
    const wanted = cellsToRestore(cells.journal.facts);
    const names = wanted.map(({ ran }) => ran);
    const { held } = footing;
    const isAhead = held?.every((name, at) => name === names[at]) ?? false;
    footing.held = undefined;
    if (!isAhead) await (await kernel.get()).renew();
    const rest = wanted.slice(isAhead ? held?.length : 0).map(({ cell }) => cell);
    const lost = await restoreVariables(cells, rest);
    if (!cells.signal.aborted) footing.held = names;
    return lost;
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
  return [
    ...briefs,
    `Functions for typescript and python cells, each to be awaited:\n${indexTools(tools)}`,
  ].join("\n\n");
}

function taskOf(journal: Journal): string {
  const [opened] = journal.facts;
  return opened?.type === "session.opened" ? opened.task : "";
}

/** TypeScript cells that ran so far, and whose variables later cells may name; `ran` is the number of the fact that says so. */
function cellsToRestore(facts: readonly Fact[]): readonly { readonly cell: Cell; readonly ran: number }[] {
  const numbers = new Map(
    facts.flatMap((fact): readonly (readonly [string, number])[] =>
      fact.type === "cell.ran" && fact.outcome.status !== "refused" ? [[fact.cell, fact.seq]] : [],
    ),
  );
  return facts
    .flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []))
    .flatMap((cell) => {
      const ran = numbers.get(cell.id);
      return cell.language === "ts" && ran !== undefined ? [{ cell, ran }] : [];
    });
}
