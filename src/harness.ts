/** A harness: the world that cells act on, the gate before it, and the mechanisms, all over one session. */
import { join } from "node:path";
import type { Ask, RuleTexts } from "./core/approval.ts";
import type { Intent, Verdict } from "./core/effect.ts";
import type { Model } from "./core/model.ts";
import { createGate, type Gate } from "./interface/api/gate.ts";
import { bytesOf, createTextFiles, overlayOf, textOf } from "./interface/environment/texts.ts";
import { createFiles } from "./interface/environment/files.ts";
import { matchesAny } from "./interface/environment/globs.ts";
import { ignoredPaths } from "./interface/environment/ignored.ts";
import { createProcesses, type Processes } from "./interface/environment/processes.ts";
import type { DeferredSandbox } from "./interface/environment/sandbox/defer.ts";
import type { Secrets } from "./interface/environment/secrets.ts";
import { runShell, shellArguments } from "./interface/environment/shell.ts";
import { look } from "./interface/environment/version.ts";
import type { Workspace } from "./interface/environment/workspace.ts";
import { createWorld, type World } from "./interface/environment/world.ts";
import { createAnswer } from "./mechanisms/control/answer.ts";
import { createCalculation } from "./mechanisms/control/calculation/calculation.ts";
import { createChecks, type Checks } from "./mechanisms/control/checks.ts";
import { createContracts, type Contracts } from "./mechanisms/control/contract/contract.ts";
import { createControl } from "./mechanisms/control/control.ts";
import { goBack } from "./mechanisms/control/restore.ts";
import { originalOf } from "./mechanisms/control/original.ts";
import { createApproval } from "./mechanisms/control/permission/approval.ts";
import { timeAsk } from "./mechanisms/control/permission/patience.ts";
import { createPermission, type Permission } from "./mechanisms/control/permission/permission.ts";
import { createProtection } from "./mechanisms/control/protection/protection.ts";
import { createReview } from "./mechanisms/control/verification/review.ts";
import { createMemory, type Memory } from "./mechanisms/memory/memory.ts";
import type { Mechanism, Session } from "./mechanisms/mechanism.ts";
import { runCheck } from "./mechanisms/control/sensors/run.ts";
import { createPlanning } from "./mechanisms/planning/planning.ts";
import { experienceOf } from "./mechanisms/planning/experience.ts";
import { readLessons } from "./mechanisms/planning/lessons.ts";
import { createPlanner } from "./mechanisms/planning/planner.ts";
import { alternativesTo, createRepairTools } from "./mechanisms/tools/repair/tools.ts";
import { createTools } from "./mechanisms/tools/tools.ts";

/** What the person who runs it says of the harness. */
export interface HarnessSettings {
  readonly verify?: string;
  /** A second model that reads a claim whose check passes. */
  readonly reviewer?: Model;
  /** Globs of tests and check settings that the task may change. */
  readonly mayChange: readonly string[];
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
  /** Places on the network that programs may reach, `host:port`. */
  readonly allowNet: readonly string[];
  readonly schema?: Readonly<Record<string, unknown>>;
  /** The file of what past tasks have taught; absent: nothing is kept. */
  readonly lessons?: string;
  /** Absent: there is nobody to ask. */
  readonly ask?: Ask;
}

/** What a harness stands on. */
export interface HarnessGround extends HarnessSettings {
  readonly session: Session;
  readonly model: Model;
  readonly workspace: Workspace;
  readonly sandbox: DeferredSandbox;
  readonly secrets: Secrets;
  readonly step?: () => AbortSignal;
  /** Where new contents lie until they are committed, and where before-images are kept. */
  readonly scratch: string;
  readonly keep: string;
}

export interface Harness {
  readonly mechanisms: readonly Mechanism[];
  readonly gate: Gate;
  readonly world: World;
  readonly checks: Checks;
  readonly memory: Memory;
  readonly processes: Processes;
  /** Milliseconds that have been spent waiting for a person. */
  readonly waited?: () => number;
}

const allow: Verdict = { type: "allow" };

