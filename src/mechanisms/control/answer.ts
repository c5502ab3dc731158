/** The session must end with a value of a given schema: asked for, checked, and asked for again when it is wrong. */
import * as z from "zod/mini";
import type { Fact, FactBody } from "../../core/fact.ts";
import { createTool } from "../../interface/api/tool.ts";
import type { Mechanism, Session } from "../mechanism.ts";
import { netChanges } from "./situation.ts";
import { compileSchema, type Validate } from "./schema.ts";

/** How often a wrong value is sent back. */
const retries = 3;

/** The mechanism; `session` is asked for late. */
export function createAnswer(schema: Readonly<Record<string, unknown>>, session: () => Session): Mechanism {
  let compiled: Promise<Validate> | undefined;
  const validate = async (value: unknown): Promise<string> =>
    (await (compiled ??= compileSchema(schema)))(value);
  return {
    name: "answer",
    brief: () =>
      `The session must end with a value of this JSON Schema: in a typescript cell \`await answer(value)\`, or as your last words, JSON ` +
      `alone.\n${JSON.stringify(schema)}`,
    api: [
      createTool({
        name: "answer",
        words: "Gives the value that the session was asked for.",
        parameters: { value: z.unknown() },
        returns: z.void(),
        effect: "control",
        idempotent: true,
        run: async ({ value }) => {
          const wrong = await validate(value);
          if (wrong !== "") throw new Error(`answer: the value does not have the schema:\n${wrong}`);
          session().journal.append({ type: "value.given", value });
        },
      }),
    ],
    react: (fact, { journal }) =>
      fact.type === "decision.made" ? settle(fact.decision, journal.facts, validate) : Promise.resolve([]),
  };
}

type Decided = Extract<Fact, { type: "decision.made" }>["decision"];

/** What a decision comes to when there is, or is not, a value. */
async function settle(
  decision: Decided,
  facts: readonly Fact[],
  validate: (value: unknown) => Promise<string>,
): Promise<readonly FactBody[]> {
  const begun = facts.findLastIndex((fact) => fact.type === "task.added");
  const told = facts.slice(begun + 1);
  const given = told.some((fact) => fact.type === "value.given");
  if (given && decision.type === "continue" && netChanges(facts).length === 0)
    return [ending("answered", "the value that was asked for was given; nothing was changed")];
  if (given || decision.type !== "stop" || !["answered", "verified"].includes(decision.stop.reason))
    return [];
  const words = told.findLast((fact) => fact.type === "model.replied");
  const value = words?.type === "model.replied" ? jsonIn(words.text) : undefined;
  const wrong = value === undefined ? "your last words are not JSON" : await validate(value);
  // The decision that stood is made again: the last one counts.
  if (wrong === "")
    return [
      { type: "value.given", value },
      { type: "decision.made", decision },
    ];
  const before = told.filter(
    (fact) => fact.type === "decision.made" && fact.decision.rule === "no-value",
  ).length;
  if (before >= retries)
    return [ending("no_value", `${retries + 1} values did not have the schema: ${oneLine(wrong)}`)];
  const ask = `A value of the schema is asked for, by answer(value) or as JSON alone: ${wrong}`;
  return [{ type: "decision.made", decision: { type: "revise", rule: "no-value", words: ask } }];
}

const ending = (reason: "answered" | "no_value", detail: string): FactBody => ({
  type: "decision.made",
  decision: { type: "stop", rule: "value", stop: { reason, detail } },
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 200);

/** The JSON that a text is, or that a fence in it holds; undefined when there is none. */
function jsonIn(text: string): unknown {
  const [, fenced] = /```(?:json)?\s*\n([^]*?)```/.exec(text) ?? [];
  for (const part of [text, fenced ?? ""]) {
    try {
      const value: unknown = JSON.parse(part);
      return value;
    } catch {
      // The other may be it.
    }
  }
  return undefined;
}
