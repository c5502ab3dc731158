/** What a sensor saw: a deterministic check and its typed result. */

export type TestState = "passed" | "failed" | "skipped";

/** One test as its runner named it. `name` is the full path of titles joined by " > ", with the file where the runner gives it. */
export interface TestResult {
  readonly name: string;
  readonly file?: string;
  readonly state: TestState;
  /** The failure in a line or a few. */
  readonly message?: string;
  readonly location?: { readonly file: string; readonly line: number };
}

/** How checks are run, and how their results are read. `command` reads only the exit code. */
export type Runner =
  | "node-test"
  | "vitest"
  | "jest"
  | "mocha"
  | "pytest"
  | "unittest"
  | "cargo"
  | "go"
  | "command";

/** A check of the project: a shell command, where it was found, and the runner whose report is read. */
export interface Check {
  readonly command: string;
  /** Such as `--verify`, `package.json scripts.test`, `pyproject.toml`. */
  readonly source: string;
  readonly runner: Runner;
}

/** One run of a check. */
export interface CheckRun {
  readonly check: Check;
  readonly exit: number;
  /** True when the runner itself reached its end and said so; a process that left early did not. */
  readonly ended: boolean;
  /** By name; for `command` a single test named after the command. */
  readonly tests: readonly TestResult[];
  /** Head and tail of what it printed. */
  readonly output: string;
  readonly milliseconds: number;
  readonly timedOut: boolean;
  /** Set when the command could not be found (exit 127) or the runner could not be understood. */
  readonly trouble?: string;
  /** Of the lines that were asked about: those that can run, and those that did. A file that is not here is unknown. */
  readonly coverage?: readonly {
    readonly file: string;
    readonly lines: readonly number[];
    readonly ran: readonly number[];
  }[];
}

export type Severity = "error" | "warning" | "note";

/** A typed finding with its place. */
export interface Finding {
  readonly sensor: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: { readonly file: string; readonly line?: number };
  /** Names it in its bundle, such as `f3`. */
  readonly handle?: string;
  /** What it is a sign of, in the table of weights (`mechanisms/control/verification/weights.ts`). */
  readonly sign?: string;
}

/** Another change of a program than the one that is judged: its first line, and the whole text with it. */
export interface Alternative {
  readonly line: number;
  readonly text: string;
}

/** Small changes of a program near some lines, the likeliest first, at most so many. */
export type Alternatives = (
  program: { readonly file: string; readonly text: string },
  lines: readonly number[],
  limit: number,
) => Promise<readonly Alternative[]>;
