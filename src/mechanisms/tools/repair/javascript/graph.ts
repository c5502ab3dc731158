/** Fresh module graphs: every run loads the workspace's modules anew, with the candidate's text in place of the file's. */
import { createRequire, registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { names } from "./runners.ts";
import { toRelative } from "./failure.ts";

let generation = 0;
let candidate: ReadonlyMap<string, string> = new Map();
const texts = new Map<string, string>();
const loaded = new Set<string>();
let stale = false;

const doubleSource = [
  "const double = globalThis.__tackleTest;",
  "export default double;",
  "export const { test, it, describe, suite, before, after, beforeEach, afterEach, mock, run } = double;",
].join("\n");

/** Runners that are stood in for: their modules would start machinery of their own. */
const runners = new Set(["vitest", "@jest/globals"]);
const runnerSource = [
  "const double = globalThis.__tackleRunner;",
  "export default double;",
  `export const { ${names.join(", ")} } = double;`,
].join("\n");

/** Texts that stand for files from now on. */
export function keepTexts(given: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(given)) texts.set(file, text);
}

/** Begins a new graph; what was loaded before is not seen by it. */
export function nextGraph(given: Readonly<Record<string, string>>): void {
  generation += 1;
  candidate = new Map(Object.entries(given));
  loaded.clear();
  const { cache } = createRequire(import.meta.url);
  for (const key of Object.keys(cache)) if (toRelative(key) !== undefined) delete cache[key];
}

/** True once a CommonJS module has required an ES module: Node keeps that one for good, so this process must not run again. */
export function staleGraph(): boolean {
  return stale;
}

/** Workspace files that this graph has loaded. */
export function loadedFiles(): string[] {
  return [...loaded];
}

/** Loads a workspace file into the graph. */
export function loadFile(root: string, file: string): Promise<unknown> {
  const absolute = path.join(root, file);
  return import(`${pathToFileURL(absolute).href}?tackle=${generation}`);
}

/** Turns every load of a workspace module, by import or by require, into one of the current graph. */
export function installGraph(root: string): void {
  const double = pathToFileURL(path.join(root, "__tackle_node_test.cjs")).href;
  const runnerDouble = pathToFileURL(path.join(root, "__tackle_runner.cjs")).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "node:test") {
        const required = context.conditions.includes("require");
        return required
          ? { url: double, format: "commonjs", shortCircuit: true }
          : { url: "tackle:test", format: "module", shortCircuit: true };
      }
      if (runners.has(specifier)) {
        const required = context.conditions.includes("require");
        return required
          ? { url: runnerDouble, format: "commonjs", shortCircuit: true }
          : { url: "tackle:runner", format: "module", shortCircuit: true };
      }
      const resolved = next(specifier, context);
      if (resolved.url.includes("?") || toRelative(resolved.url) === undefined) return resolved;
      if (!resolved.url.startsWith("file:")) return resolved;
      return { ...resolved, url: `${resolved.url}?tackle=${generation}` };
    },
    load(url, context, next) {
      if (url === "tackle:test") return { format: "module", source: doubleSource, shortCircuit: true };
      if (url === "tackle:runner") return { format: "module", source: runnerSource, shortCircuit: true };
      for (const [file, name] of [
        [double, "__tackleTest"],
        [runnerDouble, "__tackleRunner"],
      ] as const)
        if (url.startsWith(file))
          return { format: "commonjs", source: `module.exports = globalThis.${name};`, shortCircuit: true };
      const file = url.startsWith("file:") ? toRelative(url) : undefined;
      const result = next(url, context);
      if (file === undefined) return result;
      loaded.add(file);
      const text = candidate.get(file) ?? texts.get(file);
      const source = text ?? (typeof result.source === "string" ? result.source : "");
      if (context.conditions.includes("require") && isModule(result.format, source)) stale = true;
      return text === undefined ? result : { ...result, source: text };
    },
  });
}

/** Where the format leaves it open, Node decides by the syntax. */
function isModule(format: string | null | undefined, text: string): boolean {
  if (format?.startsWith("module") === true) return true;
  return !/^(?:commonjs|json|builtin|wasm)/.test(format ?? "") && /^\s*(?:import|export)\b/m.test(text);
}
