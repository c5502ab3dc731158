/** Who may say that a patch is accepted: a function over a project and a patch, and the plain ones to compare with. */
import path from "node:path";
import process from "node:process";
import type { Model } from "../../src/core/model.ts";
import { judgePatch } from "../../src/index.ts";
import { chooseModel } from "../../src/models/choose.ts";
import { inCopy } from "./copies.ts";
import { layOut, patched, type Change, type Project } from "./corpus.ts";
import { createReviewer } from "./reviewer.ts";
import { allPassed, named, type SuiteRun } from "./suite.ts";
import { runVisible } from "./verify.ts";

export interface Verdict {
  readonly accepted: boolean;
  /** From 0 to 1: how likely the patch is right, as far as the judge can tell. */
  readonly confidence?: number;
  /** What the confidence was made of, where the judge tells: the ground it starts from and the signs against it. */
  readonly ground?: string;
  readonly signs?: readonly string[];
  readonly reasons?: readonly string[];
  /** False where a reviewer had nothing recorded for it: it is no verdict then. */
  readonly answered?: boolean;
}

export interface Judge {
  readonly name: string;
  /** Of a patch it is given what it does and nothing that is said of it; of a project it may look at `base` and the check, never at `hidden`. */
  accepts(project: Project, patch: Change): Promise<Verdict>;
}

/** The check's exit code on the tree as the patch left it, tests and all. */
const exit: Judge = {
  name: "exit code",
  accepts: async (project, patch) => ({ accepted: (await runVisible(project, patch)).exit === 0 }),
};

const before = new Map<string, Promise<SuiteRun>>();

/** Plain test gating, done well: by name, red before and green now, none gone, with the original tests in place. */
const plain: Judge = {
  name: "plain",
  async accepts(project, patch) {
    const first = before.get(project.name) ?? runVisible(project);
    before.set(project.name, first);
    const base = await first;
    const now = await runVisible(project, patch, true);
    return { accepted: named(base, "failed").length > 0 && allPassed(now, base.tests.keys()) };
  },
};

/** tackle's own proof, as a session's claim has it: sandbox, sensors, original tests, evidence. */
const evidence: Judge = { name: "evidence", accepts: (project, patch) => prove(project, patch) };

/** The same with a second model that reads what is proven so far: the one of that name, or else the replies that were recorded of one. */
export const reviewedBy = ({ reviewer: name, asks }: Reviewing): Judge => ({
  name: "reviewed",
  async accepts(project, patch) {
    let answered = true;
    const reviewer = name ? await liveReviewer(name) : createReviewer(asks, () => void (answered = false));
    return { ...(await prove(project, patch, reviewer)), answered };
  },
});

export interface Reviewing {
  /** A model's name, as `tackle run --reviewer` takes it. */
  readonly reviewer?: string | undefined;
  /** A folder for the questions to which no reply is recorded. */
  readonly asks?: string | undefined;
}

/** By the keys that are set. */
const liveReviewer = (name: string): Promise<Model> =>
  chooseModel(name, {
    keys: Object.fromEntries(
      Object.entries(process.env).filter((pair): pair is [string, string] => !!pair[1]),
    ),
    cwd: process.cwd(),
    solver: () => Promise.reject(new TypeError("the solver reviews nothing")),
  });

function prove(project: Project, patch: Change, reviewer?: Model): Promise<Verdict> {
  return inCopy(async (folder) => {
    const root = path.join(folder, "project");
    layOut(project, root);
    const judged = await judgePatch({
      root,
      check: project.check,
      edits: Object.fromEntries(patched(project, patch)),
      mayChange: (file) => patch.declared?.includes(file) ?? false,
      ...(reviewer && { reviewer }),
      // On a quiet machine these small projects never come near their time; a busy one shall not change the figures.
      budget: 120_000,
      // The Node.js that runs this, as for all other judges: an older one on the PATH may know too little.
      surroundings: {
        state: path.join(folder, "state"),
        path: `${path.dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      },
    });
    const signs = judged.findings?.flatMap(({ sign }) => (sign === undefined ? [] : [sign])) ?? [];
    return {
      accepted: judged.proven,
      ...(judged.confidence !== undefined && { confidence: judged.confidence }),
      ...(judged.ground && { ground: judged.ground }),
      signs,
      reasons: judged.reasons,
    };
  });
}

/** All judges, by the names that `--judge` takes. */
export const judges: Readonly<Record<string, Judge>> = { exit, plain, evidence };
