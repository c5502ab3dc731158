/** The names in a workspace, for completion. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { sanitizeLine } from "../sanitize.ts";

/** Nobody picks from more than these. */
const most = 20_000;
/** A list is as old as this at most. Milliseconds. */
const age = 5_000;

const passedOver = new Set([".git", "node_modules", ".venv", "__pycache__", "dist", "target", ".cache"]);

export interface Names {
  /** Paths with `/`, folders with one at their end, nearest to the root first. */
  list(): readonly string[];
}

/** Names that could steer a terminal are left out. */
export function createNames(root: string): Names {
  let names: readonly string[] = [];
  let read = -Infinity;
  return {
    list() {
      if (performance.now() - read > age) {
        names = walk(root);
        read = performance.now();
      }
      return names;
    },
  };
}

function walk(root: string): readonly string[] {
  const names: string[] = [];
  let folders = [""];
  while (folders.length > 0 && names.length < most) {
    const below: string[] = [];
    for (const folder of folders) {
      for (const entry of entriesOf(path.join(root, folder))) {
        const { name } = entry;
        if (passedOver.has(name) || sanitizeLine(name) !== name || /\s/.test(name)) continue;
        const whole = folder + name;
        if (entry.isDirectory()) below.push(`${whole}/`);
        names.push(entry.isDirectory() ? `${whole}/` : whole);
      }
      if (names.length >= most) break;
    }
    folders = below;
  }
  return names;
}

function entriesOf(folder: string): readonly import("node:fs").Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The best names for what was typed: where it stands in the last part before where it stands at all, then its letters in order. */
export function matching(names: readonly string[], typed: string, limit: number): readonly string[] {
  const wanted = typed.toLowerCase();
  const scored = names.flatMap((name) => {
    const score = scoreOf(name.toLowerCase(), wanted);
    return score === undefined ? [] : [{ name, score }];
  });
  return scored
    .toSorted((a, b) => a.score - b.score || a.name.length - b.name.length)
    .slice(0, limit)
    .map(({ name }) => name);
}

function scoreOf(name: string, wanted: string): number | undefined {
  const last = name.replace(/\/$/, "").split("/").at(-1) ?? "";
  if (name.startsWith(wanted)) return 0;
  if (last.startsWith(wanted)) return 1;
  if (last.includes(wanted)) return 2;
  if (name.includes(wanted)) return 3;
  let at = -1;
  for (const letter of wanted) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return 4;
}
