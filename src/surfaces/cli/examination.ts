/** What was examined on this machine, as entries of a report. */
import type { CheckRun, Examination } from "../../index.ts";
import { listed } from "../wording.ts";

/** One line of the report: a subject, whether it is well, what is the case, and what to type when it is not. */
export interface Entry {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix?: string;
  /** More to know, a line each. */
  readonly notes?: readonly string[];
}

type Probe = Examination["sandboxes"][number];

/** A probe, and the exact command or setting that mends what it found. */
type Trial = Probe & { readonly fix?: string };

export type Tried = Omit<Examination, "sandboxes"> & { readonly sandboxes: readonly Trial[] };

/** The entries of an examination. */
export function examinationEntries(examination: Tried): readonly Entry[] {
  const { sandboxes, git } = examination;
  // `none` always works and confines nothing: it is taken only by name.
  const confining = sandboxes.filter(({ name }) => name !== "none");
  const chosen = confining.find(({ works }) => works);
  return [
    ...confining.map((trial) => sandboxEntry(trial, trial === chosen, chosen !== undefined)),
    git === undefined
      ? {
          subject: "git",
          ok: false,
          detail: "not found on PATH",
          fix: "install git with your package manager",
        }
      : { subject: "git", ok: true, detail: git },
    ...checkEntries(examination),
  ];
}

/** A backend that does not work is only bad news when no other does. */
function sandboxEntry(trial: Trial, chosen: boolean, another: boolean): Entry {
  const { name, works, why, fix, limits } = trial;
  const state = chosen ? "works, and is what auto takes" : "works";
  return {
    subject: "sandbox",
    ok: works || another,
    detail: `${name}: ${works ? state : why}`,
    ...(!works && fix !== undefined && { fix }),
    ...(chosen && {
      notes: [
        ...limits.stops.map((line) => `stops ${line}`),
        ...limits.leaves.map((line) => `leaves ${line}`),
      ],
    }),
  };
}

function checkEntries({ check, inside, outside }: Examination): readonly Entry[] {
  const subject = "check";
  if (!check) return [{ subject, ok: true, detail: 'none found here; name one with --verify "<command>"' }];
  const found: Entry = {
    subject,
    ok: true,
    detail: `${check.command} (${check.source}, read as ${check.runner})`,
  };
  const ran = [
    ...(inside
      ? [{ subject, ok: inside.trouble === undefined, detail: `in the sandbox: ${summary(inside)}` }]
      : []),
    ...(outside ? [{ subject, ok: true, detail: `outside of it: ${summary(outside)}` }] : []),
  ];
  if (ran.length === 0) {
    const note = "tackle doctor --compare runs it in the sandbox and, as you would, outside of it";
    return [{ ...found, notes: [note] }];
  }
  if (!inside || !outside) return [found, ...ran];
  const differing = differences(inside, outside);
  const verdict: Entry =
    differing.length === 0
      ? { subject, ok: true, detail: "the sandbox makes no difference" }
      : {
          subject,
          ok: false,
          detail: `the sandbox makes a difference: ${listed(differing, 5)}`,
          fix: "in the sandbox there is no network, no HOME and nothing outside the workspace but toolchains",
        };
  return [found, ...ran, verdict];
}

/** What came out differently, test by test; or as a whole, when no test says it. */
function differences(inside: CheckRun, outside: CheckRun): readonly string[] {
  const states = new Map(inside.tests.map(({ name, state }) => [name, state]));
  const named = outside.tests
    .filter(({ name, state }) => states.get(name) !== state)
    .map(({ name, state }) => `${name} (${states.get(name) ?? "missing"} inside, ${state} outside)`);
  if (named.length > 0 || inside.exit === outside.exit) return named;
  return [`exit ${inside.exit} inside, ${outside.exit} outside`];
}

function summary({ tests, exit, trouble }: CheckRun): string {
  const failed = tests.filter(({ state }) => state === "failed").length;
  return trouble ?? `${failed} of ${tests.length} fail, exit ${exit}`;
}
