/** Makes a TypeScript cell into JavaScript for V8's REPL mode, with every token where the model wrote it. */
import { stripTypeScriptTypes } from "node:module";
import process from "node:process";
import { parseSync, type Program } from "oxc-parser";
import type { Problem } from "../../core/cell.ts";
import { type Binding, type Edit, type Name, normalise, type Scope } from "./normalise.ts";

export interface Prepared {
  readonly type: "prepared";
  /** What V8 runs. */
  readonly js: string;
  /** What is type-checked: the cell without its `export` words. */
  readonly source: string;
  readonly names: readonly Name[];
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly program: Program;
}

/** A cell ready to run, or the mistakes for which it cannot. */
export type Preparation = Prepared | { readonly type: "broken"; readonly problems: readonly Problem[] };

/** Prepares a cell in the scope that earlier ones left. */
export function prepare(code: string, scope: Scope): Preparation {
  const { program, errors } = parseSync("cell.ts", code, { sourceType: "module" });
  if (errors.length > 0) {
    const problems = errors.map(({ message, labels }) =>
      problemAt(code, labels[0]?.start ?? 0, "syntax", message),
    );
    return { type: "broken", problems };
  }
  const plan = normalise(program, code, scope);
  const taken = plan.names.filter(({ name, kind }) => kind !== "type" && scope.reserved.has(name));
  if (taken.length > 0)
    return { type: "broken", problems: taken.map(({ name }) => reservedName(code, name)) };
  try {
    const edited = apply(code, plan.edits);
    const js = hasTypes(program) ? strip(edited) : edited;
    return {
      type: "prepared",
      js,
      source: apply(code, plan.erased),
      names: plan.names,
      bindings: plan.bindings,
      program,
    };
  } catch (error) {
    return { type: "broken", problems: [refusedSyntax(code, program, error)] };
  }
}

function problemAt(source: string, offset: number, code: string, message: string): Problem {
  return { ...placeOf(source, offset), code, message };
}

/** Where an offset lies, from 1. */
export function placeOf(code: string, offset: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Whether there is anything to blank. Most cells have nothing, and the stripper takes 30 ms to load. */
function hasTypes(program: Program): boolean {
  // Quotes in a cell's own texts are escaped here, so they look like none of these.
  return /"type":"TS|"(?:import|export)Kind":"type"|"(?:declare|abstract|override|readonly|definite|optional)":true|"accessibility":"|"name":"this"/.test(
    JSON.stringify(program, (_key, value: unknown) => (typeof value === "bigint" ? "" : value)),
  );
}

let hasStripped = false;

/** The cell with its types blanked. Throws for what is not erasable. */
export function strip(code: string): string {
  if (hasStripped) return stripTypeScriptTypes(code);
  // Older Nodes warn on first use that this is experimental; nobody can act on it.
  hasStripped = true;
  const warned = Object.getOwnPropertyDescriptor(process, "emitWarning");
  Object.defineProperty(process, "emitWarning", { value: () => {}, configurable: true, writable: true });
  try {
    return stripTypeScriptTypes(code);
  } finally {
    if (warned) Object.defineProperty(process, "emitWarning", warned);
  }
}

function apply(code: string, edits: readonly Edit[]): string {
  let text = code;
  for (const { start, end, text: words } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end))
    text = text.slice(0, start) + words + text.slice(end);
  return text;
}

function reservedName(code: string, name: string): Problem {
  const at = Math.max(0, code.search(new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`)));
  const message = `\`${name}\` is part of the api; choose another name for a variable`;
  return problemAt(code, at, "reserved", message);
}

function refusedSyntax(code: string, program: Program, error: unknown): Problem {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  const odd = program.body.find(({ type }) => /^TS(Enum|Module|ImportEquals)/.test(type));
  return problemAt(code, odd?.start ?? 0, "syntax", message);
}
