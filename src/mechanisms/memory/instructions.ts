/** The project's own voice: AGENTS.md and its kin, from the top of the repository down to the workspace, after the user's own. */
import { hash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { FactBody, FactOf } from "../../core/fact.ts";

/** One file of instructions, as far as it is told. */
export interface Instruction {
  readonly path: string;
  readonly text: string;
  /** sha256 of all of it. */
  readonly hash: string;
  /** Bytes of all of it. */
  readonly bytes: number;
  /** Bytes of its end that are left out. */
  readonly cut: number;
}

/** In each folder the first of these that there is speaks for it. */
const names = ["AGENTS.override.md", "AGENTS.md", "CLAUDE.md"] as const;
/** Folders above the workspace that are looked at for the top of its repository. */
const highest = 40;
/** No one writes instructions of this many bytes. */
const absurd = 4 * 1024 * 1024;

/** Bytes of instructions that are told, all in all. */
export const instructionLimit = 32 * 1024;

/**
 * The instructions that hold in a workspace, the nearest last. What lies nearest is told first when there are more than `limit` bytes.
 * A file whose link leads out of the repository is not read: it would be someone else's secret. `config` is the user's own folder.
 */
export function readInstructions(
  root: string,
  config: string | undefined,
  limit = instructionLimit,
): readonly Instruction[] {
  const [top, folders] = upwards(root);
  const found = [
    ...(config === undefined ? [] : findIn(config, undefined, limit)),
    ...folders.flatMap((folder) => findIn(folder, top, limit)),
  ];
  let left = limit;
  const told = found.toReversed().map(({ path: place, text, hash: name, bytes }) => {
    const shown = clip(text, left);
    const size = Buffer.byteLength(shown);
    left -= size;
    return { path: place, text: shown, hash: name, bytes, cut: bytes - size };
  });
  return told.toReversed();
}

/** The top of the repository, and the folders from there down to the workspace; without a repository the workspace alone. */
function upwards(root: string): readonly [string, readonly string[]] {
  const folders: string[] = [];
  for (let folder = root; folders.length < highest; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (existsSync(path.join(folder, ".git"))) return [folder, folders];
    if (path.dirname(folder) === folder) break;
  }
  return [root, [root]];
}

function findIn(folder: string, top: string | undefined, limit: number): readonly Omit<Instruction, "cut">[] {
  for (const name of names) {
    const place = path.join(folder, name);
    const seen = statSync(place, { throwIfNoEntry: false });
    if (seen?.isFile() !== true || seen.size > absurd) continue;
    if (top !== undefined && !isWithin(realpathSync(place), top)) continue;
    const bytes = readFileSync(place);
    const text = clip(bytes.toString("utf8"), limit);
    if (text.trim() === "") continue;
    return [{ path: place, text, hash: hash("sha256", bytes), bytes: bytes.length }];
  }
  return [];
}

const isWithin = (place: string, folder: string): boolean =>
  place.startsWith(folder === "/" ? "/" : `${folder}/`);

/** The start of a text of at most so many bytes, in whole lines. */
function clip(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const start = Buffer.from(text).subarray(0, Math.max(0, bytes)).toString("utf8");
  return start.slice(0, start.lastIndexOf("\n") + 1);
}

/** Instructions as a model reads them. */
export function instructionWords(instructions: readonly Instruction[], root: string): string | undefined {
  const parts = instructions.flatMap(({ path: place, text, cut }) => {
    const name = isWithin(place, root) ? path.relative(root, place) : place;
    const left = cut > 0 ? `\n[${cut} bytes more in ${name}]` : "";
    return [`<instructions from=${JSON.stringify(name)}>\n${text.trim()}${left}\n</instructions>`];
  });
  if (parts.length === 0) return undefined;
  return `What the user and the project ask of whoever works here; where they differ, the last holds.\n${parts.join("\n")}`;
}

/** The fact that these were read; undefined when the last such fact says the same. */
export function instructionsFact(
  instructions: readonly Instruction[],
  last: FactOf<"instructions.read"> | undefined,
): FactBody | undefined {
  const files = instructions.map(({ path: place, hash: name, bytes }) => ({
    path: place,
    hash: name,
    bytes,
  }));
  const cut = instructions.some((each) => each.cut > 0);
  const same = last !== undefined && JSON.stringify(last.files) === JSON.stringify(files) && last.cut === cut;
  const nothing = last === undefined && files.length === 0;
  return same || nothing ? undefined : { type: "instructions.read", files, cut };
}
