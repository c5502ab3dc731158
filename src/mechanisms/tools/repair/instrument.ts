/** JavaScript with counters in it: every loop turn and function entry burns fuel, and lines may tell that they ran. */
import { childOf, partsOf, walk, type Syntax } from "./syntax.ts";

const functions = new Set([
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "method_definition",
  "arrow_function",
]);
const loops = new Set(["for_statement", "for_in_statement", "while_statement", "do_statement"]);
const holders = new Set(["program", "statement_block", "switch_case", "switch_default"]);
const unmarked = new Set([
  "function_declaration",
  "generator_function_declaration",
  "class_declaration",
  "abstract_class_declaration",
  "import_statement",
  "export_statement",
  "empty_statement",
  "interface_declaration",
  "type_alias_declaration",
  "ambient_declaration",
  "function_signature",
  "enum_declaration",
]);
const tick = "__tackleTick();";

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Closing texts at the same place come before opening ones. */
  readonly closes: boolean;
}

/** The program with its counters; every statement stays on its line. With `cover`, statements name their line in `file`. */
export function instrument(text: string, tree: Syntax, cover: string | undefined): string {
  const insertions: Insertion[] = [];
  for (const node of walk(tree)) {
    if (functions.has(node.type) || loops.has(node.type)) countBody(node, insertions);
    if (cover !== undefined) markLines(node, JSON.stringify(cover), insertions);
  }
  return applyInsertions(text, insertions);
}

function applyInsertions(text: string, insertions: readonly Insertion[]): string {
  // Made outermost first: at one place inner ones close before outer ones, and outer ones open before inner ones.
  const order = [
    ...insertions.filter(({ closes }) => closes).toReversed(),
    ...insertions.filter(({ closes }) => !closes),
  ];
  let out = "";
  let from = 0;
  for (const { at, text: piece } of order.toSorted((a, b) => a.at - b.at)) {
    out += text.slice(from, at) + piece;
    from = at;
  }
  return out + text.slice(from);
}

/** A directive such as "use strict" has to stay first. */
function afterDirectives(block: Syntax): number {
  let at = block.start + 1;
  for (const statement of partsOf(block)) {
    if (statement.type !== "expression_statement" || partsOf(statement)[0]?.type !== "string") break;
    at = statement.end;
  }
  return at;
}

function countBody(node: Syntax, insertions: Insertion[]): void {
  const body = childOf(node, "body");
  if (!body) return;
  if (body.type === "statement_block") {
    const at = functions.has(node.type) ? afterDirectives(body) : body.start + 1;
    insertions.push({ at, text: `;${tick}`, closes: true });
    return;
  }
  if (loops.has(node.type)) {
    insertions.push({ at: body.start, text: `{${tick}`, closes: false });
    insertions.push({ at: body.end, text: "}", closes: true });
    return;
  }
  insertions.push({ at: body.start, text: "(__tackleTick(),", closes: false });
  insertions.push({ at: body.end, text: ")", closes: true });
}

const isStatement = (node: Syntax): boolean =>
  node.type.endsWith("_statement") || node.type.endsWith("_declaration");

function markLines(node: Syntax, file: string, insertions: Insertion[]): void {
  const { parent } = node;
  if (!parent || !isStatement(node) || unmarked.has(node.type)) return;
  if (holders.has(parent.type) && node.field !== "value") {
    const isDirective = node.type === "expression_statement" && partsOf(node)[0]?.type === "string";
    if (!isDirective)
      insertions.push({ at: node.start, text: `__tackleLine(${file},${node.line});`, closes: false });
    return;
  }
  if (!["if_statement", "else_clause"].includes(parent.type) || node.type === "if_statement") return;
  insertions.push({ at: node.start, text: `{__tackleLine(${file},${node.line});`, closes: false });
  insertions.push({ at: node.end, text: "}", closes: true });
}
