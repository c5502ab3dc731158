/** Statements: deleted, moved, exchanged, guarded, or given another value to return or to keep. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { blocks, functions, isStatement, loops } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator, type Site } from "./site.ts";

/** What a line of its own begins with, where it stands beside a statement. */
export const indentOf = (node: Syntax): string => " ".repeat(Math.max(node.column - 1, 0));

export const deleteStatement: Operator = function* deleteStatement(site): Generator<Change> {
  const { node, speech } = site;
  if (!isStatement(node)) return;
  if (/import|future/.test(node.type)) return;
  const simple = /^(?:expression|break|continue|return|pass|raise|throw)_statement$/.test(node.type);
  yield swap(node, speech.language === "python" ? "pass" : ";", simple ? "delete" : "delete-large");
};

/** `if c: s` becomes `s`; a branch is taken away; an elif becomes an if. */
export const openStatement: Operator = function* openStatement(site): Generator<Change> {
  const { node } = site;
  if (node.type === "if_statement") {
    const consequence = childOf(node, "consequence");
    if (consequence && isStatement(node)) yield swap(node, dedent(site, node, consequence), "open-if");
    const alternative = childOf(node, "alternative");
    if (alternative) {
      yield swap(alternative, "", "drop-else");
      const body = childOf(alternative, "body") ?? partsOf(alternative)[0];
      if (body && isStatement(node) && alternative.type === "else_clause")
        yield swap(node, dedent(site, node, body), "open-else");
    }
    const keyword = node.children[0];
    if (keyword && !alternative) yield swap(keyword, "while", "if-to-while");
  }
  if (node.type === "while_statement") {
    const keyword = node.children[0];
    if (keyword) yield swap(keyword, "if", "while-to-if");
  }
  if (node.type === "elif_clause") {
    const keyword = node.children[0];
    if (keyword) yield swap(keyword, "if", "elif-to-if");
  }
  if (node.type === "else_clause" && site.speech.language === "javascript") {
    const inner = partsOf(node)[0];
    if (inner?.type === "if_statement") yield swap(node, textOf(site, inner), "elif-to-if");
  }
};

/** A block's text, moved to where the statement around it stands. */
function dedent(site: Site, node: Syntax, block: Syntax): string {
  const text = textOf(site, block);
  if (site.speech.language === "javascript") return text;
  const first = partsOf(block)[0];
  const shift = first ? first.column - node.column : 0;
  return text.replaceAll(new RegExp(`\\n {1,${Math.max(shift, 1)}}`, "g"), "\n");
}

export const exchange: Operator = function* exchange(site): Generator<Change> {
  const { node } = site;
  if (!isStatement(node) || !node.parent) return;
  const siblings = partsOf(node.parent);
  const next = siblings[siblings.indexOf(node) + 1];
  if (!next || !isStatement(next)) return;
  const between = site.text.slice(node.end, next.start);
  yield {
    start: node.start,
    end: next.end,
    text: textOf(site, next) + between + textOf(site, node),
    operator: "exchange",
  };
};

/** The last statement of a loop or a branch moves behind it; the statement behind moves in. */
export const moveStatement: Operator = function* moveStatement(site): Generator<Change> {
  const { node, speech } = site;
  if (!isStatement(node) || !node.parent) return;
  const siblings = partsOf(node.parent);
  const at = siblings.indexOf(node);
  const last = siblings.at(-1) === node;
  const outer = enclosing(node, (one) => loops.has(one.type) || one.type === "if_statement");
  const text = textOf(site, node);
  if (last && outer && isStatement(outer) && node.parent.parent === outer && siblings.length > 1) {
    const before = siblings[at - 1];
    const lineBreak = `\n${indentOf(outer)}`;
    const close = site.text.slice(node.end, outer.end);
    const moved = speech.language === "python" ? lineBreak + text : close + lineBreak + text;
    const from = before ? before.end : node.start;
    yield { start: from, end: outer.end, text: moved, operator: "move-out" };
  }
  const before = siblings[at - 1];
  if (before && loops.has(before.type)) {
    const body = childOf(before, "body");
    const inside = body ? partsOf(body).at(-1) : undefined;
    if (inside && body && blocks.has(body.type)) {
      const moved = `${site.text.slice(inside.start, inside.end)}\n${indentOf(inside)}${text}`;
      const tail = speech.language === "python" ? "" : site.text.slice(inside.end, before.end);
      yield { start: inside.start, end: node.end, text: moved + tail, operator: "move-in" };
    }
  }
};

