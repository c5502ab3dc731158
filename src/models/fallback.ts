/** A list of models of which the first that works answers. */
import { Fault } from "../core/fault.ts";
import type { Model, Reply } from "../core/model.ts";

/**
 * A model that asks the first of `models`, and when that fails for good the next; from then on the first is not asked again in
 * this process. It holds what the smallest of them holds. Says each switch to `onSwitch`; throws what the last one threw.
 */
export function createFallback(models: readonly [Model, ...Model[]]): Model {
  let at = 0;
  return {
    name: models.map(({ name }) => name).join(","),
    window: Math.min(...models.map(({ window }) => window)),
    output: Math.min(...models.map(({ output }) => output)),
    async reply(request, listen): Promise<Reply> {
      for (;;) {
        const model = models[at] ?? models[0];
        try {
          return await model.reply(request, listen);
        } catch (thrown) {
          const next = models[at + 1];
          // A conversation that is too long is made shorter, which another model would not do.
          const lasting = thrown instanceof Fault && thrown.code !== "context_overflow";
          if (next === undefined || listen.signal.aborted || !lasting) throw thrown;
          listen.onSwitch?.({ from: model.name, to: next.name, why: thrown.message });
          at += 1;
        }
      }
    },
  };
}

/** A model that cannot be asked, in its place in a list: it fails with what stands in its way. */
export function createUnusable(name: string, fault: Fault): Model {
  return {
    name,
    window: Number.MAX_SAFE_INTEGER,
    output: Number.MAX_SAFE_INTEGER,
    reply: () => Promise.reject(fault),
  };
}
