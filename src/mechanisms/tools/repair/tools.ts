/** What a cell may call to have a failing project searched: `search.suspects` and `search.attempts`. They change nothing. */
import * as z from "zod/mini";
import type { CheckRun } from "../../../core/finding.ts";
import { createTool, type Tool } from "../../../interface/api/tool.ts";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";
import { runSearch } from "./search.ts";
import { study } from "./study.ts";

export interface RepairGround {
  /** The workspace, absolute and real. */
  readonly root: string;
  launch(program: Program): Promise<Guest>;
  /** The project's check on the tree as it is. */
  report(): Promise<CheckRun>;
  readonly signal: AbortSignal;
}

const suspect = z.object({ file: z.string(), line: z.number(), score: z.number() });

const patch = z.object({
  id: z.string(),
  path: z.string(),
  line: z.number(),
  column: z.number(),
  before: z.string(),
  after: z.string(),
  operator: z.string(),
  old: z.string(),
  new: z.string(),
});

const attempts = z.object({
  found: z.union([patch, z.null()]),
  tried: z.number(),
  generated: z.number(),
  operators: z.record(z.string(), z.number()),
  suspects: z.array(suspect),
  failing: z.array(z.string()),
  why: z.string(),
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
        const studied = await study({ ...given, check, signal: AbortSignal.any([given.signal, signal]) });
        if (studied.type === "stuck") throw new Error(studied.why);
        return studied.suspects.slice(0, 50);
      },
    }),
    createTool({
      name: "search.attempts",
      words: [
        "Searches for one small change after which every test passes, by trying many (JavaScript, TypeScript, Python).",
        "Returns `found` with what `files.edit(found.path, found.old, found.new)` needs, or null and why; it edits nothing.",
        "`limit` bounds the candidates tried (default 1000), `seconds` their CPU time, `exclude` leaves out patches by id.",
      ].join(" "),
      parameters: {
        options: z.optional(
          z.object({
            limit: z.optional(z.number()),
            seconds: z.optional(z.number()),
            exclude: z.optional(z.array(z.string())),
          }),
        ),
      },
      returns: attempts,
      effect: "read",
      idempotent: true,
      run: async ({ options = {} }, { signal }) => {
        const { check } = await given.report();
        const ground = { ...given, check, signal: AbortSignal.any([given.signal, signal]) };
        const { limit = 1000, seconds = Number.POSITIVE_INFINITY, exclude = [] } = options;
        const result = await runSearch(ground, { limit, seconds, exclude });
        return {
          ...result,
          suspects: [...result.suspects],
          failing: [...result.failing],
          operators: { ...result.operators },
        };
      },
    }),
  ];
}
