/** The workspace's own modules, always as they are now. */
import { statSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Running, state } from "./state.mts";

const root = `${process.cwd()}/`;
const rootUrl = pathToFileURL(root).href;
/** What each loaded file of the workspace was like when it was loaded. */
const loaded = new Map<string, string>();
/** Part of each module's address, so that a new one means a new module. 0 before the first import. */
let generation = 0;
/** What had changed when a generation ended. */
const changes = new Map<number, readonly string[]>();

/** A cell that imported a file, the names that it declares, and until which generation it was told of that. */
interface Holder {
  readonly cell: string;
  readonly names: readonly string[];
  readonly file: string;
  readonly generation: number;
  told: number;
}

const holders: Holder[] = [];

function hold(file: string): void {
  const { current } = state;
  if (current === undefined) return;
  const { cell, names } = current;
  if (holders.some((held) => held.cell === cell && held.file === file && held.generation === generation))
    return;
  holders.push({ cell, names, file, generation, told: generation });
}

/** A line for each module of which the cell used what an earlier one imported, and which has changed since. */
export function oldModules({ cell, code, names }: Running): readonly string[] {
  if (holders.length === 0) return [];
  refresh();
  const words = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return holders.flatMap((held) => {
    if (held.told === generation) return [];
    const used = held.names.filter(
      (name) => words.has(name) && (held.cell === cell || !names.includes(name)),
    );
    const renewed = holders.some((other) => other.cell === cell && other.generation === generation);
    if (used.length === 0 || (held.cell === cell && renewed)) return [];
    held.told = generation;
    const changed = changes.get(held.generation) ?? [];
    const which = changed.includes(held.file) ? held.file : changed[0];
    return [
      `${nameOf(which ?? held.file)} has changed since ${held.cell} imported ${nameOf(held.file)}: what ${used.join(", ")} came from is the old one; import it again`,
    ];
  });
}

const nameOf = (file: string): string => path.relative(root, file);

const isOurs = (place: string, start: string): boolean =>
  place.startsWith(start) && !place.includes("/node_modules/");

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? "" : `${found.mtimeNs}:${found.size}:${found.ino}`;
}

let required: NodeJS.Require | undefined;
const inner = (): NodeJS.Require => (required ??= createRequire(path.join(root, "cell.js")));

/** `require` as a file in the workspace's root would have it. */
export function createCellRequire(): NodeJS.Require {
  const { resolve: find, cache, extensions, main } = inner();
  const load = (id: string): unknown => {
    refresh();
    return inner()(id);
  };
  return Object.assign(load, { resolve: find, cache, extensions, main });
}

/** To be called before a cell that imports; costs nothing to a kernel that never does. */
export function watchModules(): void {
  if (generation > 0) return;
  generation = 1;
  registerHooks({ resolve });
}

/** When any loaded file changed, all are loaded anew: an unchanged one may import a changed one. */
function refresh(): void {
  const changed = [...loaded].flatMap(([file, stamp]) => (stampOf(file) === stamp ? [] : [file]));
  if (changed.length === 0) return;
  changes.set(generation, changed);
  generation++;
  loaded.clear();
  const { cache } = inner();
  for (const file of Object.keys(cache)) if (isOurs(file, root)) Reflect.deleteProperty(cache, file);
}

/** `require` in a cell has the name of no file. */
const isCell = (url: string): boolean => url === pathToFileURL(path.join(root, "cell.js")).href;

type Resolve = Extract<Parameters<typeof registerHooks>[0]["resolve"], Function>;

function resolve(...[specifier, context, next]: Parameters<Resolve>): ReturnType<Resolve> {
  if (context.parentURL === undefined) refresh(); // an import of a cell, as against one of a module
  const found = resolveSource(specifier, (name) => next(name, context));
  if (!isOurs(found.url, rootUrl)) return found;
  const file = fileURLToPath(found.url);
  if (!loaded.has(file)) loaded.set(file, stampOf(file));
  if (context.parentURL === undefined || isCell(context.parentURL)) hold(file);
  if (context.conditions.includes("require") || found.format === "commonjs") return found;
  const url = new URL(found.url);
  url.searchParams.set("tackle", String(generation));
  return { ...found, url: url.href };
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, ".ts"],
  [/\.mjs$/, ".mts"],
  [/\.cjs$/, ".cts"],
  [/$/, ".ts"],
];

/** TypeScript projects name the file that will be built; what is there is its source. */
function resolveSource<Found>(specifier: string, next: (name: string) => Found): Found {
  try {
    return next(specifier);
  } catch (error) {
    if (!/^\.{0,2}\//.test(specifier)) throw error;
    for (const [built, source] of endings) {
      if (!built.test(specifier)) continue;
      try {
        return next(specifier.replace(built, source));
      } catch {
        // the next ending may be there
      }
    }
    throw error;
  }
}
