/** The project's check in this session: found once, run before anything changes, and run again to judge a claim. */
import { Fault } from "../../core/fault.ts";
import type { Evidence } from "../../core/evidence.ts";
import type { Check, CheckRun } from "../../core/finding.ts";
import type { Command, Run } from "../../interface/environment/sandbox.ts";
import type { Session } from "../mechanism.ts";
import { judge, tally } from "./proof.ts";
import { findCheck } from "./sensors/find.ts";
import { originalsOverlay, protectedPaths, type TwoStates } from "./sensors/protected.ts";
import { runCheck } from "./sensors/run.ts";
import { netChanges } from "./situation.ts";

export interface Checks {
  readonly session: () => Session;
  /** The check's run on the tree as the session found it; undefined when there is no check. Must first be asked before anything has changed. */
  before(): Promise<CheckRun | undefined>;
  /** The check's run on the tree as it is. Throws an Error meant for the cell when there is no check. */
  now(): Promise<CheckRun>;
  /** What a claim comes to. */
  judge(): Promise<Evidence>;
  /** Throws `Fault("no_check")` when the check that was named by the user starts with a program that is not there. */
  vet(): Promise<void>;
}

/** What checks stand on. `session` is asked for late: it is made of mechanisms, and this is in one. */
export interface ChecksGiven {
  readonly session: () => Session;
  readonly verify?: string;
  /** True for tests and check settings that are declared part of the task. */
  readonly declared?: (path: string) => boolean;
  /** Runs a command whose writes are dropped. */
  readonly look: (command: Command) => Promise<Run>;
  /** The bytes and mode that a path had when the session began; null when it did not exist. */
  readonly original: (path: string) => { readonly bytes: Uint8Array; readonly mode: number } | null;
  /** The text of a workspace file as it is; undefined when there is none to read. */
  readonly current: (path: string) => string | undefined;
}

const noCheck = 'no check was found in this project; name one with --verify "<command>"';

/** Checks over one session; what was run is in its journal and is not run again after a restart. */
export function createChecks(given: ChecksGiven): Checks {
  let found: Promise<Check | undefined> | undefined;
  let first: Promise<CheckRun | undefined> | undefined;

  const find = (): Promise<Check | undefined> => {
    found ??= findOnce(given);
    return found;
  };
  const before = (): Promise<CheckRun | undefined> => {
    first ??= find().then((check) => (check ? runBefore(given, check) : undefined));
    return first;
  };
  return {
    session: given.session,
    before,
    async now() {
      const check = await find();
      if (check === undefined) throw new Error(noCheck);
      const start = await before();
      if (start && netChanges(given.session().journal.facts).length === 0) return start;
      return runOnce(given, check);
    },
    async judge() {
      const check = await find();
      const start = await before();
      return check && start ? judgeClaim(given, check, start) : unchecked(given);
    },
    async vet() {
      const program = given.verify === undefined ? undefined : firstWord(given.verify);
      if (program === undefined) return;
      const { exit } = await given.look({ argv: ["/bin/sh", "-c", 'command -v -- "$1"', "sh", program] });
      if (exit !== 0)
        throw new Fault(
          "no_check",
          `the check \`${given.verify}\` cannot run: there is no ${program} in the sandbox`,
          "is it spelled right, and on your PATH? `tackle doctor` says what is found",
        );
    },
  };
}

/** The program that a plain command starts; undefined where only a shell can tell. */
function firstWord(command: string): string | undefined {
  const word = command
    .trim()
    .split(/\s+/)
    .find((each) => !/^\w+=/.test(each));
  return word !== undefined && /^[\w./@+-]+$/.test(word) ? word : undefined;
}

async function findOnce({ session, verify }: ChecksGiven): Promise<Check | undefined> {
  const { journal, root } = session();
  const known = journal.facts.find((fact) => fact.type === "check.found");
  if (known) return known.check;
  const check = await findCheck(root, verify);
  if (check) journal.append({ type: "check.found", check });
  return check;
}

async function runBefore(given: ChecksGiven, check: Check): Promise<CheckRun> {
  const known = given
    .session()
    .journal.facts.find((fact) => fact.type === "check.ran" && fact.phase === "before");
  if (known?.type === "check.ran") return known.report;
  return record(given, check, "before", () => runOnce(given, check));
}

async function record(
  { session }: ChecksGiven,
  { command }: Check,
  phase: "before" | "after",
  work: () => Promise<CheckRun>,
): Promise<CheckRun> {
  const { journal } = session();
  const run = `k${journal.facts.filter((fact) => fact.type === "check.started").length + 1}`;
  journal.append({ type: "check.started", run, phase, command });
  const report = await work();
  journal.append({ type: "check.ran", run, phase, report });
  return report;
}

function runOnce(
  { session, look }: ChecksGiven,
  check: Check,
  overlay?: Command["overlay"],
): Promise<CheckRun> {
  const { root, signal } = session();
  return runCheck(check, look, { root, signal, ...(overlay && { overlay }) });
}

/** Runs the check with the original tests and settings in place, whatever became of them, and judges. */
async function judgeClaim(given: ChecksGiven, check: Check, before: CheckRun): Promise<Evidence> {
  const changes = netChanges(given.session().journal.facts);
  const changed = changes.map(({ path }) => path);
  // Folders have no originals of their own: what was in them is listed, and an empty one decides nothing.
  const files = changes.filter(({ before: was, after: is }) => was.node !== "folder" && is.node !== "folder");
  const held = protectedPaths(
    files.map(({ path }) => path),
    check,
    before,
    twoStates(given, new Set(changed)),
  );
  const declared = held.filter((path) => given.declared?.(path) === true);
  const undeclared = held.filter((path) => !declared.includes(path));
  try {
    const overlay = undeclared.length > 0 ? originalsOverlay(undeclared, given.original) : undefined;
    const after = await record(given, check, "after", () => runOnce(given, check, overlay));
    return judge({ before, after, changed, protectedChanged: held, declared });
  } catch (thrown) {
    // Originals that cannot be shown are the change's doing: it is the claim that fails, not the harness.
    if (undeclared.length === 0 || !(thrown instanceof Error)) throw thrown;
    const reason = `the original tests and settings cannot be put back to judge by: ${thrown.message}`;
    const tallies = { before: tally(before), after: { passed: 0, failed: 0, skipped: 0 } };
    return {
      proven: false,
      command: check.command,
      ...tallies,
      fixed: [],
      failing: [],
      changed,
      reasons: [reason],
    };
  }
}

/** Files that the session has not changed are now what they were. */
function twoStates({ original, current }: ChecksGiven, changed: ReadonlySet<string>): TwoStates {
  return {
    current,
    original(file) {
      if (!changed.has(file)) return current(file);
      const was = original(file);
      return was === null ? undefined : new TextDecoder().decode(was.bytes);
    },
  };
}

function unchecked({ session }: ChecksGiven): Evidence {
  const none = { passed: 0, failed: 0, skipped: 0 };
  const changed = netChanges(session().journal.facts).map(({ path }) => path);
  return {
    proven: false,
    command: "",
    before: none,
    after: none,
    fixed: [],
    failing: [],
    changed,
    reasons: [noCheck],
  };
}
