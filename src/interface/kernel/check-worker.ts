/** The thread in which cells are type-checked by TypeScript's native compiler, against files that exist only here. */
// oxlint-disable unicorn/require-post-message-target-origin -- these are threads, not windows
import path from "node:path";
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { API, type Snapshot } from "typescript/unstable/sync";
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

/** A mistake as the compiler gives it; `start` and `end` count from the cell's first character. */
export interface Diagnostic {
  readonly code: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type CheckAnswer =
  | { readonly type: "ready"; readonly compiler: number | undefined }
  | { readonly type: "checked"; readonly order: number; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "broken"; readonly reason: string };

/** The declarations that every cell is checked against. */
export interface CheckWorkerData {
  readonly tools: string;
  readonly globals: string;
}

const folder = "/cells";
const current = `${folder}/current.ts`;
const config = `${folder}/tsconfig.json`;

// What the Node that runs the cells really has: a newer library would let a cell pass that then fails.
const isNode24 = Number(process.versions.node.split(".")[0]) >= 24;
const library = isNode24
  ? ["es2025", "esnext.array", "esnext.disposable", "esnext.error"]
  : ["es2024", "es2025.iterator", "es2025.collection", "esnext.array"];

const options = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  lib: library,
  types: [],
  strict: true,
  // These would speak of style, not of mistakes. (noImplicitAny stays: without it `[]` is an array of nothing, for good.)
  noImplicitThis: false,
  useUnknownInCatchVariables: false,
  strictPropertyInitialization: false,
  alwaysStrict: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
};

const files = new Map<string, string>();
const names = new Map<string, { readonly file: string; readonly kind: Name["kind"] | "any" }>();
const created: string[] = [];
let kept = 0;

/** The compiler may read its own library and nothing else of the host. */
const isLibrary = (file: string): boolean => libraryFolder !== "" && file.startsWith(libraryFolder);
let libraryFolder = "";

const api = new API({
  cwd: folder,
  fs: {
    readFile: (file) => (isLibrary(file) ? undefined : (files.get(file) ?? null)),
    fileExists: (file) => (isLibrary(file) ? undefined : files.has(file)),
    directoryExists: (name) => name === folder,
    getAccessibleEntries: (name) => ({
      files: name === folder ? [...files.keys()].map((file) => path.basename(file)) : [],
      directories: [],
    }),
    realpath: (name) => name,
  },
});

let snapshot: Snapshot | undefined;

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
  const { header, text } = textOf(code, own);
  files.set(current, text);
  const next = api.updateSnapshot(
    snapshot === undefined
      ? { openProjects: [config] }
      : {
          fileChanges: { changed: [current], ...(created.length > 0 ? { created: created.splice(0) } : {}) },
        },
  );
  snapshot?.dispose();
  snapshot = next;
  const [project] = next.getProjects();
  if (project === undefined) throw new Error("the compiler opened no project");
  const syntax = project.program.getSyntacticDiagnostics(current);
  const found = syntax.length > 0 ? syntax : project.program.getSemanticDiagnostics(current);
  const shift = header.length + 1;
  return found
    .map((mistake) => ({
      code: mistake.code,
      start: mistake.pos - shift,
      end: mistake.end - shift,
      text: mistake.text,
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

/** The compiler's process, for the case that it must be ended while this thread waits for it. */
function compiler(): { readonly pid?: number; readonly file?: string } {
  let place: unknown = api;
  for (const part of ["client", "channel", "child"])
    place = typeof place === "object" && place !== null ? Reflect.get(place, part) : undefined;
  if (typeof place !== "object" || place === null) return {};
  const pid: unknown = Reflect.get(place, "pid");
  const file: unknown = Reflect.get(place, "spawnfile");
  return { ...(typeof pid === "number" ? { pid } : {}), ...(typeof file === "string" ? { file } : {}) };
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

answer(() => {
  if (!isData(workerData)) throw new Error("the check was started without declarations");
  const { pid, file } = compiler();
  if (file !== undefined) libraryFolder = `${path.dirname(file)}/`;
  files.set(`${folder}/tools.d.ts`, workerData.tools);
  files.set(`${folder}/globals.d.ts`, workerData.globals);
  files.set(
    config,
    JSON.stringify({ compilerOptions: options, files: ["tools.d.ts", "globals.d.ts", "current.ts"] }),
  );
  if (!isAwake()) throw new Error("the compiler let a wrong cell pass, or refused a right one");
  return { type: "ready", compiler: pid };
});
parentPort?.on("message", (order: CheckOrder) => answer(() => obey(order)));
