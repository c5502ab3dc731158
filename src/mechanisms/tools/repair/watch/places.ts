/** Where a program is looked at: expressions that stand whole in a statement, statements before which something may be missing, functions. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import {
  argumentsOf,
  blocks,
  calls,
  choices,
  conditionOf,
  functionName,
  functions,
  isStatement,
} from "../operators/kinds.ts";
import { speeches, type Speech } from "../operators/site.ts";
import type { Source } from "../sources.ts";
import { isPure } from "./pure.ts";

export const speechOf = ({ grammar }: Source): Speech =>
  speeches[grammar === "python" ? "python" : "javascript"];

/** Names of the plain functions that a program defines. */
export function ownFunctions({ tree, text }: Source): Set<string> {
  const names = [...walk(tree)].flatMap((node) => {
    const name = node.type === "method_definition" ? undefined : functionName(node, text);
    return name !== undefined && !isMethod(node) ? [name] : [];
  });
  return new Set(names);
}

/** True for a function in a class: what it gives may depend on what was done before. */
export const isMethod = (node: Syntax): boolean =>
  enclosing(node, ({ type }) => type.startsWith("class") || functions.has(type))?.type.startsWith("class") ===
  true;

/** An expression that may be looked at, and whether only its truth counts. */
export interface Place {
  readonly node: Syntax;
  readonly truth: boolean;
  /** True for the element of a comprehension that takes all. */
  readonly chosen?: boolean;
}

/** The expressions that are a statement's whole value, condition or argument, and can be evaluated without a trace. */
export function valuePlaces(source: Source): Place[] {
  const speech = speechOf(source);
  const own = ownFunctions(source);
  const places: Place[] = [];
  for (const node of walk(source.tree)) {
    const condition = choices.has(node.type) ? undefined : conditionOf(node);
    if (condition) places.push({ node: condition, truth: true });
    for (const value of valuesOf(node)) places.push({ node: value, truth: choosesBy(node, source) });
    const element = /^(?:list|set|generator)_(?:comprehension|expression)$/.test(node.type)
      ? partsOf(node)[0]
      : undefined;
    if (element && partsOf(node).at(-1)?.type !== "if_clause")
      places.push({ node: element, truth: false, chosen: true });
  }
  return places.filter(
    ({ node }) =>
      !/pattern|list_splat|spread|lambda|arrow|function|class|keyword|assignment|generator/.test(node.type) &&
      isPure(source.text.slice(node.start, node.end), speech, own),
  );
}

/** True for a function by whose answer elements are taken or left. */
function choosesBy(node: Syntax, { text }: Source): boolean {
  const call = node.type === "arrow_function" ? node.parent?.parent : undefined;
  const called = call && calls.has(call.type) ? childOf(call, "function") : undefined;
  return (
    called !== undefined &&
    /\.(?:filter|some|every|find|findIndex|findLast)$/.test(text.slice(called.start, called.end))
  );
}

function valuesOf(node: Syntax): Syntax[] {
  const given = (one: Syntax | undefined): Syntax[] => (one ? [one] : []);
  switch (node.type) {
    case "return_statement":
      return partsOf(node).slice(0, 1);
    case "assignment":
    case "augmented_assignment":
    case "assignment_expression":
    case "augmented_assignment_expression":
    case "for_statement":
    case "for_in_statement":
      return given(childOf(node, "right"));
    case "variable_declarator":
      return given(childOf(node, "value"));
    case "arrow_function":
    case "lambda":
      return given(childOf(node, "body")).filter(({ type }) => !blocks.has(type));
    case "expression_statement": {
      const call = partsOf(node)[0];
      return call && calls.has(call.type) ? argumentsOf(call) : [];
    }
    default:
      return [];
  }
}

/** Statements before which another could stand on a line of its own. */
export function statementPlaces({ tree, text, grammar }: Source): Syntax[] {
  return [...walk(tree)].filter(
    (node) =>
      isStatement(node) &&
      enclosing(node, (one) => functions.has(one.type)) !== undefined &&
      (grammar !== "python" ||
        /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", node.start - 1) + 1, node.start))),
  );
}

/** Functions whose calls can be stood in for: those that give their answer when they are called. */
export function callPlaces({ tree, text }: Source): Syntax[] {
  return [...walk(tree)].filter((node) => {
    if (!functions.has(node.type) || node.type.startsWith("generator")) return false;
    const body = childOf(node, "body");
    const name = childOf(node, "name");
    const head = text.slice(node.start, body?.start);
    if (!body || /^(?:static\s+)?(?:async\b|\*)|^async\b/.test(head)) return false;
    if (name && /^(?:constructor|__\w+__)$/.test(text.slice(name.start, name.end))) return false;
    return !yields(body);
  });
}

const yields = (node: Syntax): boolean =>
  node.type.startsWith("yield") || node.children.some((child) => !functions.has(child.type) && yields(child));
