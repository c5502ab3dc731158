/** The thread in which cells are type-checked by TypeScript, against files that exist only here. */
// oxlint-disable unicorn/require-post-message-target-origin -- these are threads, not windows
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { cellOptions, type Compiler, type Mistake } from "./compiler.ts";
import type { Name } from "./normalise.ts";

/** What the thread is asked. `code` is a cell as the model wrote it, without its `export` words. */
export type CheckOrder =
  | { readonly type: "check"; readonly order: number; readonly code: string; readonly own: readonly Name[] }
  | {
      readonly type: "keep";
      readonly code: string;
      readonly own: readonly Name[];
      readonly alive: readonly Name[];
    }
  | { readonly type: "loosen"; readonly names: readonly string[] }
  | { readonly type: "forget" };

/** A mistake; `start` and `end` count from the cell's first character. */
export type Diagnostic = Mistake;

export type CheckAnswer =
  | { readonly type: "ready"; readonly compiler: number | undefined; readonly fallback: boolean }
  | { readonly type: "checked"; readonly order: number; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "broken"; readonly reason: string };

/** The declarations that every cell is checked against. */
export interface CheckWorkerData {
  readonly tools: string;
  readonly globals: string;
  /** The native compiler is not to be tried. */
  readonly fallback?: boolean;
}

const folder = "/cells";
const current = `${folder}/current.ts`;

const files = new Map<string, string>();
const names = new Map<string, { readonly file: string; readonly kind: Name["kind"] | "any" }>();
const created: string[] = [];
let kept = 0;

let compiler: Compiler | undefined;

/** The declarations of earlier cells' names that a cell mentions and does not declare itself, on one line. */
function headerOf(code: string, own: ReadonlySet<string>): string {
  const mentioned = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  let header = "";
  for (const [name, { file, kind }] of names) {
    if (own.has(name) || !mentioned.has(name)) continue;
    if (kind === "value") header += `declare let ${name}: typeof import("./${file}").${name};`;
    if (kind === "function" || kind === "class") header += `import {${name}} from "./${file}";`;
    if (kind === "type") header += `import type {${name}} from "./${file}";`;
    if (kind === "any" || kind === "import") header += `declare let ${name}: any;type ${name}=any;`;
  }
  return header;
}

function textOf(code: string, own: readonly Name[]): { readonly header: string; readonly text: string } {
  const declared = new Set(own.map(({ name }) => name));
  const header = headerOf(code, declared);
  return { header, text: `${header}\n${code}\nexport {${[...declared].join(",")}};` };
}

function check(code: string, own: readonly Name[]): readonly Diagnostic[] {
  if (compiler === undefined) throw new Error("there is no compiler");
  const { header, text } = textOf(code, own);
  files.set(current, text);
  const shift = header.length + 1;
  return compiler
    .check(created.splice(0))
    .map(({ code: number, text: words, start, end }) => ({
      code: number,
      start: start - shift,
      end: end - shift,
      text: words,
    }))
    .filter(({ start }) => start >= 0 && start <= code.length);
}

function keep(order: Extract<CheckOrder, { type: "keep" }>): void {
  if (order.alive.length === 0) return;
  const name = `kept${++kept}`;
  const file = `${folder}/${name}.ts`;
  files.set(file, textOf(order.code, order.own).text);
  created.push(file);
  for (const { name: declared, kind } of order.alive) {
    const both =
      kind === "type" && order.own.some((other) => other.name === declared && other.kind !== "type");
    names.set(declared, { file: name, kind: both ? "class" : kind });
  }
}

/** True when a wrong cell is refused and a right one is not: a compiler of another version may silently say nothing. */
function isAwake(): boolean {
  const wrong = check("const canary: number = 'x'; canari;", [{ name: "canary", kind: "value" }]);
  const right = check(
    "const canary: number = [1, 2].map((n) => n + 1).length; await Promise.all([canary]);",
    [{ name: "canary", kind: "value" }],
  );
  const codes = new Set(wrong.map(({ code }) => code));
  return codes.has(2322) && codes.has(2552) && right.length === 0;
}

function isData(value: unknown): value is CheckWorkerData {
  return typeof value === "object" && value !== null && "tools" in value && "globals" in value;
}

function obey(order: CheckOrder): CheckAnswer | undefined {
  if (order.type === "check")
    return { type: "checked", order: order.order, diagnostics: check(order.code, order.own) };
  if (order.type === "keep") keep(order);
  if (order.type === "forget") names.clear();
  if (order.type === "loosen") for (const name of order.names) names.set(name, { file: "", kind: "any" });
  return undefined;
}

function answer(work: () => CheckAnswer | undefined): void {
  let said: CheckAnswer | undefined;
  try {
    said = work();
  } catch (error) {
    said = { type: "broken", reason: error instanceof Error ? error.message : String(error) };
  }
  if (said !== undefined) parentPort?.postMessage(said);
}

/** The native compiler, or where it does not start or cannot be trusted, the one before it. */
async function openCompiler(data: CheckWorkerData): Promise<CheckAnswer> {
  files.set(`${folder}/tools.d.ts`, data.tools);
  files.set(`${folder}/globals.d.ts`, data.globals);
  const given = { folder, current, texts: files, options: cellOptions };
  let why = "";
  if (data.fallback !== true) {
    try {
      compiler = (await import("./compiler-native.ts")).openNativeCompiler(given);
      if (isAwake()) return { type: "ready", compiler: compiler.process, fallback: false };
      why = asleep;
      if (compiler.process !== undefined) process.kill(compiler.process, "SIGKILL");
    } catch (thrown) {
      why = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
  try {
    compiler = (await import("./compiler-fallback.ts")).openFallbackCompiler(given);
    if (isAwake()) return { type: "ready", compiler: undefined, fallback: true };
    return { type: "broken", reason: why || asleep };
  } catch {
    return { type: "broken", reason: why || "typescript6, which is optional, is not installed" };
  }
}

const asleep = "the compiler let a wrong cell pass, or refused a right one";

if (isData(workerData)) {
  const ready = await openCompiler(workerData);
  parentPort?.postMessage(ready);
  parentPort?.on("message", (order: CheckOrder) => answer(() => obey(order)));
}
