/** A session as one line of OpenAI's chat format for fine-tuning. */
import type { Fact } from "../core/fact.ts";
import { renderOutcome } from "../interface/feedback/render.ts";
import { functionNames, tell, type Deed } from "./story.ts";

type Json = Readonly<Record<string, unknown>>;

const tools: readonly Json[] = Object.values(functionNames).map((name) => ({
  type: "function",
  function: {
    name,
    description: `Runs a cell of ${name}.`,
    parameters: { type: "object", properties: { code: { type: "string" } }, required: ["code"] },
  },
}));

/** `{messages, tools, parallel_tool_calls}`. What a fork copied is not to be learnt again: weight 0. Pure. */
export function toOpenAi(facts: readonly Fact[]): Json {
  const messages = tell(facts).flatMap((told): readonly Json[] => {
    if (told.type === "user") return [{ role: "user", content: told.text }];
    if (told.type === "harness") return [{ role: "user", content: told.text }];
    if (told.type !== "reply") return [];
    const { reply, deeds, copied } = told;
    const calls = reply.cells.map(({ id, language, code }) => ({
      id,
      type: "function",
      function: { name: functionNames[language], arguments: JSON.stringify({ code }) },
    }));
    const said: Json = {
      role: "assistant",
      content: reply.text,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(copied && { weight: 0 }),
    };
    return [said].concat(deeds.flatMap(answerOf));
  });
  return { messages, tools, parallel_tool_calls: true };
}

const answerOf = ({ cell, outcome }: Deed): readonly Json[] =>
  outcome ? [{ role: "tool", tool_call_id: cell.id, content: renderOutcome(outcome) }] : [];
