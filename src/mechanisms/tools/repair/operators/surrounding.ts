/** What a function holds that an operator may borrow: names, constants, conditions and other values. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { calls, conditionOf, functions, isExpression, members, numbers } from "./kinds.ts";
import { questionsOf } from "./questions.ts";
import { speeches, type Speech, type Surrounding } from "./site.ts";

const common = new Set([
  "self",
  "cls",
  "this",
  "console",
  "require",
  "module",
  "exports",
  "print",
  "Math",
  "JSON",
]);

/** The outermost function around a node, or the whole file. */
export function homeOf(node: Syntax): Syntax {
  let home: Syntax | undefined;
  for (let at = enclosing(node, isFunction); at; at = enclosing(at, isFunction)) home = at;
  if (home) return home;
  let top = node;
  while (top.parent) top = top.parent;
  return isFunction(node) ? node : top;
}

const isFunction = (node: Syntax): boolean => functions.has(node.type);

/** Most frequent first, so that limits keep what is used. */
function ranked(texts: readonly string[], limit: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([text]) => text)
    .slice(0, limit);
}

/** What is found in a home; `program` is the whole file, whose functions may be called from anywhere in it. */
export function surroundingOf(home: Syntax, program: Syntax, text: string): Surrounding {
  const nodes = [...walk(home)];
  const at = (node: Syntax): string => text.slice(node.start, node.end);
  const ofType = (test: (node: Syntax) => boolean): string[] => nodes.filter(test).map(at);
  const conditions = nodes.flatMap((node) => {
    const condition = conditionOf(node);
    return condition ? [at(condition), ...clauses(condition).map(at)] : [];
  });
  const names = ranked(variables(nodes, at), 24);
  const speech = /^(?:module|function_definition)$/.test(home.type) ? speeches.python : speeches.javascript;
  return {
    names,
    idle: idleOf(nodes, at),
    parameters: parametersOf(home, text),
    helpers: ranked(
      nodes.filter(({ type }) => functions.has(type)).flatMap((node) => nameOf(node, at)),
      6,
    ),
    questions: questionsOf(names, speech),
    answers: answersOf(nodes, at, speech),
    flags: flagsOf(nodes, at),
    functions: ranked(functionNames(program, nodes, at), 12),
    numbers: ranked(
      ofType(({ type }) => numbers.has(type)),
      10,
    ),
    strings: ranked(
      ofType((node) => node.type === "string" && isExpression(node)),
      16,
    ),
    conditions: ranked(
      conditions.filter((one) => one.length < 60 && !one.includes("\n")),
      10,
    ),
    expressions: ranked(
      ofType(
        (node) =>
          isExpression(node) &&
          node.end - node.start < 40 &&
          !/^(?:string|true|false|none|null|number|integer|float|identifier)$/.test(node.type),
      ).filter((one) => !one.includes("\n")),
      24,
    ),
    properties: ranked(
      nodes
        .filter(({ type, field }) => members.has(type) && field !== "function")
        .flatMap((node) => {
          const property = childOf(node, "property") ?? childOf(node, "attribute");
          return property ? [at(property)] : [];
        }),
      12,
    ),
  };
}

const clauses = (condition: Syntax): Syntax[] =>
  /boolean_operator|binary_expression/.test(condition.type)
    ? partsOf(condition).filter(({ type }) => /comparison|binary|call|not|unary/.test(type))
    : [];

/** Variables and parameters: names that are read or written here and are not called. */
function variables(nodes: readonly Syntax[], at: (node: Syntax) => string): string[] {
  const bound = new Set<string>();
  for (const node of nodes) if (node.type === "identifier" && binds(node)) bound.add(at(node));
  return nodes
    .filter((node) => node.type === "identifier" && node.field !== "function")
    .map(at)
    .filter((name) => bound.has(name) && !common.has(name));
}

