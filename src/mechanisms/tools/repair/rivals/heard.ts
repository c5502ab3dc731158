/** What the tests call, heard in one run of them: calls in loops and helpers too, and those whose arguments are no literals. */
import { textsAfter } from "../branches.ts";
import type { Ground } from "../ground.ts";
import { functionName } from "../operators/kinds.ts";
import type { Candidate } from "../rank.ts";
import type { Source } from "../sources.ts";
import type { Study } from "../study.ts";
import { itemsOf } from "../synthesis/values.ts";
import { watch } from "../watch/watch.ts";
import type { Literal } from "./literal.ts";

/** A call that a test made itself, each once. */
export interface Heard {
  readonly name: string;
  /** Undefined where a value cannot be written down. */
  readonly literals: readonly Literal[] | undefined;
}

/** The calls of plain functions in a run of the tests after a change that makes them pass; none where the run tells nothing. */
export async function hear(
  ground: Omit<Ground, "explore">,
  studied: Study,
  path: readonly Candidate[],
): Promise<Heard[]> {
  const sources = new Map(studied.sources);
  for (const [file, text] of textsAfter(path)) {
    const source = sources.get(file);
    const tree = source?.parse(text);
    if (source && tree) sources.set(file, { ...source, text, tree });
  }
  const sight = await watch(ground, { ...studied, sources }, new Map());
  const heard = new Map<string, Heard>();
  for (const { fn, top, given } of sight?.calls ?? []) {
    const called = sight?.functions[fn];
    const name = called && !called.method ? functionName(called.node, called.source.text) : undefined;
    if (!top || !called || name === undefined) continue;
    const texts = given?.map((value) => sight?.shown[value] ?? "?");
    const literals = texts?.map((text) => literalOf(text, called.source.grammar));
    const known = literals?.filter((one) => one !== undefined);
    heard.set(`${fn}\n${texts?.join("\n")}`, {
      name,
      literals: known?.length === literals?.length ? known : undefined,
    });
  }
  return [...heard.values()];
}

/** The literal that a value as watchers show it is; undefined for what has none, or is cut. */
export function literalOf(shown: string, grammar: Source["grammar"]): Literal | undefined {
  if (shown.length > 300) return undefined;
  const body = shown.slice(1);
  const python = grammar === "python";
  switch (shown[0]) {
    case "n":
      return Number.isFinite(Number(body))
        ? { type: "number", value: Number(body), whole: !/[.e]/.test(body) }
        : undefined;
    case "s":
      return /["\\\n\r]/.test(body)
        ? { type: "other", text: JSON.stringify(body) }
        : { type: "string", quote: '"', body };
    case "b": {
      const text = body === "1" ? "true" : "false";
      return { type: "other", text: python ? `${text[0]?.toUpperCase()}${text.slice(1)}` : text };
    }
    case "z":
      return { type: "other", text: python ? "None" : body === "u" ? "undefined" : "null" };
    case "l":
    case "t": {
      const items = itemsOf(`l${body}`)?.map((item) => literalOf(item, grammar));
      const known = items?.filter((item) => item !== undefined);
      if (!known || known.length !== items?.length) return undefined;
      const [open, close] = shown.startsWith("t") ? ["(", ")"] : ["[", "]"];
      return { type: "list", open, close, items: known };
    }
    default:
      return undefined;
  }
}
