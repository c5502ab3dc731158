/** The model's way to say what it is going to do, so that it stays in view. */
import * as z from "zod/mini";
import type { Journal } from "../../core/journal.ts";
import { readPlan } from "../../core/plan.ts";
import { createTool, type Tool } from "../../interface/api/tool.ts";

/** `setPlan`; what the user sets comes as a fact from elsewhere. */
export function createStepsTool(journal: Pick<Journal, "append">): Tool {
  return createTool({
    name: "setPlan",
    words: 'Shows the user your plan, a Markdown check list; again when a step is "[x]" done.',
    parameters: { steps: z.string() },
    returns: z.void(),
    effect: "control",
    idempotent: true,
    run: async ({ steps }) => {
      journal.append({ type: "plan.set", by: "model", steps: readPlan(steps) });
    },
  });
}
