/** Which lines are suspect: Ochiai over what failing and passing tests ran, and where failures crashed. */
import type { Place, WarmTest } from "./protocol.ts";

/** A line and how suspect it is, from 0 to 1. */
export interface Suspect extends Place {
  readonly score: number;
}

/**
 * Ochiai's coefficient for every line that a failing test ran: failed(l) / sqrt(all failed × ran(l)). A line that a failure's
 * stack names counts as run by it and gains. Source: Abreu et al., "On the accuracy of spectrum-based fault localization", 2007.
 */
export function findSuspects(tests: readonly WarmTest[]): Suspect[] {
  const failed = tests.filter(({ state }) => state === "failed");
  const passed = tests.filter(({ state }) => state === "passed");
  const lines = new Map<string, { failing: number; passing: number; crash: number }>();
  const at = (file: string, line: number): { failing: number; passing: number; crash: number } => {
    const key = `${line}:${file}`;
    const known = lines.get(key) ?? { failing: 0, passing: 0, crash: 0 };
    lines.set(key, known);
    return known;
  };
  const count = (group: readonly WarmTest[], part: "failing" | "passing"): void => {
    for (const test of group)
      for (const [file, numbers] of Object.entries(test.lines ?? {}))
        for (const line of numbers) at(file, line)[part] += 1;
  };
  count(failed, "failing");
  count(passed, "passing");
  for (const { crash = [] } of failed)
    for (const [depth, { file, line }] of crash.entries()) {
      const known = at(file, line);
      known.crash = Math.max(known.crash, 1 / (depth + 1));
      known.failing = Math.max(known.failing, 1);
    }
  return [...lines]
    .map(([key, { failing, passing, crash }]) => {
      const [line = "0"] = key.split(":", 1);
      const ochiai = failing / Math.sqrt(Math.max(failed.length, 1) * Math.max(failing + passing, 1));
      return {
        file: key.slice(line.length + 1),
        line: Number(line),
        score: Math.min(1, ochiai + 0.3 * crash),
      };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
