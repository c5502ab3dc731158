/** Fields to search that need no program: numbers to hit, where each right guess counts. */
import type { Field, Idea, Judged } from "../../../src/mechanisms/exploration.ts";

interface Counted<W> extends Field<W> {
  /** What was tried, in order, as keys joined by ">". */
  readonly made: string[];
}

/** Ideas `0` … on lines of their own; `judge` says how a path stands. */
export function createField(
  count: number,
  judge: (path: readonly string[]) => Judged,
  prior: (at: number) => number = (at) => -at,
): Counted<string> {
  const made: string[] = [];
  const ideas = Array.from({ length: count }, (_, at): Idea<string> => ({
    key: `k${at}`,
    label: `k${at}`,
    prior: prior(at),
    place: at,
    traits: [`line ${Math.floor(at / 10)}`],
    work: `k${at}`,
  })).toSorted((a, b) => b.prior - a.prior);
  return {
    made,
    failing: ["a test"],
    base: new Map([["a.js", "text"]]),
    ideas: (path) => Promise.resolve(ideas.filter(({ work }) => !path.includes(work))),
    attempt(path, work) {
      made.push([...path, work].join(">"));
      return Promise.resolve(judge([...path, work]));
    },
    pieces: (_path, work) => [{ path: "a.js", line: 1, before: "text", after: work }],
    texts: (path) => new Map([["a.js", path.join(" ")]]),
  };
}

export const failed: Judged = { outcome: "failed", score: 0, effect: "none" };
export const passed: Judged = { outcome: "passed", score: 1, effect: "further" };
export const partial: Judged = { outcome: "partial", score: 0.5, effect: "further" };
