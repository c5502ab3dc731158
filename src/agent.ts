/** An agent is a model plus a harness. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ask, RuleTexts } from "./core/approval.ts";
import type { Budget } from "./core/budget.ts";
import type { Cell } from "./core/cell.ts";
import type { Intent, Verdict, Version } from "./core/effect.ts";
import type { Fact } from "./core/fact.ts";
import type { Journal } from "./core/journal.ts";
import type { Model } from "./core/model.ts";
import type { Stop } from "./core/stop.ts";
import { createBridge } from "./interface/api/bridge.ts";
import { indexTools } from "./interface/api/declare.ts";
import { createGate } from "./interface/api/gate.ts";
import type { Tool } from "./interface/api/tool.ts";
import { restoreVariables, runCell, type CellParts } from "./interface/cells.ts";
import { diffText } from "./interface/environment/difference.ts";
import { createFiles } from "./interface/environment/files.ts";
import { matchesAny } from "./interface/environment/globs.ts";
import { ignoredPaths } from "./interface/environment/ignored.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { findSecrets, type Secrets } from "./interface/environment/secrets.ts";
import { prepareSandbox, type DeferredSandbox } from "./interface/environment/sandbox/defer.ts";
import { standUp } from "./interface/environment/sandbox/stand-up.ts";
import { createProcesses, type Processes } from "./interface/environment/processes.ts";
import { runShell, shellArguments } from "./interface/environment/shell.ts";
import { look } from "./interface/environment/version.ts";
import type { Workspace } from "./interface/environment/workspace.ts";
import { createWorld, type World } from "./interface/environment/world.ts";
import { createLazyKernel } from "./interface/kernel/lazy.ts";
import { createAnswer } from "./mechanisms/control/answer.ts";
import { createChecks, type Checks } from "./mechanisms/control/checks.ts";
import { createControl } from "./mechanisms/control/control.ts";
import { runLoop } from "./mechanisms/control/loop.ts";
import { createProtection } from "./mechanisms/control/protection/protection.ts";
import { originalOf } from "./mechanisms/control/original.ts";
import { netChanges } from "./mechanisms/control/situation.ts";
import { createReview } from "./mechanisms/control/verification/review.ts";
import { createApproval } from "./mechanisms/control/permission/approval.ts";
import { timeAsk } from "./mechanisms/control/permission/patience.ts";
import { createPermission } from "./mechanisms/control/permission/permission.ts";
import { createMemory } from "./mechanisms/memory/memory.ts";
import { createWindow } from "./mechanisms/memory/window.ts";
import type { Mechanism, Session } from "./mechanisms/mechanism.ts";
import { createRepairTools } from "./mechanisms/tools/repair/tools.ts";
import { createTools } from "./mechanisms/tools/tools.ts";

/** What an agent is made of. */
export interface AgentParts {
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
  readonly verify?: string;
  /** A second model that reads the evidence of a claim. */
  readonly reviewer?: Model;
  /** Globs of tests and check settings that the task may change. */
  readonly mayChange: readonly string[];
  /** Globs of files with secrets that programs may see. */
  readonly allowSecrets: readonly string[];
  readonly budget: Budget;
  /** A mode, and rules in layers. */
  readonly permission: { readonly mode: string; readonly rules: readonly RuleTexts[] };
  /** The user's own folder of settings, and HOME: for instructions and skills. */
  readonly config?: string;
  readonly home?: string;
  /** The project's skills count. */
  readonly trusted: boolean;
  readonly words?: string;
  /** Folders outside the workspace that may be read, absolute. */
  readonly readable: readonly string[];
  readonly schema?: Readonly<Record<string, unknown>>;
  /** In a replay: the facts whose clock and chance the cells have again. */
  readonly recorded?: readonly Fact[];
  /** Absent: there is nobody to ask. */
  readonly ask?: Ask;
  readonly signal: AbortSignal;
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
  const { journal, workspace, scratch, budget } = parts;
  const { root } = workspace;
  const end = new AbortController();
  const timer = budget.milliseconds === undefined ? [] : [AbortSignal.timeout(budget.milliseconds)];
  const signal = AbortSignal.any([parts.signal, end.signal, ...timer]);
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const session: Session = { task: taskOf(journal), root, journal, signal };
  const secrets = findSecrets(root, parts.allowSecrets);
  const sandbox = prepareSandbox(parts.sandbox, {
    root,
    scratch,
    path: parts.path,
    readable: parts.readable,
    masked: secrets.masked,
  });
  const judges: ((intent: Intent) => Verdict | Promise<Verdict>)[] = [];
  const permission = createPermission({
    ...parts.permission,
    root,
    isIgnored: (path) => ignoredPaths(root, [{ path, type: "file" }]).has(path),
  });
  const asked = parts.ask && permission.stance.asks !== "never" ? timeAsk(parts.ask) : undefined;
  const gate = createGate(
    judges,
    createApproval({
      session,
      permission,
      current: (path) => bytesOf(workspace, path),
      ...(asked && { ask: asked.ask }),
    }),
  );
  const world = createWorld({ root, sandbox, gate, journal, keep: parts.keep });
  const processes = createProcesses({ sandbox, journal, argumentsOf: shellArguments });
  const checks = createChecks({
    session: () => session,
    look: (command) => world.look(command),
    original: (path) => originalOf(journal, path),
    current: (path) => textOf(workspace, path),
    declared: (path) => matchesAny(parts.mayChange, path),
    ...(parts.verify !== undefined && { verify: parts.verify }),
    ...(parts.reviewer && {
      review: createReview({
        model: parts.reviewer,
        task: session.task,
        diff: () => changesOf(journal),
        signal,
      }),
    }),
  });
  const memory = createMemory({ ...parts, root, facts: () => journal.facts });
  const mechanisms = [
    permission,
    ...createMechanisms(
      { ...parts, signal },
      { session, world, sandbox, checks, processes, memory, secrets },
    ),
  ];
  for (const mechanism of mechanisms)
    if (mechanism.judge) judges.push((intent) => mechanism.judge?.(intent, session) ?? allow);

