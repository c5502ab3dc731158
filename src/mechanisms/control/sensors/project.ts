/** What a project's own files say about its checks: they are read, nothing of them runs. */
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import * as z from "zod/mini";
import type { Runner } from "../../../core/finding.ts";

const packageShape = z.object({ scripts: z.optional(z.unknown()) });
const scriptsShape = z.record(z.string(), z.string());

/** The text of a file of the workspace; undefined when it cannot be read. */
export async function readText(root: string, file: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

interface Package {
  readonly scripts: z.infer<typeof scriptsShape>;
}

function parsePackage(text: string): Package | undefined {
  try {
    const { scripts } = packageShape.parse(JSON.parse(text));
    return { scripts: scriptsShape.safeParse(scripts).data ?? {} };
  } catch {
    return undefined;
  }
}

/** The parts of package.json that tell its checks; undefined when there is none or it is broken. */
export async function readPackage(root: string): Promise<Package | undefined> {
  return parsePackage((await readText(root, "package.json")) ?? "");
}

/** File names in a folder of the workspace, without its subfolders'. */
export async function listFolder(root: string, folder: string): Promise<readonly string[]> {
  try {
    return await readdir(path.join(root, folder));
  } catch {
    return [];
  }
}

/** The script that a command such as `npm test` or `pnpm run unit` comes to by the text of a package.json; else the command itself. */
export function scriptIn(packageText: string, command: string): string {
  const scripts = parsePackage(packageText)?.scripts ?? {};
  const name =
    /^\s*(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+)?([\w:.-]+)/.exec(command)?.[1] ??
    /^\s*node\s+--run\s+([\w:.-]+)/.exec(command)?.[1];
  const script = name === undefined ? undefined : scripts[name === "t" ? "test" : name];
  if (script === undefined) return command;
  // A script may call another one (`npm run unit`), but not for ever.
  const inner = /\b(?:npm|pnpm|yarn)\s+run\s+([\w:.-]+)/.exec(script)?.[1];
  const further = inner === undefined ? undefined : scripts[inner];
  return further === undefined ? script : `${script} && ${further}`;
}

/** `scriptIn` for the package.json of a workspace. */
export async function scriptOf(command: string, root: string): Promise<string> {
  return scriptIn((await readText(root, "package.json")) ?? "", command);
}

const words: readonly (readonly [RegExp, Runner])[] = [
  [/\bvitest\b/, "vitest"],
  [/\b(?:jest|react-scripts\s+test)\b/, "jest"],
  [/(?:^|[\s/])_?mocha\b/, "mocha"],
  [/\s--test\b/, "node-test"],
  [/\b(?:pytest|py\.test)\b/, "pytest"],
  [/\bpython[\d.]*\s.*-m\s+unittest\b/, "unittest"],
  [/\bcargo\s+(?:\+\S+\s+)?(?:test|t)\b/, "cargo"],
  [/\bgo\s+test\b/, "go"],
];

/** The runner whose report a command gives, by its words, by the package.json script behind it, and by the script file it runs. */
export async function runnerOf(command: string, root: string): Promise<Runner> {
  const script = await scriptOf(command, root);
  const known = words.find(([pattern]) => pattern.test(script));
  if (known) return known[1];
  const file = /\b(?:node|tsx|python[\d.]*)\s(?:[^|;&]*\s)?([\w./@-]+\.(?:[cm]?[jt]s|py))\b/.exec(
    script,
  )?.[1];
  const text = file === undefined ? undefined : await readText(root, file);
  if (text === undefined) return "command";
  if (/["']node:test["']/.test(text)) return "node-test";
  return /^\s*(?:import|from)\s+unittest\b/m.test(text) && /unittest\.main|\bmain\(/.test(text)
    ? "unittest"
    : "command";
}
