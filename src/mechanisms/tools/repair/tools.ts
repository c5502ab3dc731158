/** What a cell may call to have a failing project searched: `search.suspects` and `search.attempts`. They change nothing. */
import * as z from "zod/mini";
import type { Lesson } from "../../../core/attempt.ts";
import type { Check, CheckRun } from "../../../core/finding.ts";
import { createTool, type Tool } from "../../../interface/api/tool.ts";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";
import type { Explore } from "../../exploration.ts";
import type { Ground } from "./ground.ts";
import { runSearch, type Experience } from "./search.ts";
import { study } from "./study.ts";

export { alternativesTo } from "./alternatives.ts";

export interface RepairGround {
  /** The workspace, absolute and real. */
  readonly root: string;
  launch(program: Program): Promise<Guest>;
  /** The search that plans for a call: `resume` names an earlier one to go on with. */
  explorer(about: { readonly cell: string; readonly call: string; readonly resume?: string }): Explore;
  /** The project's check on the tree as it is. */
  report(): Promise<CheckRun>;
  readonly signal: AbortSignal;
  /** What past tasks say, as it is now. */
  experience?(): Experience;
  /** Keeps what this search says to later tasks. */
  learn?(cell: string, lesson: Lesson): void;
}

const suspect = z.object({ file: z.string(), line: z.number(), score: z.number() });

const mostWorkers = 8;

/** Milliseconds of one search: a cell has 300 s, and what it would leave half done is lost with it. */
const wall = 200_000;

const change = {
  id: z.string(),
  path: z.string(),
  line: z.number(),
  column: z.number(),
  before: z.string(),
  after: z.string(),
  operator: z.string(),
  old: z.string(),
  new: z.string(),
};
const patch = z.object({ ...change, further: z.array(z.object(change)) });

const attempts = z.object({
  search: z.optional(z.string()),
  found: z.union([patch, z.null()]),
  position: z.number(),
  tried: z.number(),
  generated: z.number(),
  operators: z.record(z.string(), z.number()),
  suspects: z.array(suspect),
  failing: z.array(z.string()),
  why: z.string(),
});

const groundOf = (given: RepairGround, check: Check, signal: AbortSignal): Omit<Ground, "explore"> => ({
  root: given.root,
  launch: (program) => given.launch(program),
  check,
  signal: AbortSignal.any([given.signal, signal]),
});

/** The repair tools of one session. They read the workspace, and run its tests only in workers that `launch` confines. */
export function createRepairTools(given: RepairGround): readonly Tool[] {
  return [
    createTool({
      name: "search.suspects",
      words:
        "Ranks source lines by how likely they are to hold the bug, from what failing and passing tests ran.",
      parameters: {},
      returns: z.array(suspect),
      effect: "read",
      idempotent: true,
      run: async (_input, { signal }) => {
        const { check } = await given.report();
        const studied = await study(groundOf(given, check, signal));
        if (studied.type === "stuck") throw new Error(studied.why);
        return studied.suspects.slice(0, 50);
      },
    }),
    createTool({
      name: "search.attempts",
      words: [
        "Searches for the small change after which every test passes, by trying many (JavaScript, TypeScript, Python).",
        "Returns `found` with what `files.edit(found.path, found.old, found.new)` needs, then the same for each of `found.further`;",
        "or null and why; it edits nothing. `limit` bounds the candidates tried (default 1000), `seconds` their CPU time,",
        "`exclude` leaves out patches by id, `resume` goes on with an earlier search by the name `search` (its candidates count),",
        "`policy` is the order (linear, ranked, adaptive), `workers` how many run at a time. search.tree shows what was tried.",
      ].join(" "),
      parameters: {
        options: z.optional(
          z.object({
            limit: z.optional(z.number()),
            seconds: z.optional(z.number()),
            exclude: z.optional(z.array(z.string())),
            resume: z.optional(z.string()),
            policy: z.optional(z.enum(["linear", "ranked", "adaptive"])),
            workers: z.optional(z.number()),
          }),
        ),
      },
      returns: attempts,
      effect: "read",
      idempotent: true,
      run: async ({ options = {} }, { signal, cell, call }) => {
        const { check } = await given.report();
        const {
          limit = 1000,
          seconds = Number.POSITIVE_INFINITY,
          exclude = [],
          resume,
          workers,
          policy,
        } = options;
        const explore = given.explorer({ cell, call, ...(resume !== undefined && { resume }) });
        const ground = { ...groundOf(given, check, signal), explore };
        const experience = given.experience?.();
        const { found, lesson, ...result } = await runSearch(ground, {
          ...(experience && { experience }),
          limit,
          seconds,
          wall,
          exclude,
          ...(policy && { policy }),
          ...(workers !== undefined && { workers: Math.min(Math.max(1, Math.trunc(workers)), mostWorkers) }),
        });
        if (lesson) given.learn?.(cell, lesson);
        return {
          ...result,
          found: found && { ...found, further: [...(found.further ?? [])] },
          suspects: [...result.suspects],
          failing: [...result.failing],
          operators: { ...result.operators },
        };
      },
    }),
  ];
}
