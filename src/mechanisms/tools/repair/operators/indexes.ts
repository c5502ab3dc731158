/** Slices, ranges, indexes and the two branches of a choice. */
import { childOf, partsOf } from "../syntax.ts";
import { argumentsOf, calls, choices, isExpression, subscripts } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator } from "./site.ts";

export const changeSlice: Operator = function* changeSlice(site): Generator<Change> {
  const { node } = site;
  if (node.type !== "slice") return;
  const now = textOf(site, node);
  const [from = "", to = "", step] = now.split(":").map((part) => part.trim());
  const spell = (a: string, b: string, c: string | undefined): string => `${a}:${b}${c ? `:${c}` : ""}`;
  const next = [
    spell("", to, step),
    spell(from, "", step),
    spell(from, to, undefined),
    spell(to, from, step),
    spell(from, to, "-1"),
    spell(from, to, "2"),
    ...(from === "" ? ["1", "-1", "0"].map((text) => spell(text, to, step)) : []),
    ...(to === "" ? ["-1", "1"].map((text) => spell(from, text, step)) : []),
    ...(from === ""
      ? []
      : [
          spell(`${from} + 1`, to, step),
          spell(`${from} - 1`, to, step),
          spell(`-${operand(from)}`, to, step),
        ]),
    ...(to === ""
      ? []
      : [
          spell(from, `${to} + 1`, step),
          spell(from, `${to} - 1`, step),
          spell(from, `-${operand(to)}`, step),
        ]),
  ];
  for (const text of new Set(next)) if (text !== now) yield swap(node, text, "slice");
};

export const addSlice: Operator = function* addSlice(site): Generator<Change> {
  const { node, speech } = site;
  if (!isExpression(node) || !/identifier|call|attribute|member|list_comprehension/.test(node.type)) return;
  if (subscripts.has(node.parent?.type ?? "") && node.field !== "subscript" && node.field !== "index") return;
  const now = operand(textOf(site, node));
  const endings =
    speech.language === "python"
      ? ["[1:]", "[:-1]", "[::-1]", "[0]", "[-1]", "[:1]"]
      : [".slice(1)", ".slice(0, -1)", "[0]", ".at(-1)"];
  for (const ending of endings) yield swap(node, now + ending, "add-slice");
};

/** The rest of what is taken a slice of elsewhere in the function: `all[n:]` where there is an `all[:n]`. */
export const takeRest: Operator = function* takeRest(site): Generator<Change> {
  const { node, around } = site;
  if (node.type !== "identifier" || !isExpression(node) || subscripts.has(node.parent?.type ?? "")) return;
  const now = textOf(site, node);
  for (const other of around.expressions) {
    if (!other.startsWith(now)) continue;
    const ends = /^\[([^:[\]]*):([^:[\]]*)\]$/.exec(other.slice(now.length));
    const parts = /^\.slice\(([^(),]+)(?:, ([^(),]+))?\)$/.exec(other.slice(now.length));
    if (ends?.[2]) yield swap(node, `${now}[${ends[2]}:]`, "take-rest");
    if (ends?.[1]) yield swap(node, `${now}[:${ends[1]}]`, "take-rest");
    if (parts?.[2] !== undefined) yield swap(node, `${now}.slice(${parts[2]})`, "take-rest");
    if (parts?.[1] !== undefined && parts[1] !== "0")
      yield swap(node, `${now}.slice(0, ${parts[1]})`, "take-rest");
  }
};

export const changeIndex: Operator = function* changeIndex(site): Generator<Change> {
  const { node, around } = site;
  if (!subscripts.has(node.type)) return;
  const object = childOf(node, "object") ?? childOf(node, "value");
  const index = childOf(node, "index") ?? childOf(node, "subscript");
  if (!object || !index || index.type === "slice") return;
  yield swap(node, textOf(site, object), "drop-index");
  yield swap(node, textOf(site, index), "drop-index");
  const now = textOf(site, index);
  if (now !== "0") yield swap(index, "0", "index-common");
  if (site.speech.language === "python" && now !== "-1") yield swap(index, "-1", "index-common");
  for (const name of around.names) if (name !== now) yield swap(index, name, "index-name");
};

export const changeRange: Operator = function* changeRange(site): Generator<Change> {
  const { node, speech } = site;
  if (speech.language !== "python" || !calls.has(node.type)) return;
  const called = childOf(node, "function");
  if (!called || textOf(site, called) !== "range") return;
  const [one, two, three] = argumentsOf(node).map((argument) => textOf(site, argument));
  if (one === undefined) return;
  const from = two === undefined ? "0" : one;
  const to = two ?? one;
  const step = three === undefined ? "" : `, ${three}`;
  const next = [
    `range(1, ${to}${step})`,
    `range(2, ${to}${step})`,
    `range(${to}${step && `, ${step}`})`,
    `range(${from}, ${to} + 1${step})`,
    `range(${from}, ${to} - 1${step})`,
    `range(1, ${to} + 1${step})`,
    `range(${from} + 1, ${to} + 1${step})`,
    `range(${from}, ${to}, 2)`,
    `range(${from}, ${to}, -1)`,
    `range(${to} - 1, ${from} - 1, -1)`,
    `range(${to}, ${from}, -1)`,
    `range(2, ${to} + 1${step})`,
    `range(0, ${to}${step})`,
    `range(0, ${to} + 1${step})`,
  ];
  const now = textOf(site, node);
  for (const text of new Set(next)) if (text !== now) yield swap(node, text, "range");
};

export const changeChoice: Operator = function* changeChoice(site): Generator<Change> {
  const { node, speech } = site;
  if (!choices.has(node.type)) return;
  const parts = partsOf(node).map((part) => textOf(site, part));
  const [a = "", b = "", c = ""] = parts;
  const [condition, yes, no] = speech.language === "python" ? [b, a, c] : [a, b, c];
  const turned =
    speech.language === "python" ? `${no} if ${condition} else ${yes}` : `${condition} ? ${no} : ${yes}`;
  yield swap(node, turned, "turn-choice");
  yield swap(node, yes, "take-branch");
  yield swap(node, no, "take-branch");
};

/** [… for x in y if c]: without the filter. */
export const dropFilter: Operator = function* dropFilter(site): Generator<Change> {
  const { node } = site;
  if (node.type === "if_clause") yield swap(node, "", "drop-filter");
  if (node.type === "await_expression" || node.type === "await") {
    const [inner] = partsOf(node);
    if (inner) yield swap(node, textOf(site, inner), "drop-await");
  }
};

/** Conditions for a comprehension that filters nothing yet. */
export const addFilter: Operator = function* addFilter(site): Generator<Change> {
  const { node, around, speech } = site;
  if (!/^(?:list_comprehension|generator_expression|set_comprehension)$/.test(node.type)) return;
  const last = partsOf(node).at(-1);
  if (!last || last.type === "if_clause") return;
  for (const condition of around.conditions)
    for (const text of [condition, speech.not(condition)])
      yield { start: last.end, end: last.end, text: ` if ${text}`, operator: "add-filter" };
  const left = childOf(last, "left");
  if (left)
    yield { start: last.end, end: last.end, text: ` if ${textOf(site, left)}`, operator: "add-filter" };
};
