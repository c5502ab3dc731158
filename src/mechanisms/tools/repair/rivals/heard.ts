/** What the tests call, heard in one run of them: calls in loops and helpers too, and those whose arguments are no literals. */
import { sourcesAfter } from "../branches.ts";
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
  const sight = await watch(ground, { ...studied, sources: sourcesAfter(studied, path) }, new Map());
  if (!sight) return [];
  const heard = new Map<string, Heard>();
  for (const { fn, top, given } of sight.calls) {
    const called = sight.functions[fn];
    const name = called && !called.method ? functionName(called.node, called.source.text) : undefined;
    if (!top || !called || name === undefined) continue;
    const texts = given?.map((value) => sight.shown[value] ?? "?");
    const literals = texts?.map((text) => literalOf(text, called.source.grammar));
    const known = literals?.filter((one) => one !== undefined);
    heard.set(`${fn}\n${texts?.join("\n")}`, {
      name,
      literals: known?.length === literals?.length ? known : undefined,
    });
  }
  return [...heard.values()];
}

type Read = (body: string, grammar: Source["grammar"]) => Literal | undefined;

const other = (text: string): Literal => ({ type: "other", text });

const listed =
  (open: string, close: string): Read =>
  (body, grammar) => {
    const items = itemsOf(`l${body}`)?.map((item) => literalOf(item, grammar));
    const known = items?.filter((item) => item !== undefined);
    return known && known.length === items?.length ? { type: "list", open, close, items: known } : undefined;
  };

/** By the letter for its kind. */
const readers: Readonly<Record<string, Read>> = {
  n(body) {
    const value = Number(body);
    return Number.isFinite(value) ? { type: "number", value, whole: !/[.e]/.test(body) } : undefined;
  },
  s: (body) => (/["\\\n\r]/.test(body) ? other(JSON.stringify(body)) : { type: "string", quote: '"', body }),
  b: (body, grammar) =>
    other((grammar === "python" ? ["False", "True"] : ["false", "true"])[Number(body)] ?? ""),
  z: (body, grammar) => other(grammar === "python" ? "None" : body === "u" ? "undefined" : "null"),
  l: listed("[", "]"),
  t: listed("(", ")"),
};

/** Longer texts are cut where they are shown. */
const longest = 300;

/** The literal that a value as watchers show it is; undefined for what has none, or is cut. */
export function literalOf(shown: string, grammar: Source["grammar"]): Literal | undefined {
  return shown.length > longest ? undefined : readers[shown.charAt(0)]?.(shown.slice(1), grammar);
}
