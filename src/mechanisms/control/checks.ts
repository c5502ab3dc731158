/** The project's check in this session: found once, run before anything changes, and run again to judge a claim. */
import { Fault } from "../../core/fault.ts";
import type { Evidence } from "../../core/evidence.ts";
import type { Alternatives, Check, CheckRun } from "../../core/finding.ts";
import type { Command, Run } from "../../interface/environment/sandbox.ts";
import type { Session } from "../mechanism.ts";
import { tally } from "./proof.ts";
import { findCheck } from "./sensors/find.ts";
import type { Patch } from "./sensors/patch.ts";
import { runCheck } from "./sensors/run.ts";
import { netChanges } from "./situation.ts";
import type { Review } from "./verification/review.ts";

export interface Checks {
  readonly session: () => Session;
  /** Ends the check that runs: with the session, or because a person beside it wants this step to end. */
  until(): AbortSignal;
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
  /** Ends the step that runs now, and nothing else. */
  readonly step?: () => AbortSignal;
  readonly verify?: string;
  /** True for tests and check settings that are declared part of the task. */
  readonly declared?: (path: string) => boolean;
  /** A second model that reads a claim that is proven so far; it can lower the confidence and nothing else. */
  readonly review?: Review;
  /** Other changes that a program could have had. */
  readonly alternatives?: Alternatives;
  /** What the evidence comes to under the session's contract. */
  readonly settle?: (evidence: Evidence) => Promise<Evidence>;
  /** Runs a command whose writes are dropped. */
  readonly look: (command: Command) => Promise<Run>;
  /** The bytes and mode that a path had when the session began; null when it did not exist. */
  readonly original: (path: string) => { readonly bytes: Uint8Array; readonly mode: number } | null;
  /** The text of a workspace file as it is; undefined when there is none to read. */
  readonly current: (path: string) => string | undefined;
}

const stopped = "the user stopped the check before it was over";
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
    const until = untilOf(given);
    first ??= find()
      .then((check) => (check ? runBefore(given, check) : undefined))
      .finally(() => {
        if (until.aborted) first = undefined; // it says nothing, and is run again
      });
    return first;
  };
  return {
    session: given.session,
    until: () => untilOf(given),
    before,
    async now() {
      const check = await find();
      if (check === undefined) throw new Error(noCheck);
      const start = await before();
      if (start && netChanges(given.session().journal.facts).length === 0) return start;
      return runOnce(given, check);
    },
    async judge() {
      const until = untilOf(given);
      const check = await find();
      const start = await before();
      const judged = check && start && !until.aborted ? await judgeClaim(given, check, start) : undefined;
      const evidence = until.aborted ? unchecked(given, stopped) : (judged ?? unchecked(given, noCheck));
      return given.settle ? given.settle(evidence) : evidence;
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
  given: ChecksGiven,
  { command }: Check,
  phase: "before" | "after",
  work: () => Promise<CheckRun>,
): Promise<CheckRun> {
  const { journal } = given.session();
  const until = untilOf(given);
  const run = `k${journal.facts.filter((fact) => fact.type === "check.started").length + 1}`;
  journal.append({ type: "check.started", run, phase, command });
  const report = await work();
  // Cut off by the user it says nothing of the project, and least of all that it was red: whoever resumes runs it again.
  if (until.aborted) return report;
  journal.append({ type: "check.ran", run, phase, report });
  return report;
}

function runOnce(given: ChecksGiven, check: Check): Promise<CheckRun> {
  return runCheck(check, given.look, { root: given.session().root, signal: untilOf(given) });
}

const untilOf = ({ session, step }: ChecksGiven): AbortSignal =>
  step ? AbortSignal.any([session().signal, step()]) : session().signal;

/** Judges the change so far by the check, with the original tests and settings in place, and by the other sensors. */
async function judgeClaim(given: ChecksGiven, check: Check, before: CheckRun): Promise<Evidence> {
  const { root, journal } = given.session();
  const changes = netChanges(journal.facts);
  const changed = changes.map(({ path }) => path);
  // Folders have no originals of their own: what was in them is listed, and an empty one decides nothing.
  const files = changes.filter(({ before: was, after: is }) => was.node !== "folder" && is.node !== "folder");
  const patch = patchOf(
    given,
    root,
    files.map(({ path }) => path),
  );
  try {
    const { prove } = await import("./verification/prove.ts");
    const evidence = await prove({
      patch,
      check,
      before,
      declared: (path) => given.declared?.(path) === true,
      look: given.look,
      ...(given.alternatives && { alternatives: given.alternatives }),
      signal: untilOf(given),
      record: (work) => record(given, check, "after", work),
      ...(given.review && { review: given.review }),
    });
    return { ...evidence, changed };
  } catch (thrown) {
    // Originals that cannot be shown are the change's doing: it is the claim that fails, not the harness.
    if (thrown instanceof Fault || !(thrown instanceof Error)) throw thrown;
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

/** The session's changes: what they are lies on disk, what they were in the journal. */
function patchOf({ original, current }: ChecksGiven, root: string, files: readonly string[]): Patch {
  return {
    root,
    files,
    disk: "after",
    read(side, file) {
      if (side === "before") return original(file);
      const text = current(file);
      return text === undefined ? null : { bytes: new TextEncoder().encode(text), mode: 0o644 };
    },
  };
}

function unchecked({ session }: ChecksGiven, why: string): Evidence {
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
    reasons: [why],
  };
}
