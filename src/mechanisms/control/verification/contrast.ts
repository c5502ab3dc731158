/** Two trees beside each other: what visible tests and their neighbours say of each. */
import { narrow, affected } from "../sensors/scope.ts";
import { scriptOf } from "../sensors/project.ts";
import { withNeighbours } from "../sensors/neighbours.ts";
import { numbersIn } from "../sensors/probing.ts";
import { isProgram } from "../sensors/tokens.ts";
import { textOn, type Shown } from "../sensors/patch.ts";
import type { Check, CheckRun, TestResult } from "../../../core/finding.ts";
import type { Bench, Trial } from "./bench.ts";
import type { Reading } from "./subject.ts";

/** What each test and each of its neighbours came to, by name. */
export type Told = ReadonlyMap<string, string>;

/** And which of the lines that were asked about ran. */
export interface Telling {
  readonly told: Told;
  readonly ran: CheckRun["coverage"];
}

/** Tests with neighbours, to be run on any tree. */
export interface Neighbours {
  readonly files: ReadonlyMap<string, Shown>;
  readonly check: Check;
}

const fileLimit = 6;
/** Copies of a test. */
const copies = 40;

/** The original tests that can reach the change, with neighbours; undefined where there are none that can be read. */
export async function readNeighbours(reading: Reading): Promise<Neighbours | undefined> {
  const { patch, check, sources, tests, accepted } = reading;
  const numbers = sources.filter(isProgram).flatMap((file) => numbersIn(reading, file));
  const near = affected([...tests.keys()], new Set(sources), (file) => textOn(patch, "before", file));
  const files = new Map<string, Shown>();
  for (const file of near.filter((each) => !accepted.has(each)).slice(0, fileLimit)) {
    const text = withNeighbours(tests.get(file) ?? "", file, copies, numbers);
    if (text !== undefined) files.set(file, { bytes: new TextEncoder().encode(text), mode: 0o644 });
  }
  if (files.size === 0) return undefined;
  const script = await scriptOf(check.command, patch.root);
  return { files, check: narrow(check, script, [...files.keys()]) ?? check };
}

/** Runs them on one tree; undefined where the run did not come to its end. */
export async function tell(
  bench: Bench,
  { files, check }: Neighbours,
  tree: Pick<Trial, "on" | "show" | "asked">,
): Promise<Telling | undefined> {
  const run = await bench.run({
    ...tree,
    experiment: true,
    on: `${tree.on}, on inputs near the tests`,
    check,
    beside: files,
  });
  if (!run.ended) return undefined;
  const own = run.tests.filter(({ file }) => file !== undefined && files.has(file));
  return { told: new Map(own.map((test) => [test.name, outcomeOf(test)])), ran: run.coverage };
}

/** Without what moves when lines do. */
function outcomeOf({ state, message = "" }: TestResult): string {
  const frames = message.split("\n");
  const last = frames.findLastIndex((line) => /^\s*File "/.test(line));
  const words = frames.slice(last < 0 ? 0 : last + 2).filter((line) => !/^\s*[~^]+\s*$/.test(line));
  return `${state} ${words.join("\n").replaceAll(/0x[\da-f]{6,}/g, "#")}`;
}
