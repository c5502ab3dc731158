/** What a recorded session said, model and people, given again. */
import type { Answer, Ask } from "../core/approval.ts";
import { noUsage } from "../core/budget.ts";
import type { Fact } from "../core/fact.ts";
import { Fault } from "../core/fault.ts";
import type { Message } from "../core/message.ts";
import type { Model } from "../core/model.ts";
import { createRecorded } from "./recorded.ts";
import { countReplies } from "./script.ts";

/** The recorded replies before turn `until`, or all; then what `real` says, or silence. */
export function createReplayed(
  facts: readonly Fact[],
  { until = Infinity, real }: { readonly until?: number; readonly real?: Model },
): Model {
  const replies = facts.filter(
    (fact) => fact.type === "model.replied" && fact.finish !== "silent" && fact.turn < until,
  );
  const recorded = createRecorded(replies);
  const awaited = wordsAwaited(facts);
  return {
    name: real?.name ?? recorded.name,
    window: real?.window ?? recorded.window,
    output: real?.output ?? recorded.output,
    async reply(request, listen) {
      const turn = request.replies ?? countReplies(request.messages);
      const word = awaited.get(turn);
      const isSaid = word === undefined || request.messages.some((each) => saysWord(each, word));
      if (turn < replies.length && isSaid) return recorded.reply(request, listen);
      if (real && isSaid) return real.reply(request, listen);
      return { text: "", cells: [], usage: noUsage, finish: "silent", cost: 0 };
    },
  };
}

/**
 * The recorded reviews after turns before `until`, or all; then what `real` says. Throws Fault `model_failed` where a review failed, and where
 * there was none.
 */
export function createReviewedAgain(
  facts: readonly Fact[],
  { until = Infinity, real }: { readonly until?: number; readonly real?: Model },
): Model {
  const end = facts.findIndex((fact) => fact.type === "model.replied" && fact.turn >= until);
  const reviews = (end < 0 ? facts : facts.slice(0, end)).filter(
    (fact) => fact.type === "review.replied" || fact.type === "review.failed",
  );
  return {
    name: real?.name ?? "recorded",
    window: real?.window ?? 1_000_000,
    output: real?.output ?? 100_000,
    async reply(request, listen) {
      const fact = reviews[request.replies ?? 0];
      if (fact?.type === "review.replied") {
        const { text, usage, cost } = fact;
        return { text, cells: [], usage, finish: "stop", ...(cost !== undefined && { cost }) };
      }
      if (fact === undefined && real) return real.reply(request, listen);
      const why = fact?.why ?? "no such review was recorded";
      throw new Fault("model_failed", why, "the replay took another way than the recorded session");
    },
  };
}

const saysWord = (message: Message, word: string): boolean =>
  message.role === "user" && message.text.includes(word);

/** Where the model had nothing to say until the user said more: that word, by the number of the reply that followed. */
function wordsAwaited(facts: readonly Fact[]): ReadonlyMap<number, string> {
  const awaited = new Map<number, string>();
  let replies = 0;
  let silent = false;
  for (const fact of facts) {
    if (fact.type === "model.replied") {
      silent = fact.finish === "silent";
      if (!silent) replies += 1;
    }
    if (fact.type === "task.added" && silent) awaited.set(replies, fact.text);
  }
  return awaited;
}

/** The answers that a person gave, by cell and action, in their order; what was not asked then is denied. */
export function answersOf(facts: readonly Fact[]): Ask {
  const given = new Map<string, Answer[]>();
  const asked = new Map<string, string>();
  for (const fact of facts) {
    if (fact.type === "approval.asked") asked.set(fact.approval, `${fact.cell} ${fact.action.tool}`);
    if (fact.type !== "approval.given" || fact.answer === "nobody") continue;
    const key = asked.get(fact.approval) ?? "";
    const answers = given.get(key) ?? [];
    answers.push(
      fact.answer === "deny"
        ? { type: "deny", ...(fact.words !== undefined && { words: fact.words }) }
        : { type: fact.answer },
    );
    given.set(key, answers);
  }
  return ({ cell, action }) =>
    Promise.resolve(
      given.get(`${cell} ${action.tool}`)?.shift() ?? {
        type: "deny",
        words: "it was not asked when this was recorded",
      },
    );
}
