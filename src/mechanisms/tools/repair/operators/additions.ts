/** Values that lack a piece: another operand, a bound, a second clause, a comparison where a constant stands. */
import { childOf, enclosing, partsOf, type Syntax } from "../syntax.ts";
import { binaries, calls, conditionOf, functions, isExpression, subscripts } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator, type Site } from "./site.ts";

/** E becomes E % n, E / 2, E - low: what scales, wraps around or shifts a value. */
export const addOperand: Operator = function* addOperand(site): Generator<Change> {
  const { node, around, speech } = site;
  if (!isExpression(node) || !isArithmetic(node)) return;
  if (node.parent?.type === "expression_statement" || node.field === "object" || node.field === "value")
    return;
  const now = operand(textOf(site, node));
  const put = (text: string): string => (isLoose(node) ? text : `(${text})`);
  const divide = speech.language === "python" ? "//" : "/";
  for (const sign of ["%", divide, "*"])
    for (const number of new Set(["2", "10", ...around.numbers.slice(0, 6)]))
      if (number !== "0" && number !== "1") yield swap(node, put(`${now} ${sign} ${number}`), "add-factor");
  if (divide === "//") yield swap(node, put(`${now} / 2`), "add-factor");
  for (const name of around.names.slice(0, 8)) {
    if (name === textOf(site, node)) continue;
    for (const sign of ["-", "+", "%", "*"]) yield swap(node, put(`${now} ${sign} ${name}`), "add-operand");
  }
};

const isArithmetic = (node: Syntax): boolean =>
  node.type === "identifier" ||
  subscripts.has(node.type) ||
  calls.has(node.type) ||
  node.type === "parenthesized_expression" ||
  node.type === "attribute" ||
  node.type === "member_expression" ||
  node.type.startsWith("binary_");

/** True where a sum can stand as it is. */
const isLoose = (node: Syntax): boolean =>
  !node.parent ||
  !(binaries.has(node.parent.type) || /unary|await|not_operator/.test(node.parent.type)) ||
  /comparison|boolean/.test(node.parent.type);

/** E becomes the greater or the smaller of E and another value. */
export const addBound: Operator = function* addBound(site): Generator<Change> {
  const { node, around, speech } = site;
  if (!isExpression(node) || !isArithmetic(node)) return;
  if (node.parent?.type === "expression_statement" || node.field === "object") return;
  const prefix = speech.language === "python" ? "" : "Math.";
  const now = textOf(site, node);
  // The place that a value is kept in is the likeliest to bound it: best = max(best, one).
  const kept = node.field === "right" || node.field === "value" ? targetOf(site, node) : undefined;
  for (const name of new Set([...(kept === undefined ? [] : [kept]), ...around.names.slice(0, 6), "0", "1"]))
    if (name !== now)
      for (const choose of ["max", "min"])
        yield swap(node, `${prefix}${choose}(${name}, ${now})`, name === kept ? "bound-kept" : "bound");
};

function targetOf(site: Site, node: Syntax): string | undefined {
  const target = node.parent && (childOf(node.parent, "left") ?? childOf(node.parent, "name"));
  return target && textOf(site, target);
}

/** A list that is made of another, one for one, is answered together with that one: `[f(x) for x in xs]` becomes `xs + [f(x) for x in xs]`. */
export const keepMapped: Operator = function* keepMapped(site): Generator<Change> {
  const { node, speech } = site;
  if (node.parent?.type !== "return_statement") return;
  const now = textOf(site, node);
  const python = speech.language === "python";
  const from = python
    ? /^list_comprehension$/.test(node.type) && / for [\w, ]+ in (\w+)\]$/.exec(now)?.[1]
    : calls.has(node.type) && /^(\w+)\.(?:map|flatMap)\(/.exec(now)?.[1];
  if (!from) return;
  yield swap(node, python ? `${from} + ${now}` : `[...${from}, ...${now}]`, "keep-mapped");
  yield swap(node, python ? `${now} + ${from}` : `[...${now}, ...${from}]`, "keep-mapped");
};

/** Rounding that the file's own modules offer. */
export const wrapModule: Operator = function* wrapModule(site): Generator<Change> {
  const { node, text, speech } = site;
  if (speech.language !== "python" || !isExpression(node) || !isArithmetic(node)) return;
  if (!/^\s*import math\b/m.test(text) || node.parent?.type === "expression_statement") return;
  for (const name of ["ceil", "floor", "sqrt"])
    yield swap(node, `math.${name}(${textOf(site, node)})`, "wrap-module");
};

