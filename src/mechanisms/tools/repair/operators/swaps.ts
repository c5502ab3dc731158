/** Operators in an expression: swapped for a neighbour, dropped, negated, turned around. */
import { childOf, partsOf, type Syntax } from "../syntax.ts";
import { conditionOf, isExpression, sidesOf } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator } from "./site.ts";

const families: readonly (readonly [string, readonly string[]])[] = [
  ["compare", ["<", "<=", ">", ">=", "==", "!="]],
  ["compare", ["<", "<=", ">", ">=", "===", "!=="]],
  ["arithmetic", ["+", "-", "*", "/", "%", "**", "//"]],
  ["logic", ["&&", "||", "??"]],
  ["logic", ["and", "or"]],
  ["bits", ["&", "|", "^", "<<", ">>"]],
  ["membership", ["in", "not in"]],
  ["identity", ["is", "is not"]],
];

/** Neighbours that people really confuse come first. */
const close: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">"],
  "<=": ["<", ">="],
  ">": [">=", "<"],
  ">=": [">", "<="],
  "==": ["!="],
  "!=": ["=="],
  "===": ["!=="],
  "!==": ["==="],
  "+": ["-"],
  "-": ["+"],
  "/": ["//", "*", "%"],
  "//": ["/", "%"],
  "%": ["//", "/"],
  "*": ["**", "/", "+"],
  "&&": ["||"],
  "||": ["&&", "??"],
  "??": ["||"],
};

/** The comparison that holds where the other does not: reads better than a negation. */
const opposites: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
  "===": "!==",
  "!==": "===",
  in: "not in",
  "not in": "in",
  is: "is not",
  "is not": "is",
};

const javascriptOnly = new Set(["===", "!==", "??", "&&", "||"]);
const pythonOnly = new Set(["//", "and", "or", "in", "not in", "is", "is not"]);

export const swapOperator: Operator = function* swapOperator({ node, text, speech }) {
  const sides = sidesOf(node);
  if (!sides) return;
  const now = textOf({ text }, sides.operator).replace(/\s+/g, " ");
  const foreign = speech.language === "python" ? javascriptOnly : pythonOnly;
  for (const [name, members] of families) {
    if (!members.includes(now)) continue;
    for (const other of members) {
      if (other === now || foreign.has(other)) continue;
      const near = (close[now] ?? members).includes(other) ? "" : "-far";
      yield swap(sides.operator, other, `swap-${name}${near}`);
    }
  }
  if (speech.language === "javascript" && now === "/") {
    yield swap(node, `Math.floor(${text.slice(node.start, node.end)})`, "whole-division");
  }
};

/** The same logical word throughout a chain: a && b && c becomes a || b || c. */
export const swapChain: Operator = function* swapChain({ node, text }) {
  const sides = sidesOf(node);
  const now = sides && textOf({ text }, sides.operator);
  const other = now === undefined ? undefined : chains[now];
  if (!sides || now === undefined || other === undefined) return;
  const links = [...linksOf(sides.left, now, text), sides.operator];
  if (links.length < 2) return;
  let whole = "";
  let from = node.start;
  for (const link of links) {
    whole += text.slice(from, link.start) + other;
    from = link.end;
  }
  yield swap(node, whole + text.slice(from, node.end), "swap-logic-chain");
};

const chains: Readonly<Record<string, string>> = { "&&": "||", "||": "&&", and: "or", or: "and" };

/** The operators of a chain that leans to the left, in the order of the text. */
function linksOf(node: Syntax, word: string, text: string): Syntax[] {
  const sides = sidesOf(node);
  if (!sides || textOf({ text }, sides.operator) !== word) return [];
  return [...linksOf(sides.left, word, text), sides.operator];
}

export const dropOperand: Operator = function* dropOperand({ node, text }) {
  const sides = sidesOf(node);
  if (!sides) return;
  const logical = /^(?:and|or|&&|\|\||\?\?)$/.test(textOf({ text }, sides.operator));
  const operator = logical ? "drop-clause" : "drop-operand";
  yield swap(node, textOf({ text }, sides.left), operator);
  yield swap(node, textOf({ text }, sides.right), operator);
};

