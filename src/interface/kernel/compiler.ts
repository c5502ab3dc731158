/** What checks a cell's text: TypeScript's native compiler, or in its place the one before it. */
import process from "node:process";

/** A mistake as a compiler gives it; places count from the file's first character. */
export interface Mistake {
  readonly code: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The files that it sees; nothing else of the host but its own library. */
export interface CompilerFiles {
  readonly folder: string;
  /** The one that is checked; all others stay as they are once they are there. */
  readonly current: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Compiler {
  /** Checks the current file. `created`: the files that have come since the last time. */
  check(created: readonly string[]): readonly Mistake[];
  /** Its process, where it is one, for the case that it must be ended while its thread waits for it. */
  readonly process?: number;
}

// What the Node that runs the cells really has: a newer library would let a cell pass that then fails.
const isNode24 = Number(process.versions.node.split(".")[0]) >= 24;

/** The compiler's options for cells. */
export const cellOptions: CompilerFiles["options"] = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  lib: isNode24
    ? ["es2025", "esnext.array", "esnext.disposable", "esnext.error"]
    : ["es2024", "es2025.iterator", "es2025.collection", "esnext.array"],
  types: [],
  strict: true,
  // These would speak of style, not of mistakes. (noImplicitAny stays: without it `[]` is an array of nothing, for good.)
  noImplicitThis: false,
  useUnknownInCatchVariables: false,
  strictPropertyInitialization: false,
  alwaysStrict: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
};
