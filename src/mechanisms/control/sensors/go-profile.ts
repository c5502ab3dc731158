/** Reads which of the asked lines a Go cover profile says have run. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CheckRun } from "../../../core/finding.ts";
import type { AskedLines } from "./prologue.ts";

/** A piece of a file that runs as a whole, with how often it ran. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What a profile calls a file of the workspace: the path of its module, and its place in that. */
export function importName(root: string, file: string): string | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const settings = path.join(root, folder, "go.mod");
    if (existsSync(settings)) {
      const [, name] = /^module\s+"?([^\s"]+)/m.exec(readFileSync(settings, "utf8")) ?? [];
      return name && path.posix.join(name, path.relative(folder, file));
    }
    if (folder === ".") return undefined;
  }
}

/**
 * The lines of `profile` (`name.go:12.3,15.2 2 1`: from, to, statements, times) for the asked ones, by the blocks that they belong to; a
 * line in no block, such as a declaration, cannot run. Every package's tests write blocks of their own, so one that ran is enough.
 */
export function readGoProfile(
  profile: string,
  root: string,
  asked: AskedLines,
): NonNullable<CheckRun["coverage"]> {
  const blocks = new Map<string, Map<string, Block>>();
  for (const line of profile.split("\n")) {
    const [, name, place, from, to, count] = /^(.+):((\d+)\.\d+,(\d+)\.\d+) \d+ (\d+)$/.exec(line) ?? [];
    if (name === undefined || place === undefined) continue;
    const own = blocks.get(name) ?? new Map<string, Block>();
    const before = own.get(place)?.count ?? 0;
    blocks.set(name, own.set(place, { from: Number(from), to: Number(to), count: before + Number(count) }));
  }
  return [...asked].flatMap(([file, lines]) => {
    const own = blocks.get(importName(root, file) ?? "");
    if (!own) return [];
    const told = lines.flatMap((line) => {
      const holding = holders([...own.values()], line);
      return holding.length === 0 ? [] : [{ line, ran: holding.every(({ count }) => count > 0) }];
    });
    const ran = told.filter((one) => one.ran).map(({ line }) => line);
    return [{ file, lines: told.map(({ line }) => line), ran }];
  });
}

/** The blocks a line belongs to: those on it alone, else the one it is amid, else the one that ends on it (`if a {` ends one and begins one). */
function holders(blocks: readonly Block[], line: number): readonly Block[] {
  const kinds = [
    blocks.filter(({ from, to }) => from === line && to === line),
    blocks
      .filter(({ from, to }) => from < line && line < to)
      .toSorted((a, b) => a.to - a.from - (b.to - b.from))
      .slice(0, 1),
    blocks.filter(({ from, to }) => from < line && to === line),
    blocks.filter(({ from, to }) => from === line && line < to),
  ];
  return kinds.find((kind) => kind.length > 0) ?? [];
}
