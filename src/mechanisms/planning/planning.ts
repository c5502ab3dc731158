/** Planning, as the loop sees it: searches over attempts that a cell can start, look at, go on with, and take a result of. */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Attempt } from "../../core/attempt.ts";
import type { CheckRun } from "../../core/finding.ts";
import type { Journal } from "../../core/journal.ts";
import { createTool, type CallContext, type Tool } from "../../interface/api/tool.ts";
import type { Mechanism } from "../mechanism.ts";
import { addLesson } from "./lessons.ts";
import type { Planner } from "./planner.ts";
import { createProposals, type Proposal, type Texts } from "./proposals.ts";
import { viewSearches, type SearchView } from "./tree.ts";
import { createStepsTool } from "./steps.ts";

/** The workspace's texts, read and written as any tool does. */
export interface PlannedFiles {
  resolve(path: string): string;
  read(path: string): string | null;
  land(texts: Texts, context: CallContext): Promise<void>;
}

export interface PlanningGround {
  readonly planner: Planner;
  readonly journal: Pick<Journal, "facts" | "read" | "append">;
  readonly signal: AbortSignal;
  readonly files: PlannedFiles;
  /** The file of what past tasks have taught; absent: nothing is kept. */
  readonly lessons?: string;
  /** The project's check on the tree as it is. */
  before(): Promise<CheckRun>;
  /** The same check with texts in place of files, and everything else dropped. */
  check(texts: Texts, like: CheckRun): Promise<CheckRun>;
}

const edit = z.union([
  z.object({ path: z.string(), old: z.string(), replacement: z.string() }),
  z.object({ path: z.string(), text: z.union([z.string(), z.null()]) }),
]);
const told = z.object({
  id: z.string(),
  on: z.string(),
  name: z.string(),
  outcome: z.string(),
  score: z.number(),
  failing: z.array(z.string()),
});

const toldSearch = z.object({
  search: z.string(),
  policy: z.string(),
  tried: z.number(),
  limit: z.number(),
  ended: z.string(),
  found: z.union([z.string(), z.null()]),
  attempts: z.array(told),
});

/** The mechanism of one session. */
export function createPlanning(ground: PlanningGround): Mechanism {
  return {
    name: "planning",
    api: [createStepsTool(ground.journal), tryTool(ground), treeTool(ground), takeTool(ground)],
    // What a search found is a lesson once the check has proven it.
    react(fact, { journal }) {
      const { lessons } = ground;
      const proven = fact.type === "decision.made" && fact.decision.type === "stop";
      if (proven && lessons !== undefined && fact.decision.stop.reason === "verified") {
        const drawn = journal.facts.findLast((each) => each.type === "lesson.drawn");
        if (drawn?.type === "lesson.drawn") addLesson(lessons, drawn);
      }
      return Promise.resolve([]);
    },
  };
}

function tryTool(ground: PlanningGround): Tool {
  return createTool({
    name: "search.try",
    words: [
      "Tries several changes, each in a copy of its own, by the project's check, and tells how each stands; the workspace stays as it is.",
      "A proposal is `{name, edits}` with edits as `{path, old, replacement}` or `{path, text}`. Proposals that mend something are also",
      "tried together. `on` is an earlier attempt to build on. search.take(id) then makes the change of one.",
    ].join(" "),
    parameters: {
      proposals: z.array(z.object({ name: z.string(), edits: z.array(edit) })),
      options: z.optional(
        z.object({
          on: z.optional(z.string()),
          limit: z.optional(z.number()),
          workers: z.optional(z.number()),
          policy: z.optional(z.enum(["linear", "ranked", "adaptive"])),
        }),
      ),
    },
    returns: z.object({
      search: z.string(),
      found: z.union([z.string(), z.null()]),
      attempts: z.array(told),
    }),
    effect: "read",
    idempotent: true,
    run: async ({ proposals, options = {} }, { cell, call, signal }) => {
      const { on, limit = 24, workers = 1, policy = "adaptive" } = options;
      const before = await ground.before();
      const from = on === undefined ? new Map<string, string | null>() : textsOf(ground, on);
      const named = proposals.map((one) => resolved(one, ground));
      const field = createProposals(named, from, {
        read: (path) => ground.files.read(path),
        check: (texts) => ground.check(texts, before),
        before,
      });
      const stop = AbortSignal.any([ground.signal, signal]);
      const over = (): string | undefined => (stop.aborted ? "the search was interrupted" : undefined);
      const limits = {
        attempts: limit,
        over,
        policy,
        workers: Math.min(Math.max(1, Math.trunc(workers)), 4),
      };
      const { search, attempt } = await ground.planner.explorer({ cell, call })(field, limits);
      const view = viewSearches(ground.journal.facts).find((one) => one.search === search);
      const attempts = (view?.attempts ?? []).toSorted((a, b) => b.score - a.score).map(tellAttempt);
      return { search, found: attempt ?? null, attempts };
    },
  });
}

