/** Cells of one call each: what the tools of other harnesses come to, and how they are told from other cells. */
import type { Draft } from "../../core/cell.ts";

/** A value as a literal. */
const literal = (value: unknown): string => JSON.stringify(value);

export const readCell = (path: string): Draft => ts(`console.log(await files.read(${literal(path)}))`);

/** Lines `from` to `to`, from 1 and both included; without `to` all that follow. */
export const readLinesCell = (path: string, from: number, to?: number): Draft =>
  ts(
    `console.log((await files.read(${literal(path)})).split("\\n").slice(${from - 1}${to === undefined ? "" : `, ${to}`}).join("\\n"))`,
  );

export const listCell = (folder: string): Draft =>
  ts(`console.log((await files.list(${literal(folder)})).join("\\n"))`);

export const writeCell = (path: string, text: string): Draft =>
  ts(`await files.write(${literal(path)}, ${literal(text)})`);

export const editCell = (path: string, old: string, replacement: string): Draft =>
  ts(`await files.edit(${literal(path)}, ${literal(old)}, ${literal(replacement)})`);

/** The path that such a cell reads whole. */
export const pathRead = (draft: Draft): string | undefined =>
  textsIn(draft, /^console\.log\(await files\.read\((.*)\)\)$/s, 1)?.[0];

/** Path and text of such a cell. */
export const written = (draft: Draft): readonly string[] | undefined =>
  textsIn(draft, /^await files\.write\((.*)\);?$/s, 2);

/** Path, old and new text of such a cell. */
export const edited = (draft: Draft): readonly string[] | undefined =>
  textsIn(draft, /^await files\.edit\((.*)\);?$/s, 3);

/** The arguments of a cell that is this one call, when all of them are literals; a cell in other words is not understood, which is no harm. */
function textsIn({ language, code }: Draft, form: RegExp, count: number): readonly string[] | undefined {
  const inner = language === "ts" ? form.exec(code)?.[1] : undefined;
  if (inner === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(`[${inner}]`);
    if (!Array.isArray(values) || values.length !== count) return undefined;
    return values.every((value): value is string => typeof value === "string") ? values : undefined;
  } catch {
    return undefined;
  }
}

export const ts = (code: string): Draft => ({ language: "ts", code });

/** A program in Python, for dialects without a tool for it. */
export const pythonInShell = ({ language, code }: Draft): string | undefined => {
  if (language !== "py") return undefined;
  const end = code.includes("\nEND") ? `END_${code.length}` : "END";
  return `python3 - <<'${end}'\n${code}\n${end}`;
};
