/** The words in which a model forms and amends its own contract. */
import { hash } from "node:crypto";
import * as z from "zod/mini";
import type { Assumption, Contract } from "../../../core/contract.ts";
import { createTool, type Tool } from "../../../interface/api/tool.ts";
import type { Session } from "../../mechanism.ts";
import { contractInForce } from "./in-force.ts";

export interface TermsGiven {
  readonly session: () => Session;
  /** What holds without a word of the model. */
  readonly standard: () => Promise<Contract>;
  readonly current: (path: string) => string | undefined;
}

const terms = {
  assumes: z.optional(z.array(z.string())),
  checks: z.optional(z.array(z.string())),
};

/** `contract` and `amend`. */
export function createTerms({ session, standard, current }: TermsGiven): readonly Tool[] {
  const assumed = (paths: readonly string[] = []): readonly Assumption[] =>
    paths.map((path) => {
      const text = current(path);
      if (text === undefined) throw new Error(`the contract assumes ${path}, which cannot be read`);
      return { type: "file", path, hash: hash("sha256", text) };
    });
  return [
    createTool({
      name: "contract",
      words: "Lets only what you name change: {changes: globs, assumes?: paths, checks?: commands}.",
      parameters: { terms: z.object({ changes: z.array(z.string()), ...terms }) },
      returns: z.void(),
      effect: "control",
      idempotent: true,
      async run({ terms: { changes, assumes, checks = [] } }) {
        const { journal } = session();
        if (contractInForce(journal.facts)?.by === "model")
          throw new Error("there is a contract already: amend({ … }, reason)");
        const base = await standard();
        const all = [...new Set([...base.checks, ...checks])];
        if (changes.length === 0) throw new Error("a contract names what may change");
        if (all.length === 0) throw new Error("a contract names a check: none was found in this project");
        journal.append({
          type: "contract.formed",
          by: "model",
          contract: { ...base, changes, checks: all, assumes: merged(base.assumes, assumed(assumes)) },
        });
      },
    }),
    createTool({
      name: "amend",
      words: "Amends that contract.",
      parameters: {
        terms: z.object({ changes: z.optional(z.array(z.string())), ...terms }),
        reason: z.string(),
      },
      returns: z.void(),
      effect: "control",
      idempotent: true,
      async run({ terms: { changes, assumes, checks = [] }, reason }) {
        const { journal } = session();
        const contract = contractInForce(journal.facts)?.contract;
        if (contract === undefined) throw new Error("there is no contract yet: contract({ changes })");
        if (reason.trim() === "") throw new Error("an amendment needs a reason");
        journal.append({
          type: "contract.amended",
          reason,
          contract: {
            ...contract,
            ...(changes && { changes }),
            // A check that was promised stays.
            checks: [...new Set([...contract.checks, ...checks])],
            assumes: merged(contract.assumes, assumed(assumes)),
          },
        });
      },
    }),
  ];
}

const keyOf = (assumption: Assumption): string =>
  assumption.type === "file" ? `file ${assumption.path}` : `tool ${assumption.tool}`;

function merged(old: readonly Assumption[], added: readonly Assumption[]): readonly Assumption[] {
  return [...new Map([...old, ...added].map((each) => [keyOf(each), each])).values()];
}
