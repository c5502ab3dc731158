/** A program as a plain tree, parsed by tree-sitter; the grammars are loaded when they are first needed. */
import { createRequire } from "node:module";
import type { Language, Node, Parser } from "web-tree-sitter";

export type Grammar = "javascript" | "typescript" | "tsx" | "python";

/** One node of the tree. Offsets are UTF-16 units of the text, lines count from 1, columns from 1. */
export interface Syntax {
  readonly type: string;
  /** The name that its parent knows it by. */
  readonly field: string | undefined;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly parent: Syntax | undefined;
  readonly children: readonly Syntax[];
}

interface Loaded {
  readonly parser: Parser;
  readonly languages: Map<Grammar, Language>;
  load(grammar: Grammar): Promise<Language>;
}

let loading: Promise<Loaded> | undefined;

async function openParser(): Promise<Loaded> {
  const { Parser, Language } = await import("web-tree-sitter");
  await Parser.init();
  const require = createRequire(import.meta.url);
  return {
    parser: new Parser(),
    languages: new Map(),
    load: (grammar) =>
      Language.load(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`)),
  };
}

/** The grammar for a path, or undefined when the solver cannot read it. */
export function grammarOf(path: string): Grammar | undefined {
  if (/\.[cm]?jsx?$/.test(path)) return "javascript";
  if (/\.[cm]?ts$/.test(path)) return /\.d\.[cm]?ts$/.test(path) ? undefined : "typescript";
  if (path.endsWith(".tsx")) return "tsx";
  return path.endsWith(".py") ? "python" : undefined;
}

/** Parses a text; undefined when it is not a program of that grammar. */
export type Parse = (text: string) => Syntax | undefined;

/** A parser for a grammar. After this has been awaited once, parsing itself is synchronous. */
export async function openGrammar(grammar: Grammar): Promise<Parse> {
  const loaded = await (loading ??= openParser());
  const known = loaded.languages.get(grammar);
  const language = known ?? (await loaded.load(grammar));
  loaded.languages.set(grammar, language);
  return (text) => {
    loaded.parser.setLanguage(language);
    const tree = loaded.parser.parse(text);
    if (!tree) return undefined;
    const plain = tree.rootNode.hasError ? undefined : toSyntax(tree.rootNode, undefined, undefined);
    tree.delete();
    return plain;
  };
}

function toSyntax(node: Node, parent: Syntax | undefined, field: string | undefined): Syntax {
  const children: Syntax[] = [];
  const plain: Syntax = {
    type: node.type,
    field,
    named: node.isNamed,
    start: node.startIndex,
    end: node.endIndex,
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
    parent,
    children,
  };
  for (let at = 0; at < node.childCount; at += 1) {
    const child = node.child(at);
    if (child) children.push(toSyntax(child, plain, node.fieldNameForChild(at) ?? undefined));
  }
  return plain;
}

/** The child that a node knows by this name. */
export function childOf(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((child) => child.field === field);
}

/** The named children, comments left out. */
export function partsOf(node: Syntax): Syntax[] {
  return node.children.filter(({ named, type }) => named && type !== "comment");
}

/** The node and everything below it, outermost first. */
export function* walk(node: Syntax): Generator<Syntax> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** The nearest enclosing node for which this holds. */
export function enclosing(node: Syntax, holds: (one: Syntax) => boolean): Syntax | undefined {
  for (let at = node.parent; at; at = at.parent) if (holds(at)) return at;
  return undefined;
}