/** A condition gains a clause that is made of the function's names: `and x % 2 == 1`, `or a < b`. */
export const addSmallClause: Operator = function* addSmallClause(site): Generator<Change> {
  const { node, speech, around } = site;
  const condition = conditionOf(node);
  const answer = node.type === "return_statement" ? partsOf(node)[0] : undefined;
  const target = condition ?? (answer && isQuestion(answer) ? answer : undefined);
  if (!target) return;
  const now = operand(textOf(site, target));
  const own = new Set(around.names.filter((name) => mentions(textOf(site, target), name)));
  for (const { text, names } of around.questions) {
    const near = names.every((name) => own.has(name)) ? "" : "-far";
    for (const word of [speech.and, speech.or])
      yield swap(target, `${now} ${word} ${text}`, `small-clause${near}`);
  }
};

const isQuestion = (node: Syntax): boolean =>
  /^(?:comparison_operator|boolean_operator|not_operator|unary_expression)$/.test(node.type) ||
  (node.type === "binary_expression" &&
    node.children.some(({ type }) => /^(?:[<>]=?|[!=]==?|&&|\|\|)$/.test(type)));

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);

/** A comprehension, or a call of filter's kin, gains a condition of its variable. */
export const addSmallFilter: Operator = function* addSmallFilter(site): Generator<Change> {
  const { node, around, text } = site;
  if (!/^(?:list_comprehension|generator_expression|set_comprehension)$/.test(node.type)) return;
  const last = partsOf(node).at(-1);
  const clause = last?.type === "if_clause" ? partsOf(node).at(-2) : last;
  const left = clause && childOf(clause, "left");
  if (!last || !left) return;
  const bound = text.slice(left.start, left.end).split(/\W+/);
  for (const question of around.questions) {
    if (!question.names.some((name) => bound.includes(name))) continue;
    const join = last.type === "if_clause" ? " and " : " if ";
    yield { start: last.end, end: last.end, text: `${join}${question.text}`, operator: "small-filter" };
  }
};

/** The same clause once more with one thing changed: `a == b` becomes `a == b or a == c`. */
export const repeatClause: Operator = function* repeatClause(site): Generator<Change> {
  const { node, speech, around } = site;
  const condition = conditionOf(node) ?? (node.type === "return_statement" ? partsOf(node)[0] : undefined);
  if (!condition || !isQuestion(condition) || condition.end - condition.start > 80) return;
  const now = textOf(site, condition);
  const others = new Set<string>();
  for (const name of around.names.filter((one) => mentions(now, one)))
    for (const other of around.names.slice(0, 10)) if (other !== name) others.add(rename(now, name, other));
  for (const [one, other] of turns) if (now.includes(one)) others.add(now.replace(one, other));
  if (speech.language === "python" && /\bsorted\([\w.]+\)/.test(now))
    others.add(now.replace(/\bsorted\(([\w.]+)\)/, "sorted($1, reverse=True)"));
  for (const text of others)
    for (const word of [speech.or, speech.and])
      yield swap(condition, `${now} ${word} ${text}`, "repeat-clause");
};

const turns = [
  [" < ", " > "],
  [" > ", " < "],
  [" + ", " - "],
  [" - ", " + "],
] as const;

/** The text with every use of a name become another. */
export const rename = (text: string, from: string, to: string): string =>
  text.replaceAll(new RegExp(`(?<![\\w$.])${from.replaceAll("$", "\\$")}(?![\\w$])`, "g"), () => to);

/** `return true` where it depends: the constant becomes a question. */
export const askInstead: Operator = function* askInstead(site): Generator<Change> {
  const { node, around } = site;
  if (!/^(?:true|false)$/.test(node.type) || node.parent?.type !== "return_statement") return;
  const home = enclosing(node, (one) => functions.has(one.type));
  if (!home) return;
  const within = textOf(site, home);
  for (const { text, names } of around.questions)
    if (names.every((name) => mentions(within, name))) yield swap(node, text, "constant-to-question");
};

/** A call of one argument gets the function's own functions in the clause: `x` becomes `x and isGood(x)`. */
export const addOwnClause: Operator = function* addOwnClause(site): Generator<Change> {
  const { node, speech, around } = site;
  const condition = conditionOf(node);
  if (!condition) return;
  const now = operand(textOf(site, condition));
  for (const name of around.helpers.slice(0, 4))
    for (const given of around.names.filter((one) => mentions(now, one)))
      for (const text of [`${name}(${given})`, speech.not(`${name}(${given})`)])
        yield swap(condition, `${now} ${speech.and} ${text}`, "own-clause");
};
