/** Makes a TypeScript cell into JavaScript for V8's REPL mode, with every token where the model wrote it. */
import { stripTypeScriptTypes } from "node:module";
import process from "node:process";
import {
  type BindingPattern,
  type ExportNamedDeclaration,
  type ImportDeclaration,
  parseSync,
  type Program,
  type VariableDeclaration,
} from "oxc-parser";
import type { Problem } from "../../core/cell.ts";

/** How a top-level name was declared. */
export interface Name {
  readonly name: string;
  readonly kind: "value" | "function" | "class" | "import" | "type";
}

/** How V8 holds a name: its two kinds of global binding do not mix. */
export type Binding = "lexical" | "function";

/** What earlier cells left behind, and the names of the api, which no cell may take. */
export interface Scope {
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly reserved: ReadonlySet<string>;
}

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

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Plan {
  readonly edits: Edit[];
  /** Those of the edits that only take `export` away. */
  readonly erased: Edit[];
  readonly names: Name[];
  readonly bindings: Map<string, Binding>;
}
type Statement = Program["body"][number];

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** The cell ready to run, or the mistakes for which it cannot. */
export function prepare(
  code: string,
  scope: Scope,
): Prepared | { readonly type: "broken"; readonly problems: readonly Problem[] } {
  const { program, errors } = parseSync("cell.ts", code, { sourceType: "module" });
  if (errors.length > 0) {
    const problems = errors.map(({ message, labels }) => ({
      ...placeOf(code, labels[0]?.start ?? 0),
      code: "syntax",
      message,
    }));
    return { type: "broken", problems };
  }
  const plan: Plan = { edits: [], erased: [], names: [], bindings: new Map() };
  for (const statement of program.body) normalise(statement, code, scope, plan);
  const taken = plan.names.filter(({ name, kind }) => kind !== "type" && scope.reserved.has(name));
  if (taken.length > 0)
    return { type: "broken", problems: taken.map(({ name }) => reservedName(code, name)) };
  try {
    const js = strip(apply(code, plan.edits));
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

/** Where an offset lies, from 1. */
export function placeOf(code: string, offset: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

let hasStripped = false;

/** The cell with its types blanked. Throws for what is not erasable. */
export function strip(code: string): string {
  if (hasStripped) return stripTypeScriptTypes(code);
  // Older Nodes warn on first use that this is experimental; nobody can act on it.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(code);
  } finally {
    process.emitWarning = emitWarning;
    hasStripped = true;
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
  return { ...placeOf(code, at), code: "reserved", message };
}

function refusedSyntax(code: string, program: Program, error: unknown): Problem {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  const odd = program.body.find(({ type }) => /^TS(Enum|Module|ImportEquals)/.test(type));
  return { ...placeOf(code, odd?.start ?? 0), code: "syntax", message };
}

function normalise(statement: Statement, code: string, scope: Scope, plan: Plan): void {
  const declaration = withoutExport(statement, code, plan);
  if (declaration === undefined) return;
  switch (declaration.type) {
    case "VariableDeclaration":
      return normaliseVariables(declaration, code, scope, plan);
    case "FunctionDeclaration": {
      const name = declaration.id?.name;
      if (name === undefined || declaration.body === null) return;
      plan.names.push({ name, kind: "function" });
      const { start, end } = declaration;
      if (holds(name, scope, plan) !== "lexical") return void plan.bindings.set(name, "function");
      plan.edits.push({ start, end: start, text: `${name}=` }, { start: end, end, text: ";" });
      return;
    }
    case "ClassDeclaration": {
      const name = declaration.id?.name;
      if (name === undefined || declaration.declare) return;
      plan.names.push({ name, kind: "class" });
      const { start, end } = declaration;
      if (holds(name, scope, plan) !== "function") return void plan.bindings.set(name, "lexical");
      plan.edits.push({ start, end: start, text: `${name}=` }, { start: end, end, text: ";" });
      return;
    }
    case "ImportDeclaration":
      return normaliseImport(declaration, code, plan);
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      plan.names.push({ name: declaration.id.name, kind: "type" });
      return;
    case "ForStatement":
      if (declaration.init?.type === "VariableDeclaration") letInsteadOfVar(declaration.init, plan);
      return;
    case "ForInStatement":
    case "ForOfStatement":
      if (declaration.left.type === "VariableDeclaration") letInsteadOfVar(declaration.left, plan);
      return;
    default:
  }
}

const holds = (name: string, scope: Scope, plan: Plan): Binding | undefined =>
  plan.bindings.get(name) ?? scope.bindings.get(name);

type Exported = Exclude<ExportNamedDeclaration["declaration"], null> | Statement;

/** What an export statement declares; the word itself is blanked, since a cell is no module. */
function withoutExport(statement: Statement, code: string, plan: Plan): Exported | undefined {
  const erase = (start: number, end: number): void => {
    const edit = { start, end, text: blank(code.slice(start, end)) };
    plan.edits.push(edit);
    plan.erased.push(edit);
  };
  if (statement.type === "ExportNamedDeclaration") {
    const end = statement.declaration?.start ?? statement.end;
    erase(statement.start, end);
    return statement.declaration ?? undefined;
  }
  if (statement.type === "ExportDefaultDeclaration") {
    erase(statement.start, statement.declaration.start);
    const { declaration } = statement;
    return declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration"
      ? declaration
      : undefined;
  }
  if (statement.type !== "ExportAllDeclaration") return statement;
  erase(statement.start, statement.end);
  return undefined;
}

function letInsteadOfVar(declaration: VariableDeclaration, plan: Plan): void {
  const { start, kind } = declaration;
  if (kind === "var") plan.edits.push({ start, end: start + 3, text: "let" });
}

function normaliseVariables(declaration: VariableDeclaration, code: string, scope: Scope, plan: Plan): void {
  if (declaration.declare) return;
  const names = declaration.declarations.flatMap(({ id }) => namesOf(id));
  plan.names.push(...names.map((name) => ({ name, kind: "value" as const })));
  const { start, kind } = declaration;
  if (kind !== "let" && kind !== "const" && kind !== "var") return; // `using` cannot be redeclared
  const end = start + kind.length;
  const isFunction = names.some((name) => holds(name, scope, plan) === "function");
  const [only] = declaration.declarations;
  if (isFunction && declaration.declarations.length === 1 && only?.id.type === "Identifier" && only.init) {
    // A function's binding cannot be declared anew, but it can be assigned.
    const type = only.id.typeAnnotation;
    plan.edits.push({ start, end, text: " ".repeat(kind.length) });
    if (type)
      plan.edits.push({ start: type.start, end: type.end, text: blank(code.slice(type.start, type.end)) });
    return;
  }
  plan.edits.push({ start, end, text: "let".padEnd(kind.length) });
  for (const name of names) plan.bindings.set(name, "lexical");
}

function namesOf(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return namesOf(pattern.left);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => {
        if (element === null) return [];
        return element.type === "RestElement" ? namesOf(element.argument) : namesOf(element);
      });
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === "RestElement" ? property.argument : property.value),
      );
  }
}

