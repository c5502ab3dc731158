/** Sensor: added blocks of lines that stand elsewhere in the project already. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Finding } from "../../../core/finding.ts";
import { textOn, type Line } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";
import { isProgram } from "./tokens.ts";

/** Lines with something in them that make a block. */
const blockSize = 6;
const fileLimit = 400;
const sizeLimit = 200_000;

const telling = ({ text }: Line): boolean =>
  /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(text) && !/^\s*(?:\/\/|#|\*|import\b|from\b)/.test(text);

/** Runs of `blockSize` lines, told by their words alone. */
function blocks(lines: readonly Line[]): { key: string; line: number }[] {
  const kept = lines.filter(telling);
  return kept.slice(0, Math.max(0, kept.length - blockSize + 1)).flatMap((first, at) => {
    const part = kept.slice(at, at + blockSize);
    return [{ key: part.map(({ text }) => text.trim()).join("\n"), line: first.line }];
  });
}

const numbered = (text: string): Line[] => text.split("\n").map((line, at) => ({ line: at + 1, text: line }));

/** Programs of the project, up to a number: those beside the change first. */
function programs(root: string, from: readonly string[]): string[] {
  const found: string[] = [];
  const queue = [...new Set([...from.map((file) => path.posix.dirname(file)), "."])];
  const seen = new Set<string>();
  for (let folder = queue.shift(); folder !== undefined && found.length < fileLimit; folder = queue.shift()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const entry of list(path.join(root, folder))) {
      const file = path.posix.join(folder, entry.name);
      if (
        entry.isDirectory() &&
        !/^(?:\.|node_modules$|dist$|build$|target$|vendor$|__pycache__$)/.test(entry.name)
      )
        queue.push(file);
      if (entry.isFile() && isProgram(file) && statSync(path.join(root, file)).size < sizeLimit)
        found.push(file);
    }
  }
  return found;
}

function list(folder: string): ReturnType<typeof entries> {
  try {
    return entries(folder);
  } catch {
    return [];
  }
}
const entries = (folder: string) => readdirSync(folder, { withFileTypes: true });

function findCopies({ patch, sources, lines }: Subject): Finding[] {
  const wanted = new Map<string, { file: string; line: number }>();
  for (const file of sources.filter(isProgram))
    for (const { key, line } of blocks(lines.get(file)?.added ?? [])) wanted.set(key, { file, line });
  if (wanted.size === 0) return [];
  const copies = new Map<string, Finding>();
  for (const other of programs(patch.root, sources)) {
    const added = new Set((lines.get(other)?.added ?? []).map(({ line }) => line));
    for (const { key, line } of blocks(numbered(textOn(patch, "after", other) ?? ""))) {
      const place = wanted.get(key);
      if (!place || (place.file === other && added.has(line))) continue;
      const at = `${place.file} ${other}`;
      if (copies.has(at)) continue;
      copies.set(at, {
        sensor: "duplicates",
        severity: "note",
        message: `${place.file}:${place.line} repeats lines that stand in ${other}:${line}`,
        location: place,
        sign: "duplicate",
      });
    }
  }
  return [...copies.values()];
}

export const duplicateSensor: Sensor = {
  name: "duplicates",
  cost: "instant",
  covers: `added blocks of ${blockSize} or more lines that stand elsewhere, in up to ${fileLimit} programs of the project`,
  confidence: "certain",
  blind: ["copies with renamed variables", "files further away in large projects"],
  run: async (subject) => ({ verdict: "green", findings: findCopies(subject) }),
};
