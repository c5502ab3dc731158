/** The parser of shell code, loaded when a rule needs it. */
import { fileURLToPath } from "node:url";
import type { Node } from "web-tree-sitter";

/** Shows the tree of a text to `look`; the tree is gone afterwards. */
export type Parse = <T>(text: string, look: (root: Node) => T) => T;

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
  return (text, look) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("the shell parser gave no tree");
    try {
      return look(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}