/** `import a, { b as c } from "x"` as `let {default: a, b: c} = await import("x");`, on the same lines. */
function normaliseImport(declaration: ImportDeclaration, code: string, plan: Plan): void {
  const { start, end, specifiers, source, importKind, attributes } = declaration;
  const written = code.slice(start, end);
  if (importKind === "type") return void plan.edits.push({ start, end, text: blank(written) });
  const options = attributes.map(({ key, value }) => `${"name" in key ? key.name : key.raw}:${value.raw}`);
  const module = `await import(${source.raw}${options.length > 0 ? `,{with:{${options.join()}}}` : ""})`;
  const parts: string[] = [];
  let whole: string | undefined;
  for (const specifier of specifiers) {
    if (specifier.type === "ImportSpecifier" && specifier.importKind === "type") continue;
    const { name } = specifier.local;
    plan.names.push({ name, kind: "import" });
    plan.bindings.set(name, "lexical");
    if (specifier.type === "ImportNamespaceSpecifier") whole = name;
    if (specifier.type === "ImportDefaultSpecifier") parts.push(`default:${name}`);
    if (specifier.type === "ImportSpecifier") {
      const { imported } = specifier;
      parts.push(`${"name" in imported ? imported.name : imported.raw}:${name}`);
    }
  }
  const named = parts.length > 0 ? [`{${parts.join()}}=${whole ?? module}`] : [];
  const bound = [...(whole === undefined ? [] : [`${whole}=${module}`]), ...named];
  const text = bound.length > 0 ? `let ${bound.join()};` : `${module};`;
  plan.edits.push({ start, end, text: text + written.replaceAll(/[^\n]/g, "") });
}
