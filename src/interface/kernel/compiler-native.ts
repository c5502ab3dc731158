/** TypeScript's native compiler, over its own process. */
import path from "node:path";
import { API, type Snapshot } from "typescript/unstable/sync";
import type { Compiler, CompilerFiles } from "./compiler.ts";

/** Throws when it cannot be started. */
export function openNativeCompiler({ folder, current, texts, options }: CompilerFiles): Compiler {
  const config = `${folder}/tsconfig.json`;
  const roots = ["tools.d.ts", "globals.d.ts", path.basename(current)];
  const settings = JSON.stringify({ compilerOptions: options, files: roots });
  const read = (file: string): string | undefined => (file === config ? settings : texts.get(file));
  let libraryFolder = "";
  /** It may read its own library and nothing else of the host: for that, `undefined` means "as you would", `null` "not there". */
  const isLibrary = (file: string): boolean => libraryFolder !== "" && file.startsWith(libraryFolder);
  const api = new API({
    cwd: folder,
    fs: {
      readFile: (file) => (isLibrary(file) ? undefined : (read(file) ?? null)),
      fileExists: (file) => (isLibrary(file) ? undefined : read(file) !== undefined),
      directoryExists: (name) => name === folder,
      getAccessibleEntries: (name) => ({
        files: name === folder ? [...texts.keys(), config].map((file) => path.basename(file)) : [],
        directories: [],
      }),
      realpath: (name) => name,
    },
  });
  const { pid, file } = processOf(api);
  if (file !== undefined) libraryFolder = `${path.dirname(file)}/`;
  let snapshot: Snapshot | undefined;
  return {
    ...(pid !== undefined && { process: pid }),
    check(created) {
      const next = api.updateSnapshot(
        snapshot === undefined
          ? { openProjects: [config] }
          : { fileChanges: { changed: [current], ...(created.length > 0 && { created: [...created] }) } },
      );
      snapshot?.dispose();
      snapshot = next;
      const [project] = next.getProjects();
      if (project === undefined) throw new Error("the compiler opened no project");
      const syntax = project.program.getSyntacticDiagnostics(current);
      const found = syntax.length > 0 ? syntax : project.program.getSemanticDiagnostics(current);
      return found.map(({ code, pos, end, text }) => ({ code, start: pos, end, text }));
    },
  };
}

function processOf(api: unknown): { readonly pid?: number; readonly file?: string } {
  let place = api;
  for (const part of ["client", "channel", "child"])
    place = typeof place === "object" && place !== null ? Reflect.get(place, part) : undefined;
  if (typeof place !== "object" || place === null) return {};
  const pid: unknown = Reflect.get(place, "pid");
  const file: unknown = Reflect.get(place, "spawnfile");
  return { ...(typeof pid === "number" ? { pid } : {}), ...(typeof file === "string" ? { file } : {}) };
}
