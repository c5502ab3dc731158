/** Top-level declarations as V8's REPL mode can take them again and again, on the same lines. */
import type {
  BindingPattern,
  Class,
  ExportNamedDeclaration,
  Function as FunctionNode,
  ImportDeclaration,
  Program,
  VariableDeclaration,
} from "oxc-parser";

/** How a top-level name was declared. */
export interface Name {
  readonly name: string;
  readonly kind: "value" | "function" | "class" | "import" | "type";
}

/** How V8 holds a name: `let` and `class` make lexical bindings, `function` and a nested `var` properties of the global object. They do not mix. */
export type Binding = "lexical" | "property";

/** What earlier cells left behind, and the names of the api, which no cell may take. */
export interface Scope {
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly reserved: ReadonlySet<string>;
}

/** A piece of the cell and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is to be changed in a cell, and what it declares. */
export interface Plan {
  readonly edits: Edit[];
  /** Those of the edits that only take `export` away. */
  readonly erased: Edit[];
  readonly names: Name[];
  readonly bindings: Map<string, Binding>;
}
type Statement = Program["body"][number];

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/**
 * V8 lets `let`, `const` and `class` be declared again as the same kind, and `function` as `function`; it refuses every change
 * between kinds, and modules' words. So `const` and `var` become `let`, changes become assignments, imports are awaited.
 */
export function normalise(program: Program, code: string, scope: Scope): Plan {
  const plan: Plan = { edits: [], erased: [], names: [], bindings: new Map() };
  for (const statement of program.body) normaliseStatement(statement, code, scope, plan);
  if (/\bvar\b/.test(code)) for (const statement of program.body) keepNestedVariables(statement, false, plan);
  return plan;
}

/** Adds what one top-level statement needs. */
function normaliseStatement(statement: Statement, code: string, scope: Scope, plan: Plan): void {
  const declaration = withoutExport(statement, code, plan);
  if (declaration === undefined) return;
  switch (declaration.type) {
    case "VariableDeclaration":
      return normaliseVariables(declaration, code, scope, plan);
    case "FunctionDeclaration":
      if (declaration.body !== null) normaliseNamed(declaration, "function", scope, plan);
      return;
    case "ClassDeclaration":
      if (!declaration.declare) normaliseNamed(declaration, "class", scope, plan);
      return;
    case "ImportDeclaration":
      return normaliseImport(declaration, code, plan);
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      plan.names.push({ name: declaration.id.name, kind: "type" });
      return;
    case "ForStatement":
      return letInsteadOfVar(declaration.init, plan);
    case "ForInStatement":
    case "ForOfStatement":
      return letInsteadOfVar(declaration.left, plan);
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

/** A function's or class's name, assigned where V8 holds it as the other kind of binding. */
function normaliseNamed(
  declaration: FunctionNode | Class,
  kind: "function" | "class",
  scope: Scope,
  plan: Plan,
): void {
  const { id, start, end } = declaration;
  if (id === null) return;
  plan.names.push({ name: id.name, kind });
  const binding = kind === "function" ? "property" : "lexical";
  const held = holds(id.name, scope, plan) ?? binding;
  if (held === binding) plan.bindings.set(id.name, binding);
  else plan.edits.push({ start, end: start, text: `${id.name}=` }, { start: end, end, text: ";" });
}

/** `var` in the head of a loop would be a global of a third kind. */
function letInsteadOfVar(head: { readonly type: string } | null, plan: Plan): void {
  if (head?.type !== "VariableDeclaration" || !("kind" in head) || head.kind !== "var") return;
  if ("start" in head && typeof head.start === "number")
    plan.edits.push({ start: head.start, end: head.start + 3, text: "let" });
}

function normaliseVariables(declaration: VariableDeclaration, code: string, scope: Scope, plan: Plan): void {
  if (declaration.declare) return;
  const names = declaration.declarations.flatMap(({ id }) => namesOf(id));
  plan.names.push(...names.map((name) => ({ name, kind: "value" as const })));
  const { start, kind } = declaration;
  if (kind !== "let" && kind !== "const" && kind !== "var") return; // `using` cannot be redeclared
  const end = start + kind.length;
  if (names.some((name) => holds(name, scope, plan) === "property"))
    return assignVariables(declaration, code, scope, plan);
  plan.edits.push({ start, end, text: "let".padEnd(kind.length) });
  for (const name of names) plan.bindings.set(name, "lexical");
}

/** A property of the global object cannot be declared anew, but it can be assigned. */
function assignVariables(declaration: VariableDeclaration, code: string, scope: Scope, plan: Plan): void {
  const { start, kind, declarations } = declaration;
  const names = declarations.flatMap(({ id }) => namesOf(id));
  const end = start + kind.length;
  for (const { id } of declarations) {
    const type = id.typeAnnotation;
    if (type)
      plan.edits.push({ start: type.start, end: type.end, text: blank(code.slice(type.start, type.end)) });
  }
  const [only, ...more] = declarations;
  if (only?.id.type === "Identifier" && only.init && more.length === 0)
    return void plan.edits.push({ start, end, text: " ".repeat(kind.length) });
  const fresh = names.filter((name) => holds(name, scope, plan) !== "property");
  for (const name of fresh) plan.bindings.set(name, "lexical");
  const last = more.at(-1)?.end ?? only?.end ?? end;
  const text = `;${fresh.length > 0 ? `let ${fresh.join()};` : ""}(`;
  plan.edits.push({ start, end, text }, { start: last, end: last, text: ")" });
}

/** A `var` in a block is a global all the same. */
function keepNestedVariables(node: unknown, isNested: boolean, plan: Plan): void {
  if (Array.isArray(node)) {
    for (const part of node) keepNestedVariables(part, isNested, plan);
    return;
  }
  if (!isNode(node) || /Function|Class|^TS/.test(node.type)) return;
  if (
    isVariables(node) &&
    node.kind === "var" &&
    isNested &&
    !plan.edits.some(({ start }) => start === node.start)
  )
    for (const name of node.declarations.flatMap(({ id }) => namesOf(id))) {
      plan.names.push({ name, kind: "value" });
      plan.bindings.set(name, "property");
    }
  for (const part of Object.values(node)) keepNestedVariables(part, true, plan);
}

const isNode = (value: unknown): value is { readonly type: string } =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const isVariables = (node: { readonly type: string }): node is VariableDeclaration =>
  node.type === "VariableDeclaration";

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
