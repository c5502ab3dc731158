/** Calls: another function of a near name, without the call, with one around it, with other arguments. */
import { childOf, partsOf, type Syntax } from "../syntax.ts";
import { argumentsOf, calls, isExpression, isTarget, members } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator, type Site } from "./site.ts";

/** Names that are easily taken for each other, by language. */
const nearNames: Readonly<Record<"javascript" | "python", readonly (readonly string[])[]>> = {
  javascript: [
    ["min", "max"],
    ["floor", "ceil", "round", "trunc"],
    ["sqrt", "cbrt", "abs"],
    ["toLowerCase", "toUpperCase"],
    ["startsWith", "endsWith", "includes"],
    ["push", "unshift", "concat"],
    ["pop", "shift"],
    ["indexOf", "lastIndexOf", "includes"],
    ["find", "findLast", "filter", "findIndex"],
    ["some", "every", "filter"],
    ["map", "filter", "flatMap", "forEach"],
    ["slice", "substring", "substr", "splice"],
    ["keys", "values", "entries"],
    ["trim", "trimStart", "trimEnd"],
    ["padStart", "padEnd"],
    ["replace", "replaceAll"],
    ["parseInt", "parseFloat", "Number"],
    ["charAt", "charCodeAt", "codePointAt"],
    ["reduce", "reduceRight"],
    ["add", "delete", "has"],
    ["set", "get", "has"],
    ["sort", "toSorted", "reverse"],
    ["all", "allSettled", "race", "any"],
  ],
  python: [
    ["min", "max", "sum", "len"],
    ["floor", "ceil", "trunc"],
    ["int", "float", "round", "str"],
    ["lower", "upper", "swapcase", "title", "capitalize"],
    ["startswith", "endswith"],
    ["append", "extend", "insert"],
    ["any", "all"],
    ["sorted", "reversed", "list", "set", "tuple"],
    ["keys", "values", "items"],
    ["isupper", "islower"],
    ["isdigit", "isalpha", "isalnum", "isspace", "isnumeric"],
    ["find", "rfind", "index", "rindex", "count"],
    ["strip", "lstrip", "rstrip"],
    ["ljust", "rjust", "center"],
    ["split", "rsplit", "splitlines"],
    ["union", "intersection", "difference", "symmetric_difference"],
    ["add", "remove", "discard", "update"],
    ["pop", "popleft"],
    ["appendleft", "append"],
    ["ord", "chr"],
    ["map", "filter"],
    ["bisect_left", "bisect_right"],
    ["heappush", "heappop"],
    ["bin", "hex", "oct"],
    ["abs", "round"],
    ["setdefault", "get"],
  ],
};

export const nearName: Operator = function* nearName(site): Generator<Change> {
  const { node, speech } = site;
  const inMember = node.parent !== undefined && members.has(node.parent.type);
  const isName = inMember && (node.field === "property" || node.field === "attribute");
  if (!isName && node.type !== "identifier") return;
  const now = textOf(site, node);
  for (const names of nearNames[speech.language])
    if (names.includes(now))
      for (const other of names) if (other !== now) yield swap(node, other, "near-name");
};

/** f(x) becomes x; x.f() becomes x. */
export const unwrapCall: Operator = function* unwrapCall(site): Generator<Change> {
  const { node } = site;
  if (!calls.has(node.type)) return;
  for (const argument of argumentsOf(node)) {
    if (/^(?:arrow_function|function_expression|lambda|keyword_argument)$/.test(argument.type)) continue;
    yield swap(node, textOf(site, argument), "unwrap-call");
  }
  const called = childOf(node, "function");
  const object = called && members.has(called.type) ? childOf(called, "object") : undefined;
  if (object) yield swap(node, textOf(site, object), "unwrap-method");
};

const wrappers: Readonly<Record<"javascript" | "python", readonly ((x: string) => string)[]>> = {
  javascript: [
    (x) => `Math.abs(${x})`,
    (x) => `Math.floor(${x})`,
    (x) => `Math.ceil(${x})`,
    (x) => `Math.round(${x})`,
    (x) => `Math.sqrt(${x})`,
    (x) => `Number(${x})`,
    (x) => `String(${x})`,
    (x) => `${operand(x)}.toString()`,
    (x) => `parseInt(${x})`,
    (x) => `${operand(x)}.length`,
    (x) => `${operand(x)}.toLowerCase()`,
    (x) => `${operand(x)}.toUpperCase()`,
    (x) => `${operand(x)}.trim()`,
    (x) => `${operand(x)}.slice()`,
    (x) => `${operand(x)}.sort()`,
    (x) => `${operand(x)}.sort((a, b) => a - b)`,
    (x) => `${operand(x)}.reverse()`,
    (x) => `[...new Set(${x})]`,
    (x) => `await ${x}`,
    (x) => `[${x}]`,
  ],
  python: [
    (x) => `abs(${x})`,
    (x) => `int(${x})`,
    (x) => `round(${x})`,
    (x) => `float(${x})`,
    (x) => `str(${x})`,
    (x) => `len(${x})`,
    (x) => `list(${x})`,
    (x) => `set(${x})`,
    (x) => `sorted(${x})`,
    (x) => `sorted(${x}, reverse=True)`,
    (x) => `list(reversed(${x}))`,
    (x) => `tuple(${x})`,
    (x) => `sum(${x})`,
    (x) => `max(${x})`,
    (x) => `min(${x})`,
    (x) => `${operand(x)}.lower()`,
    (x) => `${operand(x)}.upper()`,
    (x) => `${operand(x)}.strip()`,
    (x) => `${operand(x)}.copy()`,
    (x) => `${operand(x)}[::-1]`,
    (x) => `[${x}]`,
  ],
};

