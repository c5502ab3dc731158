/** Reads the values of flags: numbers, choices, and what is wrong with them. */
import { suggest } from "./suggest.ts";
import type { Limits, Wrong } from "./wish.ts";

/** What is wrong with a command line, and what to type instead. */
export type Complaint = Omit<Wrong, "format">;

type Limit = "max-turns" | "max-budget-usd" | "max-tokens" | "timeout";

/** A complaint of these words. */
export function wrong(message: string, hint: string): Complaint {
  return { type: "wrong", message, hint };
}

/** The limits among the flags. */
export function limitsOf(given: (flag: Limit) => string | undefined): Limits | Complaint {
  const limits: { turns?: number; dollars?: number; tokens?: number; seconds?: number } = {};
  for (const [flag, key, whole] of [
    ["max-turns", "turns", true],
    ["max-budget-usd", "dollars", false],
    ["max-tokens", "tokens", true],
    ["timeout", "seconds", false],
  ] as const) {
    const text = given(flag);
    if (text === undefined) continue;
    const number = positive(flag, text, whole);
    if (typeof number !== "number") return number;
    limits[key] = number;
  }
  return limits;
}

function positive(flag: Limit, text: string, whole: boolean): number | Complaint {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && (!whole || Number.isInteger(number))) return number;
  return wrong(
    `--${flag} needs a ${whole ? "whole number above" : "number above"} 0, not "${text}"`,
    `such as --${flag} 20`,
  );
}

/** The choice that was made. */
export function oneOf<const T extends string>(
  flag: string,
  text: string,
  choices: readonly T[],
): T | Complaint {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  const near = suggest(text, choices);
  return wrong(
    `${flag} cannot be "${text}"`,
    near ? `did you mean ${flag} ${near}?` : `choose one of ${choices.join(", ")}`,
  );
}
