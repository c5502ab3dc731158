/** The rows of a repair benchmark as a table with intervals, or as figures. */
import { median, printFigure } from "../figure.ts";
import type { Options } from "./options.ts";
import type { Language } from "./task.ts";

export interface Row {
  readonly task: string;
  readonly language: Language;
  readonly bug: string;
  /** The harness called it verified; the search alone: a patch was found. */
  readonly accepted: boolean;
  /** It was accepted, and all of the set's tests pass. */
  readonly right: boolean;
  /** Candidates run until it had what it found. */
  readonly position: number;
  /** Candidates run in all, those included that were run to see whether a rival passes too. */
  readonly tried: number;
  /** How the session ended. */
  readonly end: string;
  readonly how: string;
  readonly seconds: number;
}

/** Wilson's 95 % interval of a proportion. */
export function wilson(hits: number, total: number): [number, number] {
  const z = 1.959964;
  const p = hits / total;
  const middle = p + (z * z) / (2 * total);
  const half = z * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [(middle - half) / scale, (middle + half) / scale];
}

function share(hits: number, total: number): string {
  if (total === 0) return "0 of 0";
  const [low, high] = wilson(hits, total).map((one) => (one * 100).toFixed(0));
  return `${hits} of ${total}, ${((hits / total) * 100).toFixed(0)} % (${low}–${high})`;
}

function line(name: string, rows: readonly Row[], honest: boolean): string {
  const accepted = rows.filter((row) => row.accepted);
  const right = rows.filter((row) => row.right);
  const early = right.filter(({ position }) => position <= 200);
  const tried = median(right.map((row) => row.position));
  const seconds = median(right.map((row) => row.seconds)).toFixed(1);
  const cells = honest
    ? [
        share(accepted.length, rows.length),
        share(accepted.length - right.length, accepted.length),
        share(right.length, rows.length),
      ]
    : [share(right.length, rows.length), share(early.length, rows.length), String(tried), seconds];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** Prints what came of it. In an honest run, tasks whose shown tests pass from the start are told apart: nothing asks for a repair. */
export function printRows(name: string, all: readonly Row[], { json, honest }: Options): void {
  if (all.length === 0) return;
  const rows = honest ? all.filter(({ end }) => end !== "answered") : all;
  if (json) {
    for (const language of new Set(rows.map((row) => row.language))) {
      const own = rows.filter((row) => row.language === language);
      const value = (own.filter(({ right }) => right).length / own.length) * 100;
      printFigure({ name: `${name}, ${language}: repaired`, value, unit: "%", n: own.length });
    }
    return;
  }
  if (rows.length < all.length)
    console.log(
      `\n${all.length - rows.length} tasks are left out: the tests that were shown pass from the start`,
    );
  console.log(
    honest
      ? "\n| | accepted | of them wrong | right |\n|---|---|---|---|"
      : "\n| | repaired | within 200 candidates | median candidates | median seconds |\n|---|---|---|---|---|",
  );
  for (const language of new Set(rows.map((row) => row.language))) {
    const own = rows.filter((row) => row.language === language);
    console.log(line(`**${language}**`, own, honest));
    const bugs = [...new Set(own.map((row) => row.bug))].toSorted();
    if (bugs.length > 1)
      for (const bug of bugs)
        console.log(
          line(
            bug,
            own.filter((row) => row.bug === bug),
            honest,
          ),
        );
  }
}
