/** The compiler before the native one, ten times slower and in this thread: for when the native one cannot be had. */
import path from "node:path";
import ts from "typescript6";
import type { Compiler, CompilerFiles } from "./compiler.ts";

/** Sees the same files and nothing else of the host but its own library. */
export function openFallbackCompiler({ folder, current, texts, options }: CompilerFiles): Compiler {
  const converted = ts.convertCompilerOptionsFromJson(options, folder);
  const library = `${path.dirname(ts.getDefaultLibFilePath(converted.options))}/`;
  const read = (file: string): string | undefined =>
    texts.get(file) ?? (file.startsWith(library) ? ts.sys.readFile(file) : undefined);
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => converted.options,
    getScriptFileNames: () => [`${folder}/tools.d.ts`, `${folder}/globals.d.ts`, current],
    getScriptVersion: (file) => (file === current ? String(version) : "1"),
    getScriptSnapshot: (file) => {
      const text = read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    readFile: read,
    fileExists: (file) => read(file) !== undefined,
    directoryExists: (name) => name === folder,
    getDirectories: () => [],
    realpath: (name) => name,
  });
  return {
    check() {
      version++;
      const syntax = service.getSyntacticDiagnostics(current);
      const found = syntax.length > 0 ? syntax : service.getSemanticDiagnostics(current);
      return found.map(({ code, start = 0, length = 0, messageText }) => ({
        code,
        start,
        end: start + length,
        text: typeof messageText === "string" ? messageText : messageText.messageText,
      }));
    },
  };
}
