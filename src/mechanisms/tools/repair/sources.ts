/** The workspace's programs as texts and trees, read once, and the modules that tests reach by their imports. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { instrument } from "./instrument.ts";
import { grammarOf, openGrammar, type Grammar, type Parse, type Syntax } from "./syntax.ts";

/** One source file. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: Syntax;
  readonly grammar: Grammar;
  readonly parse: Parse;
}

/** Files beyond this many characters are left alone. */
const longest = 200_000;

/** Reads and parses a file; undefined when there is none, or the solver cannot read it. */
export async function readSource(root: string, file: string): Promise<Source | undefined> {
  const grammar = grammarOf(file);
  const absolute = path.join(root, file);
  if (!grammar || !statSync(absolute, { throwIfNoEntry: false })?.isFile()) return undefined;
  // A link may lead out of the workspace; what is outside is not ours to read.
  if (path.relative(root, realpathSync(absolute)).startsWith("..")) return undefined;
  const text = readFileSync(absolute, "utf8");
  if (text.length > longest) return undefined;
  const parse = await openGrammar(grammar);
  const tree = parse(text);
  return tree && { file, text, tree, grammar, parse };
}

/** A program as the worker takes it: JavaScript with counters in it, Python as it is. */
export function prepare(source: Source, text: string, tree: Syntax, cover: boolean): string {
  return source.grammar === "python" ? text : instrument(text, tree, cover ? source.file : undefined);
}

const endings = ["", ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".json", "/index.js", "/index.ts"];

/** The workspace files that these reach by relative imports, themselves included. */
export async function reachable(root: string, files: readonly string[]): Promise<Map<string, Source>> {
  const found = new Map<string, Source>();
  const queue = [...files];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (found.has(file)) continue;
    const source = await readSource(root, file);
    if (!source) continue;
    found.set(file, source);
    if (source.grammar !== "python") queue.push(...importsOf(root, source));
  }
  return found;
}

function importsOf(root: string, { file, text }: Source): string[] {
  const names = [...text.matchAll(/(?:from|import|require)\s*\(?\s*["'](\.[^"']*)["']/g)].map(
    ([, name = ""]) => name,
  );
  return names.flatMap((name) => {
    const base = path.posix.join(path.posix.dirname(file), name);
    const ending = endings.find((one) => isFile(path.join(root, base + one)));
    return ending === undefined || base.startsWith("..") ? [] : [base + ending];
  });
}

const isFile = (absolute: string): boolean => existsSync(absolute) && statSync(absolute).isFile();
