/** Builds dist/: a bundle for Node with its workers and assets, and the types of the public API. */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { rolldown, type OutputOptions, type Plugin } from "rolldown";

const root = path.dirname(import.meta.dirname);
const source = path.join(root, "src");
const dist = path.join(root, "dist");

/** Packages that stay outside: native binaries, and WASM found beside its own code. */
const external = [
  /^typescript(\/|$)/,
  /^oxc-parser(\/|$)/,
  /^web-tree-sitter(\/|$)/,
  /^@vscode\/tree-sitter-wasm(\/|$)/,
];

const named = /new URL\(\s*(["'])(\.{1,2}\/[^"']+)\1,\s*import\.meta\.url,?\s*\)/g;
const script = /\.[cm]?[jt]s$/;

/** Scripts still to bundle and those that are: source path to the name in dist. */
const workers = new Map<string, string>();

/** The flat name in dist of a file that is named, not imported. */
function nameInDist(file: string): string {
  const inside = path.relative(source, file);
  const flat = inside.startsWith("..") ? path.basename(file) : inside.replaceAll(path.sep, ".");
  return flat.replace(/\.(?:ts|mts|js|mjs)$/, ".mjs").replace(/\.(?:cts|cjs)$/, ".cjs");
}

/** Finds files that are named by URL, has them put into dist, and points the expression there. */
const namedFiles: Plugin = {
  name: "named-files",
  transform(code, id) {
    if (!id.startsWith(source) || !code.includes("import.meta.url")) return undefined;
    return code.replaceAll(named, (whole: string, _quote: string, to: string) => {
      const file = path.resolve(path.dirname(id), to);
      if (!existsSync(file) || statSync(file).isDirectory()) return whole;
      const name = nameInDist(file);
      if (script.test(file)) workers.set(file, name);
      else copyFileSync(file, path.join(dist, name));
      return `new URL("./${name}", import.meta.url)`;
    });
  },
};

async function bundle(input: Record<string, string> | string, output: OutputOptions): Promise<void> {
  const made = await rolldown({ input, platform: "node", external, plugins: [namedFiles], logLevel: "warn" });
  await made.write({ dir: dist, comments: { legal: true, annotation: false, jsdoc: false }, ...output });
  await made.close();
}

async function bundleWorkers(): Promise<void> {
  const done = new Set<string>();
  // A worker may name workers of its own, which joins them to the map while it is walked.
  for (const [file, name] of workers) {
    if (done.has(file)) continue;
    done.add(file);
    await bundle(file, {
      entryFileNames: name,
      codeSplitting: false,
      format: name.endsWith(".cjs") ? "cjs" : "esm",
    });
  }
}

function writeTypes(): void {
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
}

const started = performance.now();
rmSync(dist, { recursive: true, force: true });
const entries = { tackle: path.join(source, "surfaces/main.ts"), index: path.join(source, "index.ts") };
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
mkdirSync(dist, { recursive: true });
await bundle(present, { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
await bundleWorkers();
if (!process.argv.includes("--no-types")) writeTypes();
const files = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isFile());
const bytes = files.reduce((sum, entry) => sum + statSync(path.join(dist, entry.name)).size, 0);
console.log(
  `dist: ${files.length} files, ${Math.round(bytes / 1024)} kB, in ${Math.round(performance.now() - started)} ms`,
);