  const tools = mechanisms.flatMap(({ api = [] }) => api);
  const bridge = createBridge({ tools, gate, journal });
  const onOutput = parts.onOutput && { onOutput: parts.onOutput };
  const kernel = createLazyKernel({
    sandbox,
    tools,
    root,
    call: (request) => bridge.call(request),
    ...onOutput,
  });
  const cells: CellParts = {
    gate,
    journal,
    world,
    kernel: kernel.get,
    begin: (cell) => bridge.begin(cell),
    signal,
    timeLimit: cellTime,
    ...(asked && { waited: asked.waited }),
    ...(parts.recorded && { recorded: parts.recorded }),
    notes: () => processes.notes(),
    onLost: (cell) =>
      parts.onNotice?.(`${cell} came out otherwise when it was run again for its variables: they are lost`),
    ...onOutput,
  };
  return {
    async run() {
      const stand = standUp(sandbox, journal, () => end.abort());
      await checks.vet();
      await restoreVariables(cells, cellsToRestore(journal.facts));
      journal.append(...memory.begin());
      const system = systemWords(mechanisms, session, tools);
      const stop = await runLoop({
        session,
        model: parts.model,
        mechanisms,
        budget,
        system,
        context: createWindow({ facts: journal.facts, model: parts.model, system }),
        runCell: (cell) => stand().then(() => runCell(cells, cell)),
        ...(parts.onDelta && { onDelta: parts.onDelta }),
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

const allow: Verdict = { type: "allow" };

/** What the standard harness stands on. */
interface Ground {
  readonly session: Session;
  readonly world: World;
  readonly sandbox: DeferredSandbox;
  readonly processes: Processes;
  readonly checks: Checks;
  readonly secrets: Secrets;
  readonly memory: Mechanism;
}

/** The standard harness: control, tools, repair. */
function createMechanisms(
  { workspace, scratch, signal, readable, schema }: AgentParts,
  { session, world, sandbox, checks, processes, memory, secrets }: Ground,
): readonly Mechanism[] {
  return [
    createControl(checks),
    ...(schema ? [createAnswer(schema, () => session)] : []),
    createProtection(secrets),
    createTools({
      files: createFiles({ workspace, world, scratch, readable, hidden: secrets.hidden }),
      shell: (command, context) => runShell(world, command, context),
      processes,
    }),
    memory,
    {
      name: "repair",
      api: createRepairTools({
        root: session.root,
        launch: (program) => sandbox.launch(program),
        report: () => checks.now(),
        signal,
      }),
    },
  ];
}

/** What the session has changed so far, as a diff. */
function changesOf(journal: Journal): Promise<string> {
  const bytes = (version: Version): Uint8Array | undefined =>
    version.node === "file" && version.hash !== undefined ? journal.read(version.hash) : undefined;
  return diffText(
    netChanges(journal.facts),
    ({ before }) => bytes(before),
    ({ after }) => bytes(after),
  );
}

/** The bytes of a file in the workspace itself, for a diff; nothing that a link leads to. */
function bytesOf({ root }: Workspace, path: string): Uint8Array | undefined {
  const place = join(root, path);
  return look(place)?.isFile() ? readFileSync(place) : undefined;
}

function textOf(workspace: Workspace, path: string): string | undefined {
  try {
    return workspace.read(path);
  } catch {
    return undefined;
  }
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
