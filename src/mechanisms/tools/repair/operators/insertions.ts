/** Statements that are missing: guards, steps of a counter, early ends, copies of what the function has elsewhere. */
import { childOf, enclosing, partsOf, type Syntax } from "../syntax.ts";
import { blocks, conditionOf, functions, isStatement, loops } from "./kinds.ts";
import { swap, textOf, type Change, type Operator } from "./site.ts";
import { indentOf } from "./statements.ts";
import { parametersOf } from "./surrounding.ts";

/** A guard at the head of a function: missing base cases. */
export const addGuard: Operator = function* addGuard(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!functions.has(node.type)) return;
  const body = childOf(node, "body");
  const first = body && blocks.has(body.type) ? partsOf(body)[0] : undefined;
  if (!first) return;
  const names = parametersOf(node, site.text);
  const values = [speech.none, speech.no, speech.yes, "0", "1", '""', "[]", "-1", ...names];
  const conditions = names.flatMap((name) => [
    speech.empty(name),
    `${name} == 0`,
    `${name} == 1`,
    `${name} < 0`,
    `${name} < 2`,
    `${name} <= 1`,
  ]);
  const usual = new Set(around.answers);
  for (const condition of [...conditions, ...around.conditions.slice(0, 6)])
    for (const value of values) {
      const text = `${speech.when(condition, `return ${value}`)}\n${indentOf(first)}`;
      const operator = usual.has(value) && conditions.includes(condition) ? "guard-usual" : "guard";
      yield { start: first.start, end: first.start, text, operator };
    }
  for (const a of names)
    for (const b of names) {
      if (a === b) continue;
      for (const condition of [
        `${a} < ${b}`,
        `${a} == ${b}`,
        `${speech.length(a)} < ${b}`,
        `${speech.length(a)} < ${speech.length(b)}`,
      ])
        for (const value of new Set([...around.answers, ...names])) {
          const text = `${speech.when(condition, `return ${value}`)}\n${indentOf(first)}`;
          yield { start: first.start, end: first.start, text, operator: "guard-pair" };
        }
    }
};

/** A statement that is missing: one that the function has elsewhere, a step of a counter, an early end. */
export const insertStatement: Operator = function* insertStatement(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!isStatement(node) || /import/.test(node.type) || !enclosing(node, (one) => functions.has(one.type)))
    return;
  const { stop } = speech;
  const before = (text: string, operator: string): Change => ({
    start: node.start,
    end: node.start,
    text: `${text}\n${indentOf(node)}`,
    operator,
  });
  const after = (text: string, operator: string): Change => ({
    start: node.end,
    end: node.end,
    text: `\n${indentOf(node)}${text}`,
    operator,
  });
  const last = partsOf(node.parent ?? node).at(-1) === node;
  const inLoop = enclosing(node, (one) => loops.has(one.type));
  const add = speech.language === "python" ? "append" : "push";
  for (const name of around.names.slice(0, 8)) {
    for (const step of [" += 1", " -= 1"]) if (inLoop) yield after(name + step + stop, "insert-step");
    for (const other of around.names.slice(0, 8)) {
      if (other === name) continue;
      yield after(`${name} = ${other}${stop}`, "insert-copy");
      yield after(`${name} += ${other}${stop}`, "insert-copy");
      yield after(`${name}.${add}(${other})${stop}`, "insert-append");
    }
  }
  if (inLoop && last && !/return|break|continue/.test(node.type)) yield after(`break${stop}`, "insert-jump");
  for (const condition of around.conditions.slice(0, 8))
    for (const test of [condition, speech.not(condition)]) {
      if (inLoop) {
        yield before(speech.when(test, "continue"), "insert-jump");
        yield before(speech.when(test, "break"), "insert-jump");
      }
    }
};

/** A copy of a statement of the same block or function, put before or after this one. */
export const copyStatement: Operator = function* copyStatement(site): Generator<Change> {
  const { node } = site;
  if (!isStatement(node) || !node.parent) return;
  const home = enclosing(node, (one) => functions.has(one.type));
  if (!home) return;
  for (const donor of donors(home)) {
    if (donor === node) continue;
    const text = textOf(site, donor);
    yield {
      start: node.end,
      end: node.end,
      text: `\n${indentOf(node)}${text}`,
      operator: "copy-statement",
    };
    yield {
      start: node.start,
      end: node.start,
      text: `${text}\n${indentOf(node)}`,
      operator: "copy-statement",
    };
    if (conditionOf(node) === undefined) yield swap(node, text, "replace-statement");
  }
};

function donors(home: Syntax): Syntax[] {
  const found: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (
      isStatement(node) &&
      node.end - node.start < 80 &&
      /^(?:expression|return|break|continue)_/.test(node.type)
    )
      found.push(node);
    for (const child of node.children) if (!functions.has(child.type)) visit(child);
  };
  visit(home);
  return found.slice(0, 12);
}
