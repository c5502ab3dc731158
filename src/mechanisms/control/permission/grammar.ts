/** The parser of shell code, loaded when a rule needs it. */
import { fileURLToPath } from "node:url";
import type { TreeCursor } from "web-tree-sitter";

/** One node of the tree, as plain data: asking the parser's own nodes costs a call each. Offsets are in UTF-16 units. */
export interface Syntax {
  readonly type: string;
  readonly named: boolean;
  /** The name that its parent knows it by. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly parent: Syntax | undefined;
  readonly children: readonly Syntax[];
}

/** A text that was parsed; `broken` when the parser had to guess. */
export interface Parsed {
  readonly root: Syntax;
  readonly broken: boolean;
}

export type Parse = (text: string) => Parsed;

let opened: Promise<Parse> | undefined;

/** The parser; loading it takes some 30 ms, once. */
export function openShellGrammar(): Promise<Parse> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Parse> {
  const { Parser, Language } = await import("web-tree-sitter");
  await Parser.init();
  const file = import.meta.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm");
  const language = await Language.load(fileURLToPath(file));
  const parser = new Parser();
  parser.setLanguage(language);
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("the shell parser gave no tree");
    const cursor = tree.walk();
    try {
      const { root, cut } = readAll(cursor, text);
      return { root, broken: cut || tree.rootNode.hasError };
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
}

/** Nobody writes code that is nested so deeply; it must not cost the stack. */
const deepest = 400;

function readAll(cursor: TreeCursor, code: string): { readonly root: Syntax; readonly cut: boolean } {
  let cut = false;
  const read = (parent: Syntax | undefined, depth: number): Syntax => {
    const children: Syntax[] = [];
    const [start, end] = [cursor.startIndex, cursor.endIndex];
    const node: Syntax = {
      type: cursor.nodeType,
      named: cursor.nodeIsNamed,
      field: cursor.currentFieldName,
      start,
      end,
      text: code.slice(start, end),
      parent,
      children,
    };
    if (!cursor.gotoFirstChild()) return node;
    cut ||= depth >= deepest;
    if (depth < deepest)
      do children.push(read(node, depth + 1));
      while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return node;
  };
  return { root: read(undefined, 0), cut };
}
