/** A plan: the steps of the work, as whoever set it last sees them. */
import type { ContractFact } from "./contract.ts";

/** One step; `doing` is what is under way. */
export interface PlanStep {
  readonly text: string;
  readonly state: "open" | "doing" | "done";
}

export interface PlanFact {
  readonly type: "plan.set";
  readonly by: "model" | "user";
  /** None: there is no plan any more. */
  readonly steps: readonly PlanStep[];
}

/** What the work holds itself to. */
export type AimFact = ContractFact | PlanFact;

/** More steps, or longer ones, are no plan that somebody keeps in view. */
const most = { steps: 30, characters: 200 };

const states: Readonly<Record<string, PlanStep["state"]>> = {
  " ": "open",
  "": "open",
  ">": "doing",
  x: "done",
};
const marks: Readonly<Record<PlanStep["state"], string>> = { open: " ", doing: ">", done: "x" };

/**
 * Reads a Markdown check list: a step a line, with or without a bullet or a number, `[x]` before what is done and `[>]` before what is
 * under way. Throws an Error in words for whoever wrote it when it is too long.
 */
export function readPlan(text: string): readonly PlanStep[] {
  const steps = text.split("\n").flatMap((line): readonly PlanStep[] => {
    const [, mark = "", words = ""] = /^\s*(?:[-*+]|\d+[.)])?\s*(?:\[([ xX>]?)\])?\s*(.*)$/.exec(line) ?? [];
    const told = words.replaceAll(/\s+/g, " ").trim();
    return told === "" ? [] : [{ text: told, state: states[mark.toLowerCase()] ?? "open" }];
  });
  if (steps.length > most.steps)
    throw new Error(`a plan has at most ${most.steps} steps, not ${steps.length}`);
  const long = steps.find((step) => step.text.length > most.characters);
  if (long) throw new Error(`a step has at most ${most.characters} characters: ${long.text.slice(0, 60)}…`);
  return steps;
}

/** A plan as `readPlan` reads it. */
export function planText(steps: readonly PlanStep[]): string {
  return steps.map(({ text, state }) => `- [${marks[state]}] ${text}`).join("\n");
}

/** The plan that holds after these facts; no steps when there is none. */
export function planOf(facts: readonly ({ readonly type: string } | PlanFact)[]): readonly PlanStep[] {
  const last = facts.findLast((fact): fact is PlanFact => fact.type === "plan.set");
  return last?.steps ?? [];
}
