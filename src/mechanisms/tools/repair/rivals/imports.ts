/** Statements by which a test file has what other files export. */
import type { Syntax } from "../syntax.ts";

export const isImport = (node: Syntax, text: string): boolean =>
  /^(?:import_statement|import_from_statement|future_import_statement)$/.test(node.type) ||
  (/^(?:lexical|variable)_declaration$/.test(node.type) &&
    /\brequire\(\s*["']/.test(text.slice(node.start, node.end)));
