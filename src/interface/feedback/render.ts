/** An outcome, in words that a model can use. */
import type { Outcome, Problem } from "../../core/cell.ts";
import { trim } from "./trim.ts";

/** Characters of output and of value that are shown; the rest stays in the journal. */
export interface Sizes {
  readonly output: number;
  readonly value: number;
}

const standard: Sizes = { output: 8_000, value: 16_000 };

const place = (problem: Problem): string =>
  `${problem.line}:${problem.column} ${problem.code} ${problem.message}`;

function* lines(outcome: Outcome, sizes: Sizes, handle: string | undefined): Generator<string> {
  const exit = outcome.exit === undefined || outcome.exit === 0 ? "" : ` (exit ${outcome.exit})`;
  yield `${outcome.status}${exit}`;
  const mistake = outcome.status === "refused" ? "" : "warning ";
  for (const problem of outcome.problems ?? []) yield `${mistake}${place(problem)}`;
  if (outcome.output !== "") yield `output:\n${trim(outcome.output, sizes.output, handle).trimEnd()}`;
  if (outcome.error) yield outcome.error.stack ?? `${outcome.error.name}: ${outcome.error.message}`;
  // A cell that came to its end has what it says; of one that did not, this is what there is.
  if (outcome.status !== "ok" && outcome.declared && outcome.declared.length > 0)
    yield `declared before that: ${outcome.declared.slice(0, 20).join(", ")}${more(outcome.declared.length - 20)}`;
  if (outcome.changed && outcome.changed.length > 0)
    yield `changed: ${outcome.changed.slice(0, 20).join(", ")}${more(outcome.changed.length - 20)}`;
  if (outcome.diff !== undefined) yield outcome.diff;
  if (outcome.ignored)
    yield `${outcome.ignored} paths that git ignores were written through${within(outcome.ignoredIn ?? [])}`;
  yield* outcome.notes ?? [];
  if (outcome.value !== undefined) yield `value: ${trim(outcome.value, sizes.value, handle)}`;
}

const within = (names: readonly string[]): string =>
  names.length > 0 ? `: ${names.slice(0, 10).join(", ")}${more(names.length - 10)}` : "";

const more = (count: number): string => (count > 0 ? ` and ${count} more` : "");

/**
 * What a model reads of an outcome: its status first, then problems or warnings in the cell's own lines, output (head and
 * tail), error, changed paths with a short diff, and last the value as `value: <JSON>`. `handle` is the cell by whose name a later cell
 * reads what was left out.
 */
export function renderOutcome(outcome: Outcome, sizes: Sizes = standard, handle?: string): string {
  return [...lines(outcome, sizes, handle)].join("\n");
}
