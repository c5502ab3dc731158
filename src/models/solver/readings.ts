/** What the solver understands of a cell's outcome: the value of `checks.run()` and of `search.attempts()`. */

/** The checks, as far as the solver needs them. */
export interface Checks {
  readonly command: string;
  readonly exit: number;
  readonly passed: number;
  readonly failed: number;
  readonly failing: readonly string[];
  readonly trouble?: string;
}

/** A change that a search found. */
export interface Found {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly operator: string;
  readonly old: string;
  readonly new: string;
  /** Further changes, each made after those before it. */
  readonly further: readonly Found[];
}

export interface Search {
  readonly found: Found | undefined;
  readonly tried: number;
  readonly generated: number;
  readonly operators: Readonly<Record<string, number>>;
  readonly suspects: readonly { readonly file: string; readonly line: number }[];
  readonly why: string;
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (from: Plain, key: string): string => (typeof from[key] === "string" ? from[key] : "");
const count = (from: Plain, key: string): number => (typeof from[key] === "number" ? from[key] : 0);
const list = (from: Plain, key: string): Plain[] =>
  Array.isArray(from[key]) ? from[key].filter(isPlain) : [];

/** The JSON after the last line that begins with `value: `. */
function readValue(outcome: string): Plain | undefined {
  const line = outcome.split("\n").findLast((one) => one.startsWith("value: "));
  if (line === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice("value: ".length));
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The value of `checks.run()`; undefined when the outcome holds none. */
export function readChecks(outcome: string): Checks | undefined {
  const value = readValue(outcome);
  if (!value || typeof value["exit"] !== "number") return undefined;
  const failing = list(value, "tests").filter((test) => test["state"] === "failed");
  return {
    command: text(value, "command"),
    exit: value["exit"],
    passed: count(value, "passed"),
    failed: count(value, "failed"),
    failing: failing.map((test) => text(test, "name")),
    ...(typeof value["trouble"] === "string" && { trouble: value["trouble"] }),
  };
}

/** The value of `search.attempts()`; undefined when the outcome holds none. */
export function readSearch(outcome: string): Search | undefined {
  const value = readValue(outcome);
  if (!value || typeof value["tried"] !== "number") return undefined;
  const operators = isPlain(value["operators"]) ? value["operators"] : {};
  return {
    found: isPlain(value["found"]) ? readFound(value["found"]) : undefined,
    tried: value["tried"],
    generated: count(value, "generated"),
    operators: Object.fromEntries(Object.keys(operators).map((name) => [name, count(operators, name)])),
    suspects: list(value, "suspects").map((one) => ({ file: text(one, "file"), line: count(one, "line") })),
    why: text(value, "why"),
  };
}

const readFound = (from: Plain): Found => ({
  further: list(from, "further").map(readFound),
  id: text(from, "id"),
  path: text(from, "path"),
  line: count(from, "line"),
  before: text(from, "before"),
  after: text(from, "after"),
  operator: text(from, "operator"),
  old: text(from, "old"),
  new: text(from, "new"),
});