const tellAttempt = ({
  id,
  parent,
  label,
  outcome,
  score,
  failing = [],
}: Attempt): z.output<typeof told> => ({
  id,
  on: parent,
  name: label,
  outcome,
  score,
  failing: [...failing].slice(0, 8),
});

const resolved = ({ name, edits }: Proposal, ground: PlanningGround): Proposal => ({
  name,
  edits: edits.map((one) => Object.assign({}, one, { path: ground.files.resolve(one.path) })),
});

function treeTool({ journal }: PlanningGround): Tool {
  return createTool({
    name: "search.tree",
    words:
      "The searches of this session, or one of them: what was tried on what, and how it stood; the best attempts first.",
    parameters: { search: z.optional(z.string()), most: z.optional(z.number()) },
    returns: z.array(toldSearch),
    effect: "read",
    idempotent: true,
    run: ({ search, most = 20 }) => {
      const views = viewSearches(journal.facts);
      if (search !== undefined && !views.some((view) => view.search === search))
        throw new Error(`there is no search ${search}`);
      const wanted = views.filter((view) => search === undefined || view.search === search);
      return Promise.resolve(wanted.map((view) => tellSearch(view, most)));
    },
  });
}

const tellSearch = (
  { search, policy, attempts, limit, why = "not yet", found }: SearchView,
  most: number,
): z.output<typeof toldSearch> => ({
  search,
  policy,
  tried: attempts.length,
  limit,
  ended: why,
  found: found ?? null,
  attempts: attempts
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(tellAttempt),
});

function takeTool(ground: PlanningGround): Tool {
  return createTool({
    name: "search.take",
    words:
      "Makes the change of an attempt in the workspace, file for file as it was tried; returns the paths.",
    parameters: { attempt: z.string() },
    returns: z.array(z.string()),
    effect: "write",
    idempotent: true,
    run: async ({ attempt }, context) => {
      const texts = textsOf(ground, attempt);
      await ground.files.land(texts, context);
      return [...texts.keys()];
    },
  });
}

/** The texts of an attempt, when what they were made from is still so. Throws an Error for the cell. */
function textsOf({ journal, files }: PlanningGround, id: string): Texts {
  const view = viewSearches(journal.facts).find(({ attempts }) => attempts.some((one) => one.id === id));
  const attempt = view?.attempts.find((one) => one.id === id);
  if (!view || !attempt) throw new Error(`there is no attempt ${id}; search.tree() lists them`);
  if (!attempt.texts)
    throw new Error(`${id} failed and its texts were not kept; search.tree() names those that were better`);
  const texts = new Map<string, string | null>();
  for (const [path, blob] of Object.entries(attempt.texts)) {
    const bytes = blob === null ? null : journal.read(blob);
    if (bytes === undefined) throw new Error(`the text of ${path} in ${id} is gone from the journal`);
    const text = bytes === null ? null : new TextDecoder().decode(bytes);
    const now = files.read(path);
    const same = now === text || hash(now) === view.base[path];
    if (!same) throw new Error(`${path} is not as it was when ${id} was tried; search anew from what it is`);
    texts.set(path, text);
  }
  return texts;
}

const hash = (text: string | null): string | undefined =>
  text === null ? undefined : createHash("sha256").update(text).digest("hex");
