/** What a change rests on: the files as the model has seen them, and the version of what runs the check. */
import { hash } from "node:crypto";
import type { Assumption, Broken } from "../../../core/contract.ts";
import type { Runner } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import type { Session } from "../../mechanism.ts";
import type { Checks } from "../checks.ts";
import { contractInForce } from "./in-force.ts";
import { seenFiles } from "./seen.ts";

export interface AssumptionsGiven {
  readonly session: () => Session;
  /** Asked for late: the checks' judgement asks the contract. */
  readonly checks: () => Pick<Checks, "before">;
  /** The text of a workspace file as it is; undefined when there is none to read. */
  readonly current: (path: string) => string | undefined;
  /** True for paths that git ignores: they are written through, and nobody knows by whom. */
  readonly isIgnored: (path: string) => boolean;
  /** Runs a command whose writes are dropped. */
  readonly look: (command: Command) => Promise<Run>;
}

export interface Assumptions {
  /** What holds now. */
  now(): Promise<readonly Assumption[]>;
  /** What no longer holds: of the contract, and of files read since; `only`: of these paths alone. */
  broken(only?: ReadonlySet<string>): Promise<readonly Broken[]>;
}

/** What runs the tests of a runner, and how it tells its version. */
const tools: Partial<Record<Runner, readonly [string, ...string[]]>> = {
  "node-test": ["node", "--version"],
  vitest: ["node", "--version"],
  jest: ["node", "--version"],
  mocha: ["node", "--version"],
  pytest: ["python3", "--version"],
  unittest: ["python3", "--version"],
  cargo: ["cargo", "--version"],
  go: ["go", "version"],
};

/** Assumptions over one session. */
export function createAssumptions({
  session,
  checks,
  current,
  isIgnored,
  look,
}: AssumptionsGiven): Assumptions {
  const seen = (): readonly (Assumption & { readonly type: "file" })[] => {
    const { journal, root } = session();
    return seenFiles(journal.facts, root).filter(({ path }) => !isIgnored(path));
  };
  const versionOf = async (tool: string, words: readonly string[]): Promise<string | undefined> => {
    const { exit, output } = await look({ argv: ["/bin/sh", "-c", '"$@" 2>&1', "sh", tool, ...words] });
    return exit === 0 ? output.trim().split("\n")[0]?.slice(0, 100) : undefined;
  };
  const toolNow = async (): Promise<readonly Assumption[]> => {
    const runner = (await checks().before())?.check.runner;
    const [tool, ...words] = (runner && tools[runner]) ?? [];
    const version = tool === undefined ? undefined : await versionOf(tool, words);
    return tool === undefined || version === undefined ? [] : [{ type: "tool", tool, version }];
  };
  const hashNow = (path: string): string => {
    const text = current(path);
    return text === undefined ? "absent" : hash("sha256", text);
  };
  return {
    now: async () => [...seen(), ...(await toolNow())],
    async broken(only) {
      // What was read last counts: a file that was read again is as it is known now.
      const files = new Map(seen().map((each) => [each.path, each]));
      const contract = contractInForce(session().journal.facts)?.contract;
      const found = [...files.values()]
        .filter(({ path }) => only === undefined || only.has(path))
        .map((assumption): Broken => ({ assumption, now: hashNow(assumption.path) }))
        .filter(({ assumption, now }) => assumption.type === "file" && assumption.hash !== now);
      const tool = contract?.assumes.find((each) => each.type === "tool");
      if (only !== undefined || tool?.type !== "tool") return found;
      const [is] = await toolNow();
      const version = is?.type === "tool" ? is.version : "absent";
      return version === tool.version ? found : [...found, { assumption: tool, now: version }];
    },
  };
}
