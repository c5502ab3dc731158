/** A person's plan for a session that does not run. */
import { Fault, toFault } from "./core/fault.ts";
import { planOf, readPlan, type PlanStep } from "./core/plan.ts";
import { followLine } from "./core/line.ts";
import { holdSession } from "./held.ts";

export interface PlanOptions {
  /** The state folder. */
  readonly state: string;
  readonly session: string;
  /** A Markdown check list; the empty text takes the plan away. */
  readonly steps: string;
}

/**
 * Sets the plan, of which the model hears with the next word. Throws `Fault("bad_usage")` for one that is too long, and
 * `Fault("workspace_busy")` while the session is running.
 */
export async function setPlan({ state, session, steps: text }: PlanOptions): Promise<readonly PlanStep[]> {
  const steps = read(text);
  return holdSession(state, session, async ({ journal }) => {
    const line = followLine(journal);
    line.append({ type: "plan.set", by: "user", steps });
    await journal.sync();
    return planOf(line.facts);
  });
}

function read(text: string): readonly PlanStep[] {
  try {
    return readPlan(text);
  } catch (thrown) {
    throw new Fault("bad_usage", toFault(thrown).message, "shorten it; a note of its own may hold the rest");
  }
}
