/** A model that answers one word of the user with some cells, and has nothing more to say. */
import { noUsage } from "../../src/core/budget.ts";
import type { Draft } from "../../src/core/cell.ts";
import type { Model } from "../../src/core/model.ts";

/** What the user says, and what the model answers. */
export interface Spoken {
  readonly say: string;
  readonly cells: readonly Draft[];
}

/** Keeps no state: that it has answered is seen from the conversation. */
export function sayOnce({ say, cells }: Spoken): Model {
  return {
    name: "says once",
    window: 1_000_000,
    output: 100_000,
    reply({ messages }) {
      const asked = messages.findLastIndex(
        (message) => message.role === "user" && message.text.includes(say),
      );
      const answered = messages.slice(asked).some((message) => message.role === "model");
      const reply = answered ? { cells: [], finish: "silent" as const } : { cells, finish: "stop" as const };
      return Promise.resolve({ text: "", usage: noUsage, cost: 0, ...reply });
    },
  };
}