/** The standard harness over one session. Nothing starts before it is used. */
export function createHarness(ground: HarnessGround): Harness {
  const { session, workspace, sandbox, keep } = ground;
  const { root, journal } = session;
  const judges: ((intent: Intent) => Verdict | Promise<Verdict>)[] = [];
  const permission = createPermission({ ...ground.permission, root, isIgnored: isIgnored(root) });
  const asked = ground.ask && permission.stance.asks !== "never" ? timeAsk(ground.ask) : undefined;
  const current = (path: string): Uint8Array | undefined => bytesOf(workspace, path);
  const gate = createGate(
    judges,
    createApproval({ session, permission, current, ...(asked && { ask: asked.ask }) }),
  );
  const world = createWorld({ root, sandbox, gate, journal, keep });
  const processes = createProcesses({ sandbox, journal, argumentsOf: shellArguments });
  const contracts = openContracts(ground, world, () => checks);
  const checks: Checks = openChecks(ground, world, contracts);
  const memory = createMemory({ ...ground, root, facts: () => journal.facts });
  const mechanisms = [
    permission,
    ...standardMechanisms(ground, { world, checks, contracts, processes, memory, permission }),
  ];
  for (const mechanism of mechanisms)
    if (mechanism.judge) judges.push((intent) => mechanism.judge?.(intent, session) ?? allow);
  return {
    mechanisms,
    gate,
    world,
    checks,
    memory,
    processes,
    ...(asked && { waited: asked.waited }),
  };
}

const isIgnored =
  (root: string) =>
  (path: string): boolean =>
    ignoredPaths(root, [{ path, type: "file" }]).has(path);

function openContracts(
  { session, workspace, readable, secrets }: HarnessGround,
  world: World,
  checks: () => Checks,
): Contracts {
  return createContracts({
    session: () => session,
    checks,
    look: (command) => world.look(command),
    current: (path) => textOf(workspace, path),
    ignored: (paths) =>
      ignoredPaths(
        session.root,
        paths.map((path) => ({ path, type: "file" })),
      ),
    readable,
    masked: secrets.masked,
  });
}

function openChecks(
  { session, workspace, verify, reviewer, secrets, mayChange, step }: HarnessGround,
  world: World,
  contracts: Contracts,
): Checks {
  const { journal, task, signal } = session;
  const review =
    reviewer &&
    createReview({
      model: reviewer,
      task,
      journal,
      shown: (file) => secrets.unshown(file) === undefined,
      signal,
    });
  return createChecks({
    session: () => session,
    look: (command) => world.look(command),
    original: (path) => originalOf(journal, path),
    current: (path) => textOf(workspace, path),
    declared: (path) => matchesAny(mayChange, path),
    settle: (evidence) => contracts.settle(evidence),
    alternatives: alternativesTo,
    ...(step && { step }),
    ...(verify !== undefined && { verify }),
    ...(review && { review }),
  });
}

function tellNetwork(allowNet: readonly string[]): Mechanism {
  const brief = `Of the network, bash, python and shell.run reach these places through a proxy, and no others: ${allowNet.join(", ")}.`;
  return { name: "network", brief: () => brief };
}

/** In the order in which the model reads of them. */
function standardMechanisms(
  { session, workspace, sandbox, secrets, scratch, keep, readable, allowNet, schema, lessons }: HarnessGround,
  {
    world,
    checks,
    contracts,
    processes,
    memory,
    permission,
  }: Pick<Harness, "world" | "checks" | "processes" | "memory"> & {
    readonly contracts: Mechanism;
    readonly permission: Permission;
  },
): readonly Mechanism[] {
  const { root, journal, signal } = session;
  const planner = createPlanner(journal);
  return [
    createControl(checks, {
      current: (path) => (secrets.unshown(path) === undefined ? textOf(workspace, path) : undefined),
      revert: (cell) => goBack(session.journal, { root: session.root, keep, scratch }, cell),
    }),
    ...(schema ? [] : [createCalculation()]),
    contracts,
    ...(schema ? [createAnswer(schema, () => session)] : []),
    createProtection(secrets, permission, (path) => look(join(session.root, path)) !== undefined),
    ...(allowNet.length > 0 ? [tellNetwork(allowNet)] : []),
    createTools({
      files: createFiles({ workspace, world, scratch, readable, unshown: secrets.unshown }),
      shell: (command, context) => runShell(world, command, context),
      processes,
    }),
    memory,
    createPlanning({
      planner,
      ...(lessons !== undefined && { lessons }),
      files: createTextFiles({ workspace, world, scratch, unshown: secrets.unshown }),
      journal,
      signal,
      before: () => checks.now(),
      check: (texts, { check }) =>
        runCheck(check, (command) => world.look(command), { root, signal, overlay: overlayOf(texts) }),
    }),
    {
      name: "repair",
      api: createRepairTools({
        root,
        launch: (program) => sandbox.launch(program),
        report: () => checks.now(),
        explorer: (about) => planner.explorer(about),
        ...(lessons !== undefined && { experience: () => experienceOf(readLessons(lessons)) }),
        learn: (cell, lesson) => void journal.append({ type: "lesson.drawn", cell, ...lesson }),
        signal,
      }),
    },
  ];
}
