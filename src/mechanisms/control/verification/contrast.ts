/** Two trees beside each other: what visible tests and their neighbours say of each. */
import { narrow, affected } from "../sensors/scope.ts";
import { scriptOf } from "../sensors/project.ts";
import { withNeighbours } from "../sensors/neighbours.ts";
import { numbersIn } from "../sensors/calls.ts";
import { isProgram } from "../sensors/tokens.ts";
import { textOn, type Patch, type Shown, type Side } from "../sensors/patch.ts";
import type { Check, CheckRun, TestResult } from "../../../core/finding.ts";
import type { Bench, Trial } from "./bench.ts";
import type { Reading } from "./subject.ts";

/** What each test and each of its neighbours came to, by name. */
export type Told = ReadonlyMap<string, string>;

/** Which of them the program could not bear, and which of the lines that were asked about ran. */
export interface Telling {
  readonly told: Told;
  /** Tests in which the program, and not the test, failed with an error of the language's own. */
  readonly crashed: ReadonlySet<string>;
  /** Tests that the program refused, or in which it crashed: it gave no answer. */
  readonly unanswered: ReadonlySet<string>;
  readonly ran: CheckRun["coverage"];
}

/** Tests with neighbours, to be run on any tree. */
export interface Neighbours {
  readonly files: ReadonlyMap<string, Shown>;
  readonly check: Check;
}

const fileLimit = 6;
/** Copies of a test that are altered in one place or two, and those that are in up to three at once. */
const copies = { near: 40, mixed: 40 } as const;

/** The original tests that can reach the change, with neighbours; undefined where there are none that can be read. */
export async function readNeighbours(reading: Reading): Promise<Neighbours | undefined> {
  const { patch, check, sources, tests, accepted } = reading;
  const numbers = sources.filter(isProgram).flatMap((file) => numbersIn(reading, file));
  const near = affected([...tests.keys()], new Set(sources), (file) => textOn(patch, "before", file));
  const files = new Map<string, Shown>();
  for (const file of near.filter((each) => !accepted.has(each)).slice(0, fileLimit)) {
    const text = withNeighbours(tests.get(file) ?? "", file, copies.near, { numbers, mixed: copies.mixed });
    if (text !== undefined) files.set(file, { bytes: new TextEncoder().encode(text), mode: 0o644 });
  }
  if (files.size === 0) return undefined;
  const script = await scriptOf(check.command, patch.root);
  return { files, check: narrow(check, script, [...files.keys()]) ?? check };
}

/** Runs them on one tree; undefined where the run did not come to its end. */
export async function tell(
  bench: Bench,
  patch: Patch,
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
  const unanswered = own.filter(({ location }) => location !== undefined && !files.has(location.file));
  const lines = new Map<string, readonly string[]>();
  const means = ({ file, line }: NonNullable<TestResult["location"]>): boolean => {
    const text = lines.get(file) ?? linesOn(patch, tree.show(file), file);
    lines.set(file, text);
    return /^\s*(?:[^"'`]*\b)?(?:raise|throw)\b/.test(text[line - 1] ?? "");
  };
  const crashed = unanswered.filter(
    ({ message = "", location }) => location && accident.test(message) && !means(location),
  );
  const names = (some: readonly TestResult[]): ReadonlySet<string> => new Set(some.map(({ name }) => name));
  return {
    told: new Map(own.map((test) => [test.name, outcomeOf(test)])),
    crashed: names(crashed),
    unanswered: names(unanswered),
    ran: run.coverage,
  };
}

/** Errors by which a language says that a program cannot go on; V8's come without their names. */
const accident =
  /^(?:\w+\.)?(?:TypeError|NameError|AttributeError|UnboundLocalError|IndexError|KeyError|ZeroDivisionError|RecursionError|Endless)\b|^Cannot (?:read|set|destructure|convert|mix|access)\b|^Maximum call stack|^Invalid (?:array length|count value)|^Reduce of empty|^Assignment to constant|^[^\n]* is not (?:a function|iterable|defined|a constructor|an object)\b/;

function linesOn(patch: Patch, shown: Side | Shown, file: string): readonly string[] {
  const text =
    typeof shown === "string"
      ? textOn(patch, shown, file)
      : shown === null
        ? undefined
        : new TextDecoder().decode(shown.bytes);
  return text?.split("\n") ?? [];
}

/** Without what moves when lines do. */
function outcomeOf({ state, message = "" }: TestResult): string {
  const frames = message.split("\n");
  const last = frames.findLastIndex((line) => /^\s*File "/.test(line));
  const words = frames.slice(last < 0 ? 0 : last + 2).filter((line) => !/^\s*[~^]+\s*$/.test(line));
  return `${state} ${words.join("\n").replaceAll(/0x[\da-f]{6,}/g, "#")}`;
}
