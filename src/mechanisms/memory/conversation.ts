/** The conversation that a model reads, folded from facts: each fact that is said, as a message. */
import type { Fact, FactOf } from "../../core/fact.ts";
import type { Image, Message, Picture } from "../../core/message.ts";
import { planText, type PlanStep } from "../../core/plan.ts";
import { renderOutcome, type Sizes } from "../../interface/feedback/render.ts";
import { trim } from "../../interface/feedback/trim.ts";

/** The message of a fact; undefined when it says nothing. Pure. */
export function toMessage(fact: Fact, sizes?: Sizes, read: Reading = () => undefined): Message | undefined {
  switch (fact.type) {
    case "session.opened":
      return { role: "user", text: fact.task, ...imagesOf(fact.pictures, read) };
    case "task.added":
      return { role: "user", text: fact.text, ...imagesOf(fact.pictures, read) };
    case "model.replied":
      return fact.finish === "silent" ? undefined : replyOf(fact);
    case "cell.ran":
      return outcomeMessage(fact, shown(fact, sizes));
    case "plan.set":
      return fact.by === "user" ? { role: "user", text: planWords(fact.steps) } : undefined;
    case "tree.landed":
      return fact.tree.takenBack.length === 0
        ? undefined
        : { role: "user", text: takenBackWords(fact.tree.takenBack) };
    case "decision.made":
      return "words" in fact.decision ? { role: "user", text: fact.decision.words } : undefined;
    default:
      return undefined;
  }
}

const planWords = (steps: readonly PlanStep[]): string =>
  steps.length === 0 ? "The user has taken the plan away." : `The user has set the plan:\n${planText(steps)}`;

/** Bytes of a blob. */
export type Reading = (hash: string) => Uint8Array | undefined;

/** A picture whose bytes were forgotten is gone. */
function imagesOf(
  pictures: readonly Picture[] | undefined,
  read: Reading,
): { readonly images?: readonly Image[] } {
  const images = (pictures ?? []).flatMap(({ mediaType, hash }) => {
    const bytes = read(hash);
    return bytes ? [{ mediaType, data: Buffer.from(bytes).toString("base64") }] : [];
  });
  return images.length > 0 ? { images } : {};
}

/** Whatever else is in an outcome, such as a long stack, it is not longer than its output and value may be. */
const shown = ({ cell, outcome }: FactOf<"cell.ran">, sizes?: Sizes): string =>
  sizes
    ? trim(renderOutcome(outcome, sizes, cell), sizes.output + sizes.value, cell)
    : renderOutcome(outcome, undefined, cell);

function replyOf({ text, cells, private: own }: FactOf<"model.replied">): Message {
  return { role: "model", text, cells, ...(own !== undefined && { private: own }) };
}

const takenBackWords = (paths: readonly string[]): string =>
  `When the session stopped, these were put back as they were, since they judge the work: ${paths.join(", ")}.`;

function outcomeMessage({ cell, outcome }: FactOf<"cell.ran">, text: string): Message {
  return { role: "outcome", cell, failed: outcome.status !== "ok", text };
}

const longest = 160;

/** An outcome in a line, and the handle to all of it. */
export function toHandle(fact: FactOf<"cell.ran">): Message {
  const whole = renderOutcome(fact.outcome);
  const { status, error, changed = [] } = fact.outcome;
  const parts = [
    status,
    ...(error ? [`${error.name}: ${error.message}`.slice(0, longest)] : []),
    ...(changed.length > 0 ? [`changed ${changed.slice(0, 4).join(", ")}`.slice(0, longest)] : []),
    `${whole.length} characters are kept: recall("${fact.cell}")`,
  ];
  return outcomeMessage(fact, parts.join("; "));
}
