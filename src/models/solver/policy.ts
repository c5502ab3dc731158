/** What the solver does next: run the checks, search, make the change and claim it, or give up with what was tried. */
import type { Request } from "../../core/model.ts";
import { readHistory, type Step } from "./history.ts";
import { readChecks, readSearch, type Checks, type Found, type Search } from "./readings.ts";

/** Words for people, and the cell to run, if any. */
export interface Move {
  readonly words: string;
  readonly code?: string;
}

/** Candidates of one search. */
const limit = 1000;
/** Patches that may be refused as unproven before it gives up. */
const patience = 3;

const quote = (text: string): string => JSON.stringify(text);
const giveUp = (words: string, reason: string): Move => ({ words, code: `await giveUp(${quote(reason)})` });

/** The move that follows from what the request tells; the same request gives the same move. */
export function nextMove({ system, messages }: Request): Move {
  const steps = readHistory(messages);
  const last = steps.at(-1);
  if (!last) return begin(system);
  switch (last.kind) {
    case "checks":
      return afterChecks(last);
    case "search":
      return afterSearch(last, steps);
    case "claim":
      return afterClaim(last, steps);
    case "surrender":
      return { words: "I have given up on this task; nothing else can be tried by search." };
  }
}

function begin(system: string): Move {
  if (!system.includes("search.attempts") || !system.includes("checks.run"))
    return {
      words:
        "I can only repair failing tests, and need the tools checks.run and search.attempts for it; they are not here.",
    };
  return { words: "I repair failing tests by search. First, what fails.", code: "await checks.run()" };
}

function afterChecks({ outcome, failed }: Step): Move {
  const checks = readChecks(outcome);
  if (failed || !checks)
    return giveUp("The checks could not be run.", `the checks could not be run: ${firstLines(outcome)}`);
  // 126 and 127 are the shell's: the command is not there. Other troubles (a test that never ends) may well be a bug to repair.
  if (checks.exit === 126 || checks.exit === 127)
    return giveUp(
      "The check could not be started.",
      `the check \`${checks.command}\` could not be started: ${checks.trouble ?? `exit ${checks.exit}`}`,
    );
  if (checks.failed === 0 && checks.exit === 0)
    return {
      words: `Nothing fails: all ${checks.passed} tests of \`${checks.command}\` pass already, and failing tests are all that I can repair. I changed nothing.`,
    };
  return {
    words: `${describeRed(checks)} Searching for a small change after which every test passes.`,
    code: searchCode([]),
  };
}

function describeRed({ command, exit, passed, failed, trouble }: Checks): string {
  if (failed > 0) return `${failed} of ${failed + passed} tests fail.`;
  return `\`${command}\` fails: ${trouble ?? `exit ${exit}`}.`;
}

const searchCode = (exclude: readonly string[]): string =>
  exclude.length === 0
    ? `await search.attempts({ limit: ${limit} })`
    : `await search.attempts({ limit: ${limit}, exclude: ${JSON.stringify(exclude)} })`;

function afterSearch({ outcome, failed }: Step, steps: readonly Step[]): Move {
  const search = readSearch(outcome);
  if (failed || !search)
    return giveUp(
      "The search could not be run.",
      `no fix found: the search could not be run: ${firstLines(outcome)}`,
    );
  const { found } = search;
  if (!found) return giveUp("No fix found.", `no fix found: ${describeSearch(search)}`);
  // The evidence names them all; the claim is one line.
  const names = failingBefore(steps);
  const [first = "the failing tests"] = names.map((name) => `"${name}"`);
  const which = names.length > 1 ? `${names.length} tests` : first;
  const changes = [found, ...found.further];
  const what = changes.map(describeFound).join("; and ");
  const claim = `${which} failed and now ${names.length === 1 ? "passes" : "pass"}: ${what} (candidate ${search.tried} of ${search.generated})`;
  const edits = changes.map((one) => editCode(one.path, one.old, one.new));
  return { words: `Found: ${what}.`, code: [...edits, `await done(${quote(claim)})`].join("\n") };
}

const editCode = (path: string, old: string, next: string): string =>
  `await files.edit(${quote(path)}, ${quote(old)}, ${quote(next)})`;

/** Asked again after a claim: it was not proven, or its cell failed. */
function afterClaim({ outcome, failed }: Step, steps: readonly Step[]): Move {
  if (failed)
    return giveUp(
      "The change could not be made.",
      `a fix was found but the change could not be made: ${firstLines(outcome)}`,
    );
  const patches = steps.flatMap((step) =>
    step.kind === "search" ? (readSearch(step.outcome)?.found ?? []) : [],
  );
  const last = patches.at(-1);
  if (!last || patches.length >= patience)
    return giveUp(
      "The check does not accept what I find.",
      `no fix found: ${patches.length} changes made every test pass in a worker, and the check accepted none of them`,
    );
  const back = [last, ...last.further]
    .toReversed()
    .map((one) => editCode(one.path, one.new, one.old))
    .join("\n");
  const again = searchCode(patches.map(({ id }) => id));
  return {
    words: "That was not proven. I take it back and search on without it.",
    code: `${back}\n${again}`,
  };
}

function failingBefore(steps: readonly Step[]): readonly string[] {
  const first = steps.find(({ kind }) => kind === "checks");
  const checks: Checks | undefined = first && readChecks(first.outcome);
  return checks?.failing ?? [];
}

/** One change on one line. */
function describeFound({ path, line, operator, before, after }: Found): string {
  const short = (text: string): string => {
    const flat = text.trim().replaceAll(/\s+/g, " ");
    return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
  };
  return `${path}:${line}, ${operator}: \`${short(before)}\` became \`${short(after)}\``;
}

/** What was tried, so that a person can go on from there. */
function describeSearch({ why, tried, generated, operators, suspects }: Search): string {
  const families = Object.entries(operators)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([name, count]) => `${name} ${count}`);
  const places = suspects.slice(0, 3).map(({ file, line }) => `${file}:${line}`);
  return [
    why,
    tried > 0 ? `tried ${tried} of ${generated} changes` : "",
    families.length > 0 ? `most of them ${families.join(", ")}` : "",
    places.length > 0 ? `most suspect ${places.join(", ")}` : "",
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** What went wrong, without where in the cell. */
const firstLines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, 4)
    .join(" ")
    .replace(/^error \w*Error: /, "")
    .slice(0, 400);
