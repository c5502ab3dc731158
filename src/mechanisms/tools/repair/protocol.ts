/** What the search and its warm workers say to each other, one JSON object a line, on descriptor 3. */

/** One test of one file, as a warm worker saw it. */
export interface WarmTest {
  /** Titles joined by " > "; the file's own name when the file itself is the test. */
  readonly name: string;
  readonly file: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly message?: string;
  /** Where the failure crossed the workspace's own code, innermost first. Lines count from 1. */
  readonly crash?: readonly Place[];
  /** Lines that ran, by file; only when coverage was asked for. */
  readonly lines?: Readonly<Record<string, readonly number[]>>;
}

/** A line of a workspace file; `file` is relative to the workspace. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Runs test files once, in a fresh module graph. Paths are relative to the workspace. */
export interface RunOrder {
  readonly id: number;
  readonly files: readonly string[];
  /** Names of the only tests to run, by file; absent runs all. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Texts to take in place of the files on disk, from now on. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Texts for this run alone: the candidate. */
  readonly candidate?: Readonly<Record<string, string>>;
  readonly cover: boolean;
  /** True to end the run at the first failure. */
  readonly bail: boolean;
  /** Loop turns and function entries that one test may make (JavaScript). */
  readonly fuel: number;
  /** Seconds of CPU time that one run may take. */
  readonly seconds: number;
  /** True when the texts have watchers in them that are to be heard. */
  readonly watch?: boolean;
  /** True to run each file as a program rather than as a file of tests. */
  readonly script: boolean;
}

export interface RunReport {
  readonly id: number;
  readonly tests: readonly WarmTest[];
  /** Workspace files that were loaded, relative. */
  readonly loaded: readonly string[];
  /** What the run used: ticks of fuel in JavaScript, seconds of CPU in Python. */
  readonly spent: number;
  /** Seconds of CPU time that the run took. */
  readonly cpu: number;
  readonly watched?: Watched;
  /** True when the worker cannot run again without remembering this run. */
  readonly stale?: boolean;
}

/** What the watchers of a run saw. Values are numbers: places in `shown`. */
export interface Watched {
  /** Each value as text after a letter for its kind: n number, s text, b truth, z nothing, l list, o other, ! thrown, ? never the same twice. */
  readonly shown: readonly string[];
  /** `file\nname` of each test, and of each file while it loads. */
  readonly tests: readonly string[];
  readonly calls: readonly SeenCall[];
  /** Site, test, innermost call (-1 outside of any), then a value for each expression of the site. */
  readonly seen: readonly (readonly number[])[];
  /** Sites that ran more often than they were looked at. */
  readonly cut: readonly number[];
}

/** One call of a function of the program. */
export interface SeenCall {
  readonly fn: number;
  readonly test: number;
  /** True when the test made it itself. */
  readonly top: boolean;
  /** True when it was made in a statement whose failure is known. */
  readonly stepped: boolean;
  readonly failed: boolean;
  /** The value with which that statement holds; -1 when it is not known. */
  readonly wanted: number;
  /** What it was given, of a call that the test made itself; absent where that is not told. */
  readonly given?: readonly number[];
}
