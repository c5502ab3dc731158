/** A session without a run behind it, for judges that only read. */
import type { RuleTexts } from "../../../../src/core/approval.ts";
import type { Fact, FactBody } from "../../../../src/core/fact.ts";
import { readRules } from "../../../../src/mechanisms/control/permission/rule.ts";
import { ruleOn } from "../../../../src/mechanisms/control/permission/ruling.ts";
import type { Session } from "../../../../src/mechanisms/mechanism.ts";

/** Facts in their places. */
export const asFacts = (bodies: readonly FactBody[]): readonly Fact[] =>
  bodies.map((body, at) => ({ ...body, seq: at + 1, at }));

/** A session whose journal holds these facts, and takes more. */
export function sessionOf(bodies: readonly FactBody[] = [], signal = new AbortController().signal): Session {
  const facts = [...asFacts(bodies)];
  return {
    task: "x",
    root: "/work",
    signal,
    journal: {
      id: "s-1",
      get facts() {
        return facts;
      },
      get head() {
        return "";
      },
      append: (...more: readonly FactBody[]) => {
        for (const body of more) facts.push({ ...body, seq: facts.length + 1, at: 0 });
        return facts;
      },
      sync: async () => undefined,
      keep: () => "",
      read: () => undefined,
      listen: () => () => undefined,
      close: () => undefined,
    },
  };
}

/** What rules say of shell code. */
export const ruling = async (rules: RuleTexts, code: string): Promise<string> =>
  (await ruleOn(readRules([rules]), { type: "program", cell: "c1", language: "sh", code }, "/work")).type;
