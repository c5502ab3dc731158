/** What was folded away or cut comes back whole, by its handle. */
import * as z from "zod/mini";
import type { Cell, Outcome } from "../../core/cell.ts";
import type { Fact } from "../../core/fact.ts";
import { renderOutcome } from "../../interface/feedback/render.ts";
import { createTool, type Tool } from "../../interface/api/tool.ts";
import { turnLines } from "./digest.ts";

const whole = { output: Infinity, value: Infinity };

/**
 * The text behind a handle: `c3` a cell's code and outcome, `t2` all of a turn, `u7` a further word of the user, `index` a line a
 * turn. Undefined when the session holds no such thing. Nothing in it is shortened.
 */
export function recallText(facts: readonly Fact[], handle: string): string | undefined {
  if (handle === "index") return turnLines(facts).join("\n");
  const number = Number(handle.slice(1));
  if (handle.startsWith("t")) {
    const reply = facts.find((fact) => fact.type === "model.replied" && fact.turn === number);
    if (reply?.type !== "model.replied") return undefined;
    return [reply.text, ...reply.cells.map((cell) => cellText(facts, cell))]
      .filter((part) => part !== "")
      .join("\n\n");
  }
  if (handle.startsWith("u")) {
    const said = facts.find(({ seq }) => seq === number);
    return said?.type === "task.added" ? said.text : undefined;
  }
  const cells = facts.flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []));
  const cell = cells.find(({ id }) => id === handle);
  return cell && cellText(facts, cell);
}

function cellText(facts: readonly Fact[], { id, language, code }: Cell): string {
  const outcome = outcomeOf(facts, id);
  const result = outcome === undefined ? "it has not run" : renderOutcome(outcome, whole);
  return `${id} ${language}\n${code}\n\n${result}`;
}

function outcomeOf(facts: readonly Fact[], id: string): Outcome | undefined {
  const ran = facts.findLast((fact) => fact.type === "cell.ran" && fact.cell === id);
  return ran?.type === "cell.ran" ? ran.outcome : undefined;
}

/** The tool `recall`; `page` is how many characters one answer has. */
export function createRecall(facts: () => readonly Fact[], page: number): Tool {
  return createTool({
    name: "recall",
    words:
      "What was cut or folded away, whole and in pages: a cell (c3), a turn (t2), or index (a line a turn).",
    parameters: { handle: z.string(), page: z.optional(z.number()) },
    returns: z.object({ text: z.string(), page: z.number(), pages: z.number() }),
    effect: "read",
    idempotent: true,
    run: async ({ handle, page: wanted = 1 }) => {
      const text = recallText(facts(), handle);
      if (text === undefined)
        throw new Error(`recall: there is no ${handle}; recall("index") names what there is`);
      const pages = Math.max(1, Math.ceil(text.length / page));
      if (!Number.isInteger(wanted) || wanted < 1 || wanted > pages)
        throw new Error(`recall: ${handle} has pages 1 to ${pages}`);
      return { text: text.slice((wanted - 1) * page, wanted * page), page: wanted, pages };
    },
  });
}
