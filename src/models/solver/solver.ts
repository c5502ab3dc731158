/** The embedded solver: a model with no neural net that repairs failing tests by search, and says plainly when it cannot. */
import { noUsage } from "../../core/budget.ts";
import type { Model, Reply } from "../../core/model.ts";
import { nextMove } from "./policy.ts";

/**
 * A model that sees what any model sees and acts as any model does: by cells. It keeps nothing between calls, reads no file
 * and runs nothing; where it stands is worked out again from the messages of every request.
 */
export function createSolver(): Model {
  return {
    name: "solver",
    // It reads by search, not by tokens: more than a session of it could say.
    window: 1_000_000,
    output: 100_000,
    reply(request, { onDelta }): Promise<Reply> {
      const { words, code } = nextMove(request);
      if (words !== "") onDelta?.(words);
      const cells = code === undefined ? [] : [{ language: "ts" as const, code }];
      return Promise.resolve({ text: words, cells, usage: noUsage, finish: "stop" });
    },
  };
}
