/** Names of syntax in the grammars of both languages, so that one operator speaks for both. */
import { childOf, partsOf, type Syntax } from "../syntax.ts";

export const binaries = new Set([
  "binary_expression",
  "binary_operator",
  "boolean_operator",
  "comparison_operator",
]);
export const functions = new Set([
  "function_declaration",
  "function_expression",
  "generator_function_declaration",
  "generator_function",
  "method_definition",
  "arrow_function",
  "function_definition",
]);
export const loops = new Set(["for_statement", "for_in_statement", "while_statement", "do_statement"]);
export const calls = new Set(["call_expression", "call"]);
export const members = new Set(["member_expression", "attribute"]);
export const subscripts = new Set(["subscript_expression", "subscript"]);
export const blocks = new Set(["statement_block", "block", "program", "module"]);
export const numbers = new Set(["number", "integer", "float"]);
export const choices = new Set(["ternary_expression", "conditional_expression"]);
const collections = new Set(["array", "list", "tuple", "set", "dictionary", "object"]);
const expressions = new Set([
  ...binaries,
  ...calls,
  ...members,
  ...subscripts,
  ...numbers,
  ...choices,
  ...collections,
  "identifier",
  "string",
  "template_string",
  "unary_expression",
  "unary_operator",
  "not_operator",
  "parenthesized_expression",
  "true",
  "false",
  "none",
  "null",
  "await_expression",
  "await",
  "new_expression",
  "list_comprehension",
  "generator_expression",
]);

/** The name by which a function is called or exported; undefined for one without, and for what is no function. */
export function functionName(node: Syntax, text: string): string | undefined {
  if (!functions.has(node.type)) return undefined;
  const name = childOf(node, "name") ?? (node.parent && nameGivenBy(node.parent, text));
  return name && text.slice(name.start, name.end);
}

/** The name that `const name = …` or `exports.name = …` gives to a function. */
function nameGivenBy(parent: Syntax, text: string): Syntax | undefined {
  if (parent.type === "variable_declarator") return childOf(parent, "name");
  const left = parent.type === "assignment_expression" ? childOf(parent, "left") : undefined;
  const owner = left && childOf(left, "object");
  return owner && /^(?:module\.)?exports$/.test(text.slice(owner.start, owner.end))
    ? childOf(left, "property")
    : undefined;
}

/** True for a node that stands for a value where it is. */
export function isExpression(node: Syntax): boolean {
  if (!expressions.has(node.type)) return false;
  const { parent } = node;
  if (!parent) return false;
  if (node.type === "string" && parent.type === "expression_statement") return false;
  if (/import|parameters|label|decorator|class_heritage|pair_pattern|_pattern$/.test(parent.type))
    return false;
  if (["name", "property", "attribute", "function", "key", "parameter"].includes(node.field ?? ""))
    return false;
  if (parent.type === "keyword_argument" && node.field === "name") return false;
  return !isTarget(node);
}

/** True for the left of an assignment, a loop's variable, and the like. */
export function isTarget(node: Syntax): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (node.field === "left")
    return (
      /assignment/.test(parent.type) || parent.type.startsWith("for_") || parent.type === "for_in_clause"
    );
  if (["default_parameter", "typed_parameter", "typed_default_parameter"].includes(parent.type))
    return node.field === "name";
  if (["update_expression", "pattern_list", "tuple_pattern", "global_statement"].includes(parent.type))
    return true;
  return parent.type === "arrow_function" && node.field === "parameter";
}

/** Left, operator and right of an expression with two sides. */
export function sidesOf(node: Syntax): { left: Syntax; operator: Syntax; right: Syntax } | undefined {
  if (!binaries.has(node.type)) return undefined;
  if (node.type === "comparison_operator") {
    const [left, right, more] = partsOf(node);
    const operators = node.children.filter(({ field }) => field === "operators");
    const [operator] = operators;
    return left && right && operator && !more && operators.length === 1
      ? { left, operator, right }
      : undefined;
  }
  const left = childOf(node, "left");
  const operator = childOf(node, "operator");
  const right = childOf(node, "right");
  return left && operator && right ? { left, operator, right } : undefined;
}

/** The condition of an if, a loop or a choice, without its brackets. */
export function conditionOf(node: Syntax): Syntax | undefined {
  if (node.type === "conditional_expression") return partsOf(node)[1];
  if (node.type === "if_clause") return partsOf(node)[0];
  const condition = childOf(node, "condition");
  if (
    !condition ||
    ![
      "if_statement",
      "elif_clause",
      "while_statement",
      "do_statement",
      "for_statement",
      "ternary_expression",
    ].includes(node.type)
  )
    return undefined;
  if (condition.type === "parenthesized_expression") return partsOf(condition)[0];
  return condition.type === "expression_statement" ? partsOf(condition)[0] : condition;
}

/** Arguments of a call, in order. */
export function argumentsOf(call: Syntax): Syntax[] {
  const list = childOf(call, "arguments");
  return list && (list.type === "arguments" || list.type === "argument_list") ? partsOf(list) : [];
}

/** A statement in a block. */
export function isStatement(node: Syntax): boolean {
  return (
    node.named &&
    node.parent !== undefined &&
    blocks.has(node.parent.type) &&
    (node.type.endsWith("_statement") || /^(lexical|variable)_declaration$/.test(node.type))
  );
}