export const turnAround: Operator = function* turnAround({ node, text }) {
  const sides = sidesOf(node);
  if (!sides) return;
  const operator = textOf({ text }, sides.operator);
  if (!/^(?:-|\/|\/\/|%|\*\*|<|>|<=|>=|\+|<<|>>|in|not in)$/.test(operator)) return;
  const [left, right] = [textOf({ text }, sides.left), textOf({ text }, sides.right)];
  yield swap(node, `${operand(right)} ${operator} ${operand(left)}`, "turn-around");
};

/** a + b * c for (a + b) * c, and the other way. */
export const regroup: Operator = function* regroup({ node, text }) {
  const sides = sidesOf(node);
  if (!sides) return;
  const inner = sidesOf(sides.left);
  if (inner) {
    const [a, one, b] = [inner.left, inner.operator, inner.right].map((part) => textOf({ text }, part));
    const rest = `${textOf({ text }, sides.operator)} ${textOf({ text }, sides.right)}`;
    yield swap(node, `${a} ${one} (${b} ${rest})`, "regroup");
  }
  const other = sides.left.type === "parenthesized_expression" ? sides.left : sides.right;
  const within = other.type === "parenthesized_expression" ? partsOf(other)[0] : undefined;
  if (within) yield swap(other, textOf({ text }, within), "regroup");
};

export const negate: Operator = function* negate({ node, text, speech }) {
  const condition = conditionOf(node);
  if (condition) {
    const now = textOf({ text }, condition);
    const operator = sidesOf(condition)?.operator;
    const opposite = operator && opposites[textOf({ text }, operator)];
    yield operator && opposite !== undefined
      ? swap(operator, opposite, "negate-condition")
      : swap(condition, speech.not(now), "negate-condition");
    if (node.type === "if_statement" || node.type === "elif_clause" || node.type === "if_clause") {
      yield swap(condition, speech.yes, "condition-constant");
      yield swap(condition, speech.no, "condition-constant");
    }
  }
  if (node.type === "not_operator") {
    const argument = childOf(node, "argument");
    if (argument) yield swap(node, textOf({ text }, argument), "drop-not");
  }
  if (node.type === "unary_expression" || node.type === "unary_operator") {
    const argument = childOf(node, "argument");
    if (argument) yield swap(node, textOf({ text }, argument), "drop-not");
  }
};

/** Extra clauses made of the conditions that the same function already has. */
export const addClause: Operator = function* addClause({ node, text, speech, around }) {
  const condition = conditionOf(node);
  if (!condition) return;
  const now = textOf({ text }, condition);
  for (const other of around.conditions) {
    if (other === now) continue;
    yield swap(condition, other, "borrow-condition");
    for (const word of [speech.and, speech.or]) {
      yield swap(condition, `${operand(now)} ${word} ${operand(other)}`, "add-clause");
      yield swap(condition, `${operand(now)} ${word} ${speech.not(other)}`, "add-clause-not");
    }
  }
  for (const name of around.names.slice(0, 12)) {
    for (const word of [speech.and, speech.or]) {
      yield swap(condition, `${operand(now)} ${word} ${name}`, "add-clause-name");
      yield swap(condition, `${operand(now)} ${word} ${speech.not(name)}`, "add-clause-name");
    }
  }
};

export const addUnary: Operator = function* addUnary(site): Generator<Change> {
  const { node, speech } = site;
  if (!isExpression(node) || node.type === "string" || node.parent?.type === "parenthesized_expression")
    return;
  const now = textOf(site, node);
  if (node.type === "identifier" || /call|subscript|member|attribute/.test(node.type))
    yield swap(node, `-${operand(now)}`, "add-minus");
  const boolean = ["return_statement", "boolean_operator", "assignment", "variable_declarator"];
  if (boolean.includes(node.parent?.type ?? "") && !/^\d/.test(now))
    yield swap(node, speech.not(now), "add-not");
};
