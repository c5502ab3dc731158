/** Constants and names: nudged, emptied, or taken from elsewhere in the same function. */
import { isExpression, isTarget, members, numbers } from "./kinds.ts";
import { swap, textOf, type Change, type Operator } from "./site.ts";
import { childOf } from "../syntax.ts";

export const changeNumber: Operator = function* changeNumber(site): Generator<Change> {
  const { node, around } = site;
  if (!numbers.has(node.type)) return;
  const now = textOf(site, node);
  const value = Number(now);
  if (!Number.isFinite(value)) return;
  const near = Number.isInteger(value) ? [value + 1, value - 1] : [];
  for (const next of near) yield swap(node, String(next), "number-near");
  for (const next of [0, 1, 2, -1]) if (next !== value) yield swap(node, String(next), "number-common");
  for (const next of [value * 10, value / 10, value * 2, value / 2, value + 2, value - 2, -value])
    if (next !== value) yield swap(node, String(next), "number-scaled");
  for (const other of around.numbers) if (other !== now) yield swap(node, other, "number-borrowed");
  const infinite = site.speech.language === "javascript" ? "Infinity" : 'float("inf")';
  if (value === 0 && node.parent && /declarator|assignment/.test(node.parent.type)) {
    yield swap(node, infinite, "number-infinite");
    yield swap(node, `-${infinite}`, "number-infinite");
  }
};

/** Any value one more, or one less. */
export const offByOne: Operator = function* offByOne(site): Generator<Change> {
  const { node } = site;
  if (!isExpression(node) || numbers.has(node.type)) return;
  if (
    /string|true|false|none|null|array|list|object|dict|not_|boolean|comparison|tuple|comprehension/.test(
      node.type,
    )
  )
    return;
  const now = textOf(site, node);
  const { parent } = node;
  const loose =
    !parent ||
    !/binary_operator|binary_expression|unary|subscript_expression|member|attribute/.test(parent.type);
  const bare = loose || node.field === "index" ? now : `(${now})`;
  const after = (sign: string): string =>
    loose || node.field === "index" ? `${bare} ${sign} 1` : `(${now} ${sign} 1)`;
  const where = offPlace(site);
  yield swap(node, after("+"), `off-by-one${where}`);
  yield swap(node, after("-"), `off-by-one${where}`);
};

/** Places where one too many or too few is a usual mistake. */
function offPlace({
  node,
  text,
}: {
  readonly node: import("../syntax.ts").Syntax;
  readonly text: string;
}): string {
  const { parent } = node;
  if (!parent) return "-other";
  if (parent.type === "slice" || node.field === "index" || node.field === "subscript") return "";
  if (/comparison|binary_expression/.test(parent.type) && node.field !== "left") return "";
  if (parent.type === "argument_list" && parent.parent) {
    const name = childOf(parent.parent, "function");
    if (name && textOf({ text }, name) === "range") return "";
  }
  if (parent.type === "arguments" && parent.parent) {
    const name = childOf(parent.parent, "function");
    if (name && /\.(?:slice|substring|substr|splice|charAt|at)$/.test(textOf({ text }, name))) return "";
  }
  return parent.type === "return_statement" ? "-return" : "-other";
}

export const changeString: Operator = function* changeString(site): Generator<Change> {
  const { node, around } = site;
  if (node.type !== "string" || !isExpression(node)) return;
  const now = textOf(site, node);
  const shape = /^(\w?)(['"])([\s\S]*)\2$/.exec(now);
  if (!shape || now.startsWith('"""') || now.startsWith("'''")) return;
  const [, prefix = "", quote = '"', body = ""] = shape;
  const quoted = (text: string): string => `${prefix}${quote}${text}${quote}`;
  for (const [text, operator] of otherTexts(body))
    if (text !== body) yield swap(node, quoted(text), operator);
  for (const other of around.strings) if (other !== now) yield swap(node, other, "string-borrowed");
};

/** A text emptied, in other cases, with a character or its spaces less, or with a space more. */
function* otherTexts(body: string): Generator<readonly [string, string]> {
  yield ["", "string-common"];
  yield [" ", "string-common"];
  const [lower, upper] = [body.toLowerCase(), body.toUpperCase()];
  yield [lower, "string-case"];
  yield [upper, "string-case"];
  if (lower !== upper) yield [body + (body === upper ? lower : upper), "string-both-cases"];
  yield [body.trim(), "string-trim"];
  if (body === "" || body.includes("\\")) return;
  yield [`${body} `, "string-space"];
  yield [` ${body}`, "string-space"];
  if (body.length === 1 || body.length > 40) return;
  for (let at = 0; at < body.length; at += 1)
    yield [body.slice(0, at) + body.slice(at + 1), "string-shorter"];
}

export const changeConstant: Operator = function* changeConstant(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!isExpression(node)) return;
  if (node.type === "true") yield swap(node, speech.no, "flip-boolean");
  if (node.type === "false") yield swap(node, speech.yes, "flip-boolean");
  if (!["true", "false", "none", "null"].includes(node.type)) return;
  for (const name of around.names) yield swap(node, name, "constant-to-name");
  for (const text of ["0", '""', "[]", speech.none]) yield swap(node, text, "constant-to-empty");
};

export const changeName: Operator = function* changeName(site): Generator<Change> {
  const { node, around } = site;
  if (node.type !== "identifier" && node.type !== "shorthand_property_identifier") return;
  const now = textOf(site, node);
  if (node.field === "function") {
    for (const name of around.functions) if (name !== now) yield swap(node, name, "name-function");
    return;
  }
  if (isTarget(node) && node.parent && /assignment|update/.test(node.parent.type)) {
    for (const name of around.names) if (name !== now) yield swap(node, name, "name-target");
    return;
  }
  if (!isExpression(node) && node.field !== "object") return;
  for (const name of around.names) if (name !== now) yield swap(node, name, "name");
  for (const number of ["0", "1"]) yield swap(node, number, "name-to-number");
};

export const changeProperty: Operator = function* changeProperty(site): Generator<Change> {
  const { node, around } = site;
  if (!members.has(node.type)) return;
  const property = childOf(node, "property") ?? childOf(node, "attribute");
  if (!property) return;
  const now = textOf(site, property);
  if (node.field === "function") return;
  for (const other of around.properties) if (other !== now) yield swap(property, other, "property-borrowed");
};
