/** Whole branches that are missing: an early answer, an else, a condition around a statement, the same step for another name. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { rename } from "./additions.ts";
import { blocks, conditionOf, functions, isStatement, loops } from "./kinds.ts";
import { swap, textOf, type Change, type Operator, type Site } from "./site.ts";
import { indentOf } from "./statements.ts";

const after = (node: Syntax, text: string, operator: string): Change => ({
  start: node.end,
  end: node.end,
  text: `\n${indentOf(node)}${text}`,
  operator,
});

/** In a loop, right after a name was changed: `if (depth < 0) return false`. */
export const addEarlyAnswer: Operator = function* addEarlyAnswer(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!isStatement(node) || !enclosing(node, (one) => loops.has(one.type))) return;
  const changed = around.names.filter((name) => changes(site, node, name));
  if (changed.length === 0) return;
  for (const { text, names } of around.questions) {
    if (!names.some((name) => changed.includes(name))) continue;
    for (const value of around.answers)
      yield after(node, speech.when(text, `return ${value}`), "early-answer");
    yield after(node, speech.when(text, "break"), "early-break");
  }
};

/** True when the statement gives the name another value. */
function changes(site: Site, statement: Syntax, name: string): boolean {
  for (const node of walk(statement)) {
    const target = /assignment|update/.test(node.type)
      ? (childOf(node, "left") ?? partsOf(node)[0])
      : undefined;
    if (target && textOf(site, target) === name) return true;
  }
  return false;
}

/** An `if` without an else gets one: its own last step with another value. */
export const addElse: Operator = function* addElse(site): Generator<Change> {
  const { node, speech, around } = site;
  if (node.type !== "if_statement" || childOf(node, "alternative") || !isStatement(node)) return;
  const body = childOf(node, "consequence");
  const step = body && (blocks.has(body.type) ? partsOf(body).at(-1) : body);
  if (!step) return;
  for (const text of steps(site, step, around.names)) {
    const branch =
      speech.language === "python"
        ? `\n${indentOf(node)}else:\n${indentOf(node)}    ${text}`
        : ` else { ${text} }`;
    yield { start: node.end, end: node.end, text: branch, operator: "add-else" };
  }
};

/** The step with another value in the place of its own: `out += f(c)` with c; `out.push(x)` with y; turned back. */
function* steps(site: Site, step: Syntax, names: readonly string[]): Generator<string> {
  const now = textOf(site, step);
  const inner = partsOf(step)[0];
  const value = inner && (childOf(inner, "right") ?? (step.type === "return_statement" ? inner : undefined));
  const list = inner && childOf(inner, "arguments");
  const place = value ?? (list && partsOf(list)[0]);
  if (!place) return;
  for (const name of [...names.slice(0, 8), "0", "1", site.speech.yes, site.speech.no]) {
    const text = now.slice(0, place.start - step.start) + name + now.slice(place.end - step.start);
    if (text !== now) yield text;
  }
  for (const [one, other] of [
    ["+=", "-="],
    ["-=", "+="],
  ] as const)
    if (now.includes(one)) yield now.replace(one, other);
}

/** A statement that should not always run. */
export const addCondition: Operator = function* addCondition(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!/^(?:expression|return|break|continue)_statement$/.test(node.type) || !isStatement(node)) return;
  if (!enclosing(node, (one) => functions.has(one.type)) || textOf(site, node).includes("\n")) return;
  const statement = textOf(site, node).replace(/;$/, "");
  // An answer is the function's last word where it ends: without it there would be none.
  if (node.type === "return_statement" && !enclosing(node, (one) => loops.has(one.type))) return;
  const near = around.conditions.flatMap((one) => [one, speech.not(one)]);
  for (const text of near) yield swap(node, speech.when(text, statement), "condition-borrowed");
  for (const { text } of around.questions) yield swap(node, speech.when(text, statement), "condition-new");
};

/** A step is repeated for another name: what was done to `a` is done to `b` too. */
export const repeatStep: Operator = function* repeatStep(site): Generator<Change> {
  const { node, around } = site;
  if (!isStatement(node) || node.end - node.start > 200) return;
  const now = textOf(site, node);
  for (const name of around.names) {
    if (!new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(now)) continue;
    for (const other of around.names.slice(0, 12))
      if (other !== name) yield after(node, rename(now, name, other), "repeat-step");
  }
};

/** An element, or a value that depends, is put at the end of a list after a loop has filled it. */
export const addLast: Operator = function* addLast(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!loops.has(node.type) || !isStatement(node)) return;
  const add = speech.language === "python" ? "append" : "push";
  const last = (name: string): string =>
    speech.language === "python" ? `${name}[-1]` : `${name}[${name}.length - 1]`;
  const filled = new Set<string>();
  for (const [, name = ""] of textOf(site, node).matchAll(/([\w$]+)\.(?:append|push)\(/g)) filled.add(name);
  for (const list of filled)
    for (const name of around.names.slice(0, 8)) {
      if (name === list) continue;
      yield after(node, `${list}.${add}(${last(name)})${speech.stop}`, "add-last");
      yield after(node, `${list}.${add}(${name})${speech.stop}`, "add-last");
      yield after(node, speech.when(name, `${list}.${add}(${name})`), "add-last");
      for (const low of ["0", "1"])
        yield after(node, speech.when(`${name} > ${low}`, `${list}.${add}(${name})`), "add-last");
    }
};

/** A parameter is brought into shape before anything else: sorted, without its sign, in lower case. */
export const addShaping: Operator = function* addShaping(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!functions.has(node.type)) return;
  const body = childOf(node, "body");
  const first = body && blocks.has(body.type) ? partsOf(body)[0] : undefined;
  if (!first) return;
  for (const name of around.parameters)
    for (const shape of shapes[speech.language])
      yield {
        start: first.start,
        end: first.start,
        text: `${name} = ${shape(name)}${speech.stop}\n${indentOf(first)}`,
        operator: "shaping",
      };
};

const shapes: Readonly<Record<"javascript" | "python", readonly ((x: string) => string)[]>> = {
  javascript: [
    (x) => `Math.abs(${x})`,
    (x) => `[...${x}].sort((a, b) => a - b)`,
    (x) => `[...${x}].sort()`,
    (x) => `${x}.toLowerCase()`,
    (x) => `${x}.trim()`,
    (x) => `String(${x})`,
  ],
  python: [
    (x) => `abs(${x})`,
    (x) => `sorted(${x})`,
    (x) => `${x}.lower()`,
    (x) => `${x}.strip()`,
    (x) => `list(${x})`,
    (x) => `str(${x})`,
    (x) => `list(set(${x}))`,
  ],
};

/** A flag is set where it was forgotten: a name that is given constants elsewhere is given another one here. */
export const setFlag: Operator = function* setFlag(site): Generator<Change> {
  const { node, speech, around } = site;
  if (!isStatement(node) || !enclosing(node, (one) => loops.has(one.type) || conditionOf(one) !== undefined))
    return;
  for (const [name, value] of around.flags) {
    const others = /^(?:true|false)$/i.test(value)
      ? [value === speech.yes ? speech.no : speech.yes]
      : [value, value === "1" ? "0" : "1"];
    for (const other of others) yield after(node, `${name} = ${other}${speech.stop}`, "set-flag");
  }
};
