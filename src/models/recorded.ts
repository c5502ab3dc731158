/** A model that says again what a session's journal recorded. */
import type { Fact } from "../core/fact.ts";
import { Fault } from "../core/fault.ts";
import type { Model } from "../core/model.ts";
import { interrupted } from "./interrupted.ts";
import { countReplies } from "./script.ts";

/**
 * A model that replays the `model.replied` facts in their order. Which is next is the number of the model's messages in
 * the request. Unlike a script it never falls silent: @throws Fault `model_failed` when more is asked than was recorded.
 */
export function createRecorded(facts: readonly Fact[]): Model {
  const replies = facts.filter((fact) => fact.type === "model.replied");
  return {
    name: "recorded",
    window: 1_000_000,
    output: 100_000,
    async reply({ messages, replies: turn = countReplies(messages) }, { signal, onDelta }) {
      if (signal.aborted) throw interrupted("recorded");
      const fact = replies[turn];
      if (fact === undefined) {
        throw new Fault(
          "model_failed",
          `the recording ran out: it holds ${replies.length} replies, and reply ${turn + 1} was asked for`,
          "the replay took another way than the recorded session; compare their facts",
        );
      }
      const { text, usage, finish, cost, private: own } = fact;
      if (text !== "") onDelta?.(text);
      return {
        text,
        cells: fact.cells.map(({ language, code }) => ({ language, code })),
        usage,
        finish,
        ...(cost !== undefined && { cost }),
        ...(own !== undefined && { private: own }),
      };
    },
  };
}
