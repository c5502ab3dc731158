/** What a change rests on: the files as the model has seen them, and the version of what runs the check. */
import { hash } from "node:crypto";
import { join } from "node:path";
import type { Assumption, Broken } from "../../../core/contract.ts";
import type { Runner } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import { look as lookAt, sameLook, versionAt } from "../../../interface/environment/version.ts";
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
  /** Those of the paths that git ignores: they are written through, and nobody knows by whom. */
  readonly ignored: (paths: readonly string[]) => ReadonlySet<string>;
  /** Runs a command whose writes are dropped. */
  readonly look: (command: Command) => Promise<Run>;
}

export interface Assumptions {
  /** What holds now. */
  now(): Promise<readonly Assumption[]>;
  /** What no longer holds: of the contract, and of files read since; `files`: of these alone, which costs no run. */
  broken(of?: "files"): Promise<readonly Broken[]>;
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
  ignored,
  look,
}: AssumptionsGiven): Assumptions {
  const seen = (): readonly (Assumption & { readonly type: "file" })[] => {
    const { journal, root } = session();
    return seenFiles(journal.facts, root);
  };
  const counting = <T>(all: readonly T[], pathOf: (each: T) => string): readonly T[] => {
    const left = all.length === 0 ? new Set() : ignored(all.map(pathOf));
    return all.filter((each) => !left.has(pathOf(each)));
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
  /** Hashes by path, each with the look that it holds for. */
  const hashes = new Map<string, { readonly at: Look; readonly hash: string }>();
  const hashNow = (path: string): string => {
    const place = join(session().root, path);
    const at = lookAt(place);
    const known = hashes.get(path);
    if (known && at && sameLook(known.at, at)) return known.hash;
    const version = versionAt(place, at);
    if (version.node === "file" && version.hash !== undefined) {
      hashes.set(path, { at, hash: version.hash });
      return version.hash;
    }
    const text = current(path); // what a link leads to
    return text === undefined ? "absent" : hash("sha256", text);
  };
  return {
    now: async () => [...counting(seen(), ({ path }) => path), ...(await toolNow())],
    async broken(of) {
      const changed = seen().flatMap((assumption): readonly (Broken & { readonly path: string })[] => {
        const now = hashNow(assumption.path);
        return now === assumption.hash ? [] : [{ assumption, now, path: assumption.path }];
      });
      const found = counting(changed, ({ path }) => path).map(({ assumption, now }) => ({ assumption, now }));
      const contract = contractInForce(session().journal.facts)?.contract;
      const tool = contract?.assumes.find((each) => each.type === "tool");
      if (of === "files" || tool?.type !== "tool") return found;
      const [is] = await toolNow();
      const version = is?.type === "tool" ? is.version : "absent";
      return version === tool.version ? found : [...found, { assumption: tool, now: version }];
    },
  };
}

type Look = ReturnType<typeof lookAt>;
