/** Control, as the loop sees it: done is proven by a check, and the governor decides. */
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import type { Decision } from "../../core/decision.ts";
import type { Fact, FactBody } from "../../core/fact.ts";
import type { CheckRun, TestResult } from "../../core/finding.ts";
import { createTool, type Tool } from "../../interface/api/tool.ts";
import type { Mechanism, Session } from "../mechanism.ts";
import type { Checks } from "./checks.ts";
import { govern } from "./governor.ts";
import { readSituation } from "./situation.ts";

/** What a decision may need besides words. */
export interface Means {
  /** The text of a workspace file; undefined when there is none that may be read. */
  readonly current: (path: string) => string | undefined;
  /** Takes the files back to the best state so far, as a change of this cell. */
  readonly revert: (cell: string) => void;
}

/** The control mechanism. `checks` finds, runs and judges the project's check. */
export function createControl(checks: Checks, means: Means): Mechanism {
  return {
    name: "control",
    brief: () => readFileSync(new URL("./brief.md", import.meta.url), "utf8").trim(),
    api: [doneTool(checks), giveUpTool(checks), checksTool(checks)],
    async judge(intent, { signal }) {
      // Red before is only known if the check runs before anything changes, and to its end.
      const until = checks.until();
      if (intent.type === "change") await checks.before();
      if (signal.aborted) return { type: "deny", reason: "the session was interrupted before this" };
      return until.aborted
        ? { type: "deny", reason: "the user stopped the check that comes before the first change" }
        : { type: "allow" };
    },
    react: (fact, session) =>
      fact.type === "turn.ended" ? endTurn(fact, session, { checks, means }) : Promise.resolve([]),
  };
}

/** What a turn comes to: evidence when something was claimed, and always one decision. */
async function endTurn(
  fact: Fact,
  session: Session,
  { checks, means }: { readonly checks: Checks; readonly means: Means },
): Promise<readonly FactBody[]> {
  const { facts } = session.journal;
  if (fact !== facts.findLast((each) => each.type === "turn.ended")) return [];
  const judged = readSituation(facts).claimed ? await checks.judge() : undefined;
  if (session.signal.aborted) return [];
  const gathered: readonly FactBody[] = judged ? [{ type: "evidence.gathered", evidence: judged }] : [];
  // As it will be on record: whoever folds the facts again comes to the same decision.
  const known = gathered.map((body, at): Fact => ({ ...body, seq: fact.seq + at, at: fact.at }));
  const decided = govern(readSituation([...session.journal.facts, ...known]));
  const decision = decided.type === "fetch" ? withTexts(decided, means) : decided;
  if (decision.type === "revert") means.revert(lastCell(facts));
  return [...gathered, { type: "decision.made", decision }];
}

/** Characters of a file that is fetched. */
const fetched = 6000;

function withTexts(decision: Decision & { readonly type: "fetch" }, { current }: Means): Decision {
  const texts = decision.paths.map((path) => {
    const text = current(path) ?? "it is not there, or may not be read";
    return `${path}:\n${text.length > fetched ? `${text.slice(0, fetched)}\n… the rest by files.read` : text}`;
  });
  return { ...decision, words: [decision.words, ...texts].join("\n\n") };
}

const lastCell = (facts: readonly Fact[]): string =>
  facts.flatMap((fact) => (fact.type === "cell.ran" ? [fact.cell] : [])).at(-1) ?? "end";

function doneTool({ session }: Checks): Tool {
  return createTool({
    name: "done",
    words: "Claims that the task is done; the project's check is run after this cell and decides.",
    parameters: { claim: z.string() },
    returns: z.void(),
    effect: "control",
    idempotent: true,
    run: async ({ claim }, { cell }) => void session().journal.append({ type: "done.claimed", cell, claim }),
  });
}

function giveUpTool({ session }: Checks): Tool {
  return createTool({
    name: "giveUp",
    words: "Ends the session: the task cannot be done, and why.",
    parameters: { reason: z.string() },
    returns: z.void(),
    effect: "control",
    idempotent: true,
    run: async ({ reason }, { cell }) =>
      void session().journal.append({ type: "work.abandoned", cell, reason }),
  });
}

/** Red tests first, and few enough to read. */
const shown = 200;

const state = z.enum(["passed", "failed", "skipped"]);

function checksTool(checks: Checks): Tool {
  return createTool({
    name: "checks.run",
    words: "Runs the project's check on the files as they are, and gives each test by name.",
    parameters: {},
    returns: z.object({
      command: z.string(),
      exit: z.number(),
      ended: z.boolean(),
      passed: z.number(),
      failed: z.number(),
      tests: z.array(
        z.object({ name: z.string(), file: z.optional(z.string()), state, message: z.optional(z.string()) }),
      ),
      trouble: z.optional(z.string()),
    }),
    effect: "read",
    idempotent: true,
    run: async () => summary(await checks.now()),
  });
}

/** A test as a model reads it: what went wrong only where something did. */
function brief(test: TestResult): Omit<TestResult, "location"> {
  const { name, file, state: how, message } = test;
  const told = how === "failed" ? message : undefined;
  return {
    name,
    state: how,
    ...(file !== undefined && { file }),
    ...(told !== undefined && { message: told }),
  };
}

function summary(run: CheckRun): {
  command: string;
  exit: number;
  ended: boolean;
  passed: number;
  failed: number;
  tests: Omit<TestResult, "location">[];
  trouble?: string;
} {
  const count = (wanted: string): number => run.tests.filter((test) => test.state === wanted).length;
  const redFirst = run.tests.toSorted((a, b) => Number(b.state === "failed") - Number(a.state === "failed"));
  return {
    command: run.check.command,
    exit: run.exit,
    ended: run.ended,
    passed: count("passed"),
    failed: count("failed"),
    tests: redFirst.slice(0, shown).map(brief),
    ...(run.trouble !== undefined && { trouble: run.trouble }),
  };
}
