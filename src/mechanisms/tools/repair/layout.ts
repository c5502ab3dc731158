/** How a project is tested, as far as the warm workers can do it too. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Check } from "../../../core/finding.ts";

/** The files to run, and how. Paths are relative to the workspace, sorted. */
export type Layout =
  | {
      readonly type: "ready";
      readonly language: "javascript" | "python";
      readonly files: readonly string[];
      /** True when each file is a program that fails by its exit or by throwing. */
      readonly script: boolean;
    }
  | { readonly type: "unsupported"; readonly why: string };

const skipped = /(?:^|\/)(?:node_modules|\.git|\.venv|venv|dist|coverage|__pycache__)(?:\/|$)/;

/** The layout that a check implies. Reads the workspace; runs nothing. */
export function findLayout(root: string, check: Check): Layout {
  // What bounds the whole run is not the runner.
  const command = expandScript(root, check.command).replace(/^timeout\s+(?:-\S+\s+)*[\d.]+[smhd]?\s+/, "");
  const words = command
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^['"]|['"]$/g, ""));
  if (/[|;<>`$()]|&&/.test(command))
    return unsupported(`the check \`${command}\` is more than one simple command`);
  const program = path.basename(words.find((word) => !word.includes("=")) ?? "");
  const rest = words.slice(words.findIndex((word) => path.basename(word) === program) + 1);
  if (/^node(?:js)?$/.test(program)) return nodeLayout(root, rest);
  const runner = words.find((word) => /^(?:vitest|jest)$/.test(path.basename(word)));
  if (runner && /^(?:vitest|jest|npx|pnpx|yarn|bunx)$/.test(program))
    return runnerLayout(root, words.slice(words.indexOf(runner) + 1));
  if (/^(?:python[\d.]*|pytest|py\.test|uv|poetry)$/.test(program)) return pythonLayout(root, program, rest);
  return unsupported(
    `tests run by \`${program || command}\` are not supported yet: only node --test, vitest, jest, unittest, pytest and plain scripts are`,
  );
}

const unsupported = (why: string): Layout => ({ type: "unsupported", why });

/** `npm test` and its kin stand for a script of package.json. */
function expandScript(root: string, command: string): string {
  const name = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+|run-script\s+)?(?:-s\s+|--silent\s+)?([\w:.-]+)\s*$/.exec(
    command.trim(),
  )?.[1];
  if (name === undefined) return command;
  try {
    const parsed: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const scripts: unknown =
      typeof parsed === "object" && parsed !== null && "scripts" in parsed ? parsed.scripts : {};
    const script: unknown =
      typeof scripts === "object" && scripts !== null ? Reflect.get(scripts, name) : undefined;
    return typeof script === "string" ? script : command;
  } catch {
    return command;
  }
}

function find(root: string, patterns: readonly string[]): string[] {
  const found = globSync([...patterns], { cwd: root, exclude: (name) => skipped.test(name) });
  return [...new Set(found)]
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => !skipped.test(name) && isFile(root, name))
    .toSorted();
}

const isFile = (root: string, name: string): boolean =>
  statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile() ?? false;

/** The files that arguments name: files, folders, patterns. */
function named(root: string, given: readonly string[], inFolder: string): string[] {
  return find(
    root,
    given.map((one) => {
      const isFolder = statSync(path.join(root, one), { throwIfNoEntry: false })?.isDirectory() ?? false;
      return isFolder ? path.posix.join(one, inFolder) : one;
    }),
  );
}

/** What `node --test` runs when it is given no names. */
const nodePatterns = [
  "**/*.{test,spec}.",
  "**/*-test.",
  "**/*_test.",
  "**/test-*.",
  "**/test.",
  "**/test/**/*.",
].map((stem) => `${stem}{js,mjs,cjs,ts,mts,cts}`);

function nodeLayout(root: string, rest: readonly string[]): Layout {
  const given = rest.filter((word) => !word.startsWith("-"));
  const files =
    given.length > 0
      ? named(root, given, "**/*.{js,mjs,cjs,ts,mts,cts}")
      : rest.includes("--test")
        ? find(root, nodePatterns)
        : [];
  if (files.length === 0) return unsupported("no test files were found");
  return {
    type: "ready",
    language: "javascript",
    files,
    script: !rest.includes("--test") && given.length > 0 && !usesNodeTest(root, files),
  };
}

/** What vitest and jest run when they are given no names. */
const runnerPatterns = ["**/*.{test,spec}.", "**/__tests__/**/*."].map(
  (stem) => `${stem}{js,mjs,cjs,ts,mts,cts}`,
);

function runnerLayout(root: string, rest: readonly string[]): Layout {
  const given = rest.filter((word) => !word.startsWith("-") && !/^(?:run|watch)$/.test(word));
  const all = find(root, runnerPatterns);
  // A name is part of a path, as these runners have it.
  const files = given.length > 0 ? all.filter((file) => given.some((part) => file.includes(part))) : all;
  return files.length > 0
    ? { type: "ready", language: "javascript", files, script: false }
    : unsupported("no test files were found");
}

const usesNodeTest = (root: string, files: readonly string[]): boolean =>
  files.some((file) => readFileSync(path.join(root, file), "utf8").includes("node:test"));

function pythonLayout(root: string, program: string, words: readonly string[]): Layout {
  const joined = words.join(" ");
  const isPytest = /^(?:pytest|py\.test)$/.test(program) || /(?:^|\s)pytest(?:\s|$)/.test(joined);
  const isUnittest = /-m unittest(?:\s|$)/.test(joined);
  const rest = words.filter(
    (word) => !word.startsWith("-") && !/^(?:run|pytest|unittest|discover|python[\d.]*)$/.test(word),
  );
  const given = rest.map((word) =>
    existsSync(path.join(root, word)) ? word : `${word.replaceAll(".", "/")}.py`,
  );
  const existing = given
    .map((word) => word.replace(/::.*$/, ""))
    .filter((word) => existsSync(path.join(root, word)));
  const patterns = isPytest ? ["**/test_*.py", "**/*_test.py"] : ["**/test*.py"];
  if (!isPytest && !isUnittest) {
    const file = existing.find((one) => one.endsWith(".py"));
    return file
      ? { type: "ready", language: "python", files: [file], script: true }
      : unsupported("no script was found");
  }
  const files =
    existing.length > 0
      ? named(root, existing, isPytest ? "**/{test_*,*_test}.py" : "**/test*.py")
      : find(root, patterns);
  return files.length > 0
    ? { type: "ready", language: "python", files, script: false }
    : unsupported("no test files were found");
}