export const changeReturn: Operator = function* changeReturn(site): Generator<Change> {
  const { node, speech, around } = site;
  if (node.type !== "return_statement") return;
  const value = partsOf(node)[0];
  if (!value) return;
  const now = textOf(site, value);
  for (const name of around.names) if (name !== now) yield swap(value, name, "return-name");
  for (const text of [speech.none, speech.yes, speech.no, "0", "1", "-1", '""', "[]"])
    if (text !== now) yield swap(value, text, "return-constant");
  for (const name of around.idle) {
    const joins = [" + ", " - ", " * "].map((sign) => `${operand(now)}${sign}${name}`);
    for (const text of [
      ...joins,
      ...(speech.language === "python" ? [] : [`${operand(now)}.concat(${name})`]),
    ])
      yield swap(value, text, "return-idle");
  }
  for (const other of around.expressions)
    if (other !== now) {
      yield swap(value, `${operand(now)} + ${operand(other)}`, "return-joined");
      yield swap(value, `${operand(now)} - ${operand(other)}`, "return-joined");
    }
};

/** A question answered the wrong way round: every `return true` of a function becomes `return false`, and the other way. */
export const turnAnswers: Operator = function* turnAnswers(site): Generator<Change> {
  const { node, speech } = site;
  if (!functions.has(node.type)) return;
  const answers = [...walk(node)].filter(
    ({ type, parent }) => /^(?:true|false)$/.test(type) && parent?.type === "return_statement",
  );
  const first = answers[0];
  const last = answers.at(-1);
  if (!first || !last || first === last) return;
  let text = "";
  let from = first.start;
  for (const answer of answers) {
    text += site.text.slice(from, answer.start) + (answer.type === "true" ? speech.no : speech.yes);
    from = answer.end;
  }
  yield { start: first.start, end: last.end, text, operator: "turn-answers" };
};

const assigned = ["+=", "-=", "*=", "/=", "="];
/** What works on bits is mistaken for others that do. */
const assignedBits = ["&=", "|=", "^=", "<<=", ">>="];

export const changeAssignment: Operator = function* changeAssignment(site): Generator<Change> {
  const { node, speech } = site;
  if (node.type.startsWith("augmented_assignment")) {
    const operator = childOf(node, "operator") ?? node.children[1];
    if (!operator) return;
    const now = textOf(site, operator);
    const more = speech.language === "python" ? ["//=", "%="] : ["%="];
    for (const other of assignedBits.includes(now) ? assignedBits : [...assigned, ...more])
      if (other !== now) yield swap(operator, other, "assign-operator");
  }
  if (node.type === "assignment_expression" || node.type === "assignment") {
    const operator = node.children.find(({ type }) => type === "=");
    if (operator && node.parent?.type === "expression_statement")
      for (const other of ["+=", "-=", "*="]) yield swap(operator, other, "assign-operator");
  }
  if (node.type === "update_expression") {
    const now = textOf(site, node);
    const other = now.includes("++") ? now.replace("++", "--") : now.replace("--", "++");
    yield swap(node, other, "update");
    const name = partsOf(node)[0];
    if (name) yield swap(node, `${textOf(site, name)} ${now.includes("++") ? "+=" : "-="} 2`, "update");
  }
};

export const changeJump: Operator = function* changeJump(site): Generator<Change> {
  const { node, speech } = site;
  const stop = speech.language === "python" ? "" : ";";
  if (node.type === "break_statement") yield swap(node, `continue${stop}`, "jump");
  if (node.type === "continue_statement") yield swap(node, `break${stop}`, "jump");
  if (node.type === "return_statement" && enclosing(node, (one) => loops.has(one.type))) {
    yield swap(node, `break${stop}`, "jump-return");
    yield swap(node, `continue${stop}`, "jump-return");
  }
};
