/** What a function holds that an operator may borrow: names, constants, conditions and other values. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { calls, conditionOf, functions, isExpression, members, numbers } from "./kinds.ts";
import type { Surrounding } from "./site.ts";

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
  return {
    names: ranked(variables(nodes, at), 24),
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
