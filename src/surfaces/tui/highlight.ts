/** Code in colour; each language is loaded when it is first seen. */
import type { HLJSApi, LanguageFn } from "highlight.js";
import type { Style } from "../style.ts";

/** Code that is longer stays as it is. Characters. */
const longest = 100_000;

const loaders: Readonly<Record<string, () => Promise<{ readonly default: LanguageFn }>>> = {
  typescript: () => import("highlight.js/lib/languages/typescript"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  python: () => import("highlight.js/lib/languages/python"),
  bash: () => import("highlight.js/lib/languages/bash"),
  json: () => import("highlight.js/lib/languages/json"),
  diff: () => import("highlight.js/lib/languages/diff"),
  css: () => import("highlight.js/lib/languages/css"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
  sql: () => import("highlight.js/lib/languages/sql"),
  rust: () => import("highlight.js/lib/languages/rust"),
  go: () => import("highlight.js/lib/languages/go"),
  java: () => import("highlight.js/lib/languages/java"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
};

const aliases: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescript",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  py: "python",
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  console: "bash",
  html: "xml",
  yml: "yaml",
  patch: "diff",
  rs: "rust",
  golang: "go",
  "c++": "cpp",
  rb: "ruby",
};

export interface Highlighter {
  /** The lines of sanitized code in colour; as they are while the language is not loaded, or is not known. */
  paint(code: string, language: string): readonly string[];
}

/** `loaded` is told when a language that was asked for can be used. */
export function createHighlighter(style: Style, loaded: () => void = () => {}): Highlighter {
  const asked = new Set<string>();
  let library: HLJSApi | undefined;
  const load = async (
    name: string,
    loader: () => Promise<{ readonly default: LanguageFn }>,
  ): Promise<void> => {
    const [core, language] = await Promise.all([import("highlight.js/lib/core"), loader()]);
    library = core.default;
    library.registerLanguage(name, language.default);
    loaded();
  };
  const colored = style.bold("x") !== "x";
  return {
    paint(code, language) {
      const name = aliases[language.toLowerCase()] ?? language.toLowerCase();
      const loader = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
      if (!colored || loader === undefined || code.length > longest) return code.split("\n");
      if (!asked.has(name)) {
        asked.add(name);
        // Without colours the code is all there.
        load(name, loader).catch(() => {});
      }
      if (!library?.getLanguage(name)) return code.split("\n");
      return toLines(library.highlight(code, { language: name, ignoreIllegals: true }).value, style);
    },
  };
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#x27;": "'",
};

/** From the library's spans to lines; a colour that goes over a line's end begins anew in the next. */
function toLines(markup: string, style: Style): readonly string[] {
  const lines: string[] = [""];
  const open: string[] = [];
  for (const [token] of markup.matchAll(/<span class="[^"]*">|<\/span>|[^<]+/g)) {
    if (token === "</span>") open.pop();
    else if (token.startsWith("<span")) open.push(/hljs-([\w-]+)/.exec(token)?.[1] ?? "");
    else {
      const paint = paintOf(open.at(-1) ?? "", style);
      for (const [index, part] of token
        .replaceAll(/&[^;]+;/g, (entity) => entities[entity] ?? entity)
        .split("\n")
        .entries()) {
        if (index > 0) lines.push("");
        lines[lines.length - 1] += paint(part);
      }
    }
  }
  return lines;
}

function paintOf(scope: string, style: Style): (text: string) => string {
  switch (scope) {
    case "keyword":
    case "literal":
    case "built_in":
    case "type":
    case "name":
      return style.accent;
    case "string":
    case "regexp":
    case "addition":
    case "number":
      return style.good;
    case "comment":
    case "meta":
    case "quote":
      return style.dim;
    case "deletion":
      return style.bad;
    case "title":
    case "section":
      return style.bold;
    default:
      return (text) => text;
  }
}