/** Names that stand where they are given a value and nowhere else. A loop's variable may just count. */
function idleOf(nodes: readonly Syntax[], at: (node: Syntax) => string): string[] {
  const counts = new Map<string, number>();
  for (const node of nodes)
    if (/identifier/.test(node.type)) counts.set(at(node), (counts.get(at(node)) ?? 0) + 1);
  return nodes
    .filter(
      (node) => node.type === "identifier" && binds(node) && node.parent?.type.startsWith("for_") !== true,
    )
    .map(at)
    .filter((name) => counts.get(name) === 1 && !common.has(name) && !name.startsWith("_"));
}

/** True where an identifier is given a value: a parameter, a declaration, a loop's variable. */
function binds(node: Syntax): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (/parameter|pattern/.test(parent.type)) return true;
  if (node.field === "left") return /assignment|for_/.test(parent.type);
  if (parent.type === "variable_declarator") return node.field === "name";
  return node.field === "parameter";
}

function functionNames(program: Syntax, nodes: readonly Syntax[], at: (node: Syntax) => string): string[] {
  const own = partsOf(program).flatMap((node) => {
    const inner = node.type === "export_statement" ? (partsOf(node)[0] ?? node) : node;
    const name = functions.has(inner.type) ? childOf(inner, "name") : undefined;
    return name ? [at(name)] : [];
  });
  const called = nodes
    .filter(({ type }) => calls.has(type))
    .map((node) => childOf(node, "function"))
    .filter((node) => node?.type === "identifier")
    .map((node) => (node ? at(node) : ""));
  return [...own, ...called].filter((name) => !common.has(name));
}

/** The names of a function's own parameters. */
export function parametersOf(node: Syntax, text: string): string[] {
  const parameters = childOf(node, "parameters") ?? childOf(node, "parameter");
  if (!parameters) return [];
  return (parameters.type === "identifier" ? [parameters] : partsOf(parameters))
    .map((one) =>
      text
        .slice(one.start, one.end)
        .replace(/[:=?].*$/s, "")
        .trim(),
    )
    .filter((name) => /^[\w$]+$/.test(name) && name !== "self");
}

function nameOf(node: Syntax, at: (node: Syntax) => string): string[] {
  const name =
    childOf(node, "name") ??
    (node.parent?.type === "variable_declarator" ? childOf(node.parent, "name") : undefined);
  return name ? [at(name)] : [];
}

/** What an early return may answer: constants of the kind that the function returns. */
function answersOf(
  nodes: readonly Syntax[],
  at: (node: Syntax) => string,
  { yes, no, none }: Speech,
): string[] {
  const values = nodes.flatMap((node) => (node.type === "return_statement" ? partsOf(node).slice(0, 1) : []));
  const said = values.filter(({ end, start }) => end - start < 20).map(at);
  if (values.some(({ type }) => /true|false|comparison|boolean_op|not_op/.test(type))) return [no, yes];
  const lists = values.some(({ type }) => /array|list/.test(type)) ? ["[]"] : [];
  return [
    ...new Set([...said.filter((one) => /^[-\w.'"[\]]+$/.test(one)), ...lists, "-1", "0", none, "[]", '""']),
  ].slice(0, 7);
}

/** Names that are given a constant, and the first constant of each. */
function flagsOf(nodes: readonly Syntax[], at: (node: Syntax) => string): (readonly [string, string])[] {
  const flags = new Map<string, string>();
  for (const node of nodes) {
    if (!/^(?:assignment|assignment_expression|variable_declarator)$/.test(node.type)) continue;
    const name = childOf(node, "left") ?? childOf(node, "name");
    const value = childOf(node, "right") ?? childOf(node, "value");
    if (name?.type !== "identifier" || !value || !/^(?:true|false|integer|number)$/.test(value.type))
      continue;
    if (!flags.has(at(name))) flags.set(at(name), at(value));
  }
  return [...flags].slice(0, 6);
}
