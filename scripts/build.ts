/** Builds dist/: a bundle for Node with its workers and assets, and the types of the public API. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { rolldown, type OutputOptions, type Plugin } from "rolldown";

const root = path.dirname(import.meta.dirname);
const source = path.join(root, "src");
const made = path.join(root, "dist");
/** Where it is built; it takes the place of the old one when it is whole, so that a tackle that runs meanwhile finds its files. */
const dist = path.join(root, `.dist-${process.pid}`);

/** Packages that stay outside: native binaries, and WASM found beside its own code. */
const external = [
  /^typescript6?(\/|$)/,
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

/** Imported, a module of Node is read export by export, and some load much when they are read: all of `fetch`, every kind of stream. */
const builtinsAsked: Plugin = {
  name: "builtins-asked",
  renderChunk: (code) =>
    code.replaceAll(
      /^import (?:(?:\* as )?([\w$]+))?(?:, )?(\{[^}]*\})? from "(node:[\w/]+)";$/gm,
      (_whole, whole: string | undefined, names: string | undefined, module: string) =>
        [whole, names?.replaceAll(" as ", ": ")]
          .flatMap((to) => to ?? [])
          .map((to) => `const ${to} = globalThis.process.getBuiltinModule("${module}");`)
          .join(" "),
    ),
};

/** Imported by this name, all of zod is made at start, used or not; imported whole, only what is used is in the bundle. */
const zodShaken: Plugin = {
  name: "zod-shaken",
  transform: (code) =>
    code.replaceAll(/^import \{ z \} from "zod(?:\/v4)?";$/gm, 'import * as z from "zod/v4";'),
};

/** What is loaded together lies together, with all that it imports, since every file costs: what looks at sessions, then what runs one. */
const groups = [
  { name: "look", priority: 2, test: /\/src\/surfaces\/cli\/(?:sessions|show)\.ts$/ },
  {
    name: "run",
    priority: 1,
    test: /\/src\/(?:surfaces\/cli\/run|session|agent|models\/dialect\/cell-tools)\.ts$/,
  },
];

async function bundle(input: Record<string, string> | string, output: OutputOptions): Promise<void> {
  const rolled = await rolldown({
    input,
    platform: "node",
    external,
    plugins: [namedFiles, zodShaken, builtinsAsked],
    transform: { inject: { Headers: [path.join(import.meta.dirname, "headers.ts"), "Headers"] } },
    logLevel: "warn",
    // What is imported late may lie in a group all the same.
    checks: { ineffectiveDynamicImport: false },
  });
  await rolled.write({ dir: dist, comments: { legal: true, annotation: false, jsdoc: false }, ...output });
  await rolled.close();
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

const facade = /^export \{ ([^}]+) \} from ("\.\/[^"]+");\s*$/;

/** A file that only hands on what lies in another is asked for there: each file that is not loaded is most of a millisecond at start. */
function foldFacades(): void {
  const names = readdirSync(dist).filter((each) => script.test(each));
  const codes = new Map(names.map((name) => [name, readFileSync(path.join(dist, name), "utf8")]));
  for (const [name, text] of codes) {
    const [, handed = "", from] = facade.exec(text) ?? [];
    if (from === undefined || name === "index.js") continue;
    const pairs = handed.split(", ").map((each) => each.split(" as "));
    const members = pairs.map(([inside = "", outside = inside]) => `${outside}: it.${inside}`);
    const asked = `import(${from}).then((it) => ({ ${members.join(", ")} }))`;
    for (const [other, code] of codes)
      codes.set(
        other,
        code.replaceAll(`import("./${name}")`, () => asked),
      );
    if ([...codes.values()].some((code) => code.includes(`"./${name}"`))) continue;
    codes.delete(name);
    rmSync(path.join(dist, name));
  }
  for (const [name, code] of codes) writeFileSync(path.join(dist, name), code);
}

/** One letter outside ASCII makes V8 hold a whole file in two bytes a letter, which costs milliseconds at each start. */
function spellInAscii(): void {
  for (const name of readdirSync(dist).filter((each) => script.test(each))) {
    const file = path.join(dist, name);
    const code = readFileSync(file, "utf8");
    const spelt = code.replaceAll(
      /[^\0-\x7f]/g, // of a letter outside the basic plane both halves, as strings and expressions have them
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    if (spelt !== code) writeFileSync(file, spelt);
  }
}

/** The declarations of the public API. Where the types are wrong the bundle is still made, and the build fails. */
function writeTypes(): void {
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const words = [compiler, "-p", "tsconfig.build.json", "--outDir", path.join(dist, "types")];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/** Builds into the folder `dist` and returns how many files, and bytes, the bundle has. */
async function build(): Promise<{ readonly files: number; readonly bytes: number }> {
  mkdirSync(dist, { recursive: true });
  const entries = { tackle: path.join(source, "surfaces/main.ts"), index: path.join(source, "index.ts") };
  await bundle(entries, {
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: { groups },
  });
  await bundleWorkers();
  foldFacades();
  spellInAscii();
  const files = readdirSync(dist);
  const bytes = files.reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0);
  if (!process.argv.includes("--no-types")) writeTypes();
  return { files: files.length, bytes };
}

const started = performance.now();
try {
  const { files, bytes } = await build();
  rmSync(made, { recursive: true, force: true });
  renameSync(dist, made);
  const took = Math.round(performance.now() - started);
  console.log(`dist: ${files} files, ${Math.round(bytes / 1024)} kB, in ${took} ms`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(dist, { recursive: true, force: true });
}
