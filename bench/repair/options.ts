/** What the repair benchmarks can be asked for. */
import { parseArgs } from "node:util";

export interface Options {
  /** True to search without the harness around it, and without a sandbox: for development, not for figures. */
  readonly direct: boolean;
  /** True to show the solver a part of the tests, and to judge its patch by all of them. */
  readonly honest: boolean;
  readonly json: boolean;
  readonly language: string | undefined;
  /** Ids, or what they end with; undefined takes all. */
  readonly tasks: readonly string[] | undefined;
  /** Kind of bug; undefined takes all. */
  readonly bug: string | undefined;
  /** Candidates a task, when searching directly. */
  readonly candidates: number;
  /** A file that takes a line a task as soon as it is known; tasks that it holds already are not run again. */
  readonly out: string | undefined;
}

/** Reads the command line. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      direct: { type: "boolean", default: false },
      honest: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      language: { type: "string" },
      tasks: { type: "string" },
      bug: { type: "string" },
      candidates: { type: "string", default: "1000" },
      out: { type: "string" },
    },
  });
  return {
    ...values,
    language: values.language,
    bug: values.bug,
    out: values.out,
    tasks: values.tasks?.split(","),
    candidates: Number(values.candidates),
  };
}
