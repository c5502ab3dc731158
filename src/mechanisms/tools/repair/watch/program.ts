/** Programs and tests with watchers in them. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { blocks, functions, isStatement } from "../operators/kinds.ts";
import { indentOf } from "../operators/statements.ts";
import { parametersOf } from "../operators/surrounding.ts";
import type { Source } from "../sources.ts";

/** A place and the expressions to evaluate there. */
export interface Look {
  readonly site: number;
  readonly node: Syntax;
  /** `value`: the node is an expression, looked at before it is evaluated. `statement`: looked at before it runs. */
  readonly kind: "value" | "statement";
  readonly terms: readonly string[];
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** What lies between `at` and here is left out. */
  readonly until?: number;
  /** At one place, lower ones come first. */
  readonly order: number;
}

/** The program that tells what it is looked at for. */
export function watchedProgram(
  { text, grammar }: Source,
  looks: readonly Look[],
  calls: ReadonlyMap<Syntax, number>,
): string {
  const python = grammar === "python";
  const insertions = looks.flatMap((look) => (python ? pythonLook(look) : javascriptLook(look)));
  for (const [node, fn] of calls)
    insertions.push(...(python ? pythonCall(node, fn) : javascriptCall(node, fn, text)));
  return insert(text, insertions);
}

function insert(text: string, insertions: readonly Insertion[]): string {
  let out = "";
  let from = 0;
  for (const { at, text: piece, until = at } of insertions.toSorted(
    (a, b) => a.at - b.at || a.order - b.order,
  )) {
    out += text.slice(from, at) + piece;
    from = Math.max(until, from);
  }
  return out + text.slice(from);
}

/** Closers come before openers; of openers the longest node's first, of closers the shortest's. */
const opening = (node: Syntax): number => 1e9 - (node.end - node.start);
const closing = (node: Syntax): number => -1e9 + (node.end - node.start);

function javascriptLook({ site, node, kind, terms }: Look): Insertion[] {
  const see = `__tackleSee(${site},()=>[${terms.map((term) => `()=>(${term})`).join()}])`;
  if (kind === "statement") return [{ at: node.start, text: `${see};`, order: opening(node) - 1 }];
  return [
    { at: node.start, text: `(${see},(`, order: opening(node) },
    { at: node.end, text: "))", order: closing(node) },
  ];
}

function pythonLook({ site, node, kind, terms }: Look): Insertion[] {
  const see = `_tackle_see_(${site}, lambda: (${terms.map((term) => `lambda: (${term}),`).join(" ")}))`;
  if (kind === "statement")
    return [{ at: node.start, text: `${see}\n${indentOf(node)}`, order: opening(node) - 1 }];
  return [
    { at: node.start, text: `(${see}, (`, order: opening(node) },
    { at: node.end, text: "))[1]", order: closing(node) },
  ];
}

function javascriptCall(node: Syntax, fn: number, text: string): Insertion[] {
  const body = childOf(node, "body");
  if (!body) return [];
  const names = parametersOf(node, text);
  const given = names.length === countOf(node) ? `,()=>[${names.join()}]` : "";
  const enter = `const __tackleCall=__tackleEnter(${fn}${given});if(__tackleCall)return __tackleCall.value;try{`;
  const leave = "}finally{__tackleLeave()}";
  if (body.type === "statement_block")
    return [
      { at: body.start + 1, text: enter, order: -2e9 },
      { at: body.end - 1, text: leave, order: 2e9 },
    ];
  return [
    { at: body.start, text: `(()=>{${enter}return (`, order: opening(body) - 1 },
    { at: body.end, text: `)${leave}})()`, order: closing(body) + 1 },
  ];
}

/** How many parameters there are; not all of them need be plain names. */
function countOf(node: Syntax): number {
  const parameters = childOf(node, "parameters");
  return parameters ? partsOf(parameters).length : 1;
}

const pythonCall = (node: Syntax, fn: number): Insertion[] => [
  { at: node.start, text: `@_tackle_call_(${fn})\n${indentOf(node)}`, order: opening(node) - 1 },
];

/** The tests with each of their checks made one that does not end them. */
export function watchedTest(source: Source): string {
  const { tree, text, grammar } = source;
  const python = grammar === "python";
  const at = (node: Syntax): string => text.slice(node.start, node.end);
  const insertions: Insertion[] = [];
  for (const node of walk(tree)) {
    const checked = checkOf(node, at);
    if (!checked || /\b(?:await|yield)\b/.test(at(node))) continue;
    const terms = offersOf(checked).map(at);
    if (!python) {
      const offers = terms.map((term) => `()=>(${term})`).join();
      const [open, close] = node === checked ? ["", ""] : ["{", ";}"];
      insertions.push(
        { at: node.start, text: `__tackleStep(()=>${open}`, order: opening(node) },
        {
          at: node.end,
          text: `${close},()=>[${offers}])${node === checked ? "" : ";"}`,
          order: closing(node),
        },
      );
      continue;
    }
    const offers = `lambda: (${terms.map((term) => `lambda: (${term}),`).join(" ")})`;
    const hold = node.type === "assert_statement" ? "_tackle_hold_" : "";
    insertions.push(
      {
        at: node.start,
        text: `_tackle_step_(lambda: ${hold}(`,
        until: checked.start,
        order: opening(node),
      },
      { at: checked.end, text: `), ${offers})`, until: node.end, order: closing(node) },
    );
  }
  return insert(text, insertions);
}

const registers =
  /^(?:test|it|describe|suite|before|after|beforeEach|afterEach|beforeAll|afterAll|unittest|pytest|jest|vi)\b/;

/** The expression of a statement that checks something; undefined for any other statement. */
function checkOf(node: Syntax, at: (node: Syntax) => string): Syntax | undefined {
  if (node.field === "body" && node.type === "call_expression") {
    // The body of an arrow function that a registration is given.
    const registered = node.parent?.parent?.parent;
    return registered && registers.test(at(registered)) ? node : undefined;
  }
  if (!node.parent || !blocks.has(node.parent.type)) return undefined;
  if (enclosing(node, ({ type }) => type === "with_statement")) return undefined;
  if (node.type === "assert_statement") return partsOf(node)[0];
  if (!isStatement(node) || node.type !== "expression_statement") return undefined;
  const [call] = partsOf(node);
  return call && call.type.startsWith("call") && !registers.test(at(call)) ? call : undefined;
}

const constants =
  /^(?:array|list|tuple|object|dictionary|set|number|integer|float|string|true|false|none|null|unary_expression|unary_operator)$/;
const mostOffers = 24;

/** What a check may want: its sides, its arguments, and the constants in them. */
function offersOf(checked: Syntax): Syntax[] {
  const found: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (functions.has(node.type) || node.type === "lambda") return;
    const side = /comparison|binary|arguments|argument_list/.test(node.parent?.type ?? "");
    const whole = !/keyword|splat|spread|generator/.test(node.type);
    if (node.named && whole && (constants.test(node.type) || side)) found.push(node);
    if (constants.test(node.type)) return;
    node.children.forEach(visit);
  };
  visit(checked);
  // The last ones are usually what is wanted.
  return found.slice(-mostOffers).toReversed();
}