export const wrapCall: Operator = function* wrapCall(site): Generator<Change> {
  const { node, speech, around } = site;
  if (
    !isExpression(node) ||
    /^(?:true|false|none|null)$/.test(node.type) ||
    node.type === "parenthesized_expression"
  )
    return;
  if (node.parent?.type === "expression_statement") return;
  const now = textOf(site, node);
  const plain = /number|integer|float|string|template/.test(node.type);
  const family = plain ? "wrap-constant" : "wrap";
  for (const wrap of wrappers[speech.language]) {
    const text = wrap(now);
    if (!text.startsWith("await ")) yield swap(node, text, family);
    else if (calls.has(node.type)) yield swap(node, text, "add-await");
  }
  for (const name of around.functions.slice(0, 6)) yield swap(node, `${name}(${now})`, `${family}-own`);
};

export const changeArguments: Operator = function* changeArguments(site): Generator<Change> {
  const { node, around } = site;
  if (!calls.has(node.type)) return;
  const given = argumentsOf(node);
  for (const [at, argument] of given.entries()) {
    const next = given[at + 1];
    if (next) {
      yield {
        start: argument.start,
        end: next.end,
        text: `${textOf(site, next)}, ${textOf(site, argument)}`,
        operator: "swap-arguments",
      };
      yield { start: argument.start, end: next.start, text: "", operator: "drop-argument" };
    } else {
      const before = given[at - 1];
      yield {
        start: before ? before.end : argument.start,
        end: argument.end,
        text: "",
        operator: "drop-argument",
      };
    }
  }
  const list = childOf(node, "arguments");
  if (!list || (list.type !== "arguments" && list.type !== "argument_list")) return;
  const last = given.at(-1);
  for (const extra of ["0", "1", '""', "-1", ...around.names.slice(0, 10)]) {
    const text = last ? `, ${extra}` : extra;
    const at = last ? last.end : list.start + 1;
    yield { start: at, end: at, text, operator: "add-argument" };
    if (last)
      yield { start: list.start + 1, end: list.start + 1, text: `${extra}, `, operator: "add-argument" };
  }
  yield* callExtras(site, last ?? undefined, list);
};

function* callExtras(site: Site, last: Syntax | undefined, list: Syntax): Generator<Change> {
  const called = childOf(site.node, "function");
  const name = called ? textOf(site, called) : "";
  if (name.endsWith(".sort") && !last && site.speech.language === "javascript") {
    yield swap(list, "((a, b) => a - b)", "comparator");
    yield swap(list, "((a, b) => b - a)", "comparator");
  }
  if (/(?:^sorted|\.sort)$/.test(name) && site.speech.language === "python") {
    const at = last ? last.end : list.start + 1;
    yield { start: at, end: at, text: `${last ? ", " : ""}reverse=True`, operator: "comparator" };
    for (const key of ["len", "str", "abs", "int"])
      yield { start: at, end: at, text: `${last ? ", " : ""}key=${key}`, operator: "comparator-key" };
  }
}

/** A value becomes one of the values inside it. */
export const takePart: Operator = function* takePart(site): Generator<Change> {
  const { node } = site;
  if (!isExpression(node)) return;
  if (/^(?:string|template_string|parenthesized_expression|identifier|number)$/.test(node.type)) return;
  for (const part of partsOf(node)) {
    if (!isExpression(part) || isTarget(part)) continue;
    if (calls.has(node.type) || /binary|boolean|comparison|unary|not_/.test(node.type)) continue; // have families of their own
    yield swap(node, textOf(site, part), "take-part");
  }
  if (members.has(node.type)) {
    const object = childOf(node, "object");
    if (object && node.field !== "function") yield swap(node, textOf(site, object), "drop-property");
  }
  if (/^(?:array|list|tuple|object|dictionary|set)$/.test(node.type)) {
    const parts = partsOf(node);
    for (const [at, part] of parts.entries()) {
      const next = parts[at + 1];
      const before = parts[at - 1];
      const start = next ? part.start : (before?.end ?? part.start);
      yield { start, end: next ? next.start : part.end, text: "", operator: "drop-element" };
    }
  }
};
