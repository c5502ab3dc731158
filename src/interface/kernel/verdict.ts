/** Which of the compiler's complaints are provable mistakes, for which a cell must not run, and which are only worth a warning. */
import { type Program, Visitor } from "oxc-parser";
import type { Problem } from "../../core/cell.ts";
import type { Diagnostic } from "./check-worker.ts";
import type { CheckResult } from "./kernel.ts";
import { nearest } from "./nearest.ts";
import { placeOf, strip } from "./prepare.ts";

/** A cell as the compiler saw it. */
export interface Judged {
  readonly code: string;
  readonly program: Program;
  /** Dotted names of the api. */
  readonly tools: ReadonlySet<string>;
  /** Names that earlier cells left. */
  readonly alive: ReadonlySet<string>;
  /** Names that a kernel's death took away, and when: `in c3`. */
  readonly lost: ReadonlyMap<string, string>;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

// Not mistakes of a cell: modules that the check does not read, exports of a script, a const that a later cell declares again.
const silent = new Set([
  2307, 2306, 2484, 2323, 7016, 7017, 7053, 2792, 1259, 1479, 2732, 7022, 7044, 2834, 2835, 2691, 5097,
]);
// Legal JavaScript that TypeScript's grammar check dislikes.
const harmlessGrammar = new Set([1117, 1100, 1121, 1210, 1212, 1213, 1214, 1215, 1356, 1375, 1378]);
const unknownName = new Set([2304, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 18004]);
const missingProperty = new Set([2339, 2551]);
const wrongCall = new Set([2345, 2554, 2555, 2322, 2353, 2561, 2739, 2740, 2741, 2769]);
const duplicate = new Set([2451, 2300]);
const warningLimit = 8;

/** Sorts what the compiler said of a cell. Blocking a right cell costs a turn: in doubt it is a warning. */
export function judge(diagnostics: readonly Diagnostic[], judged: Judged): CheckResult {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const told = new Set<string>();
  const calls = lazily(() => callsOf(judged));
  const erased = lazily(() => erasedOf(judged.code));
  for (const found of diagnostics) {
    const isSilent = silent.has(found.code) || (found.code >= 7000 && found.code < 7100); // implicit any
    if (isSilent || isNoMistake(found, judged)) continue;
    const problem = problemOf(found, judged);
    const key = `${problem.line}:${problem.column} ${problem.message}`;
    if (told.has(key)) continue;
    told.add(key);
    const isProven = isMistake(found, judged, calls) && !(found.code !== 1360 && erased()(found.start));
    (isProven ? problems : warnings).push(problem);
  }
  return { problems, warnings: warnings.slice(0, warningLimit) };
}

/** A module that the check does not read, a name that is only asked after, a property that is added. */
function isNoMistake({ code, start, end, text }: Diagnostic, { code: cell, alive }: Judged): boolean {
  if (unknownName.has(code))
    return /["'`]/.test(cell[start] ?? "") || /\btypeof\s*\(?\s*$/.test(cell.slice(0, start));
  // `let total = total + 1` reads the earlier cell's.
  if (code === 2448 || code === 2454) return alive.has(cell.slice(start, end));
  return code === 2339 && (text.includes("on type '{}'") || /^\s*=(?![=>])/.test(cell.slice(end)));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function problemOf(found: Diagnostic, judged: Judged): Problem {
  const { code, start, text } = found;
  const { code: cell, lost } = judged;
  const place = placeOf(cell, start);
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(cell.slice(start))?.[0] ?? "";
  const where = unknownName.has(code) ? lost.get(name) : undefined;
  const message =
    where === undefined
      ? hinted(withoutAdvice(text), hint(found, name, judged))
      : `\`${name}\` was lost ${where}`;
  return { ...place, code: `TS${code}`, message };
}

const hinted = (text: string, words: string): string =>
  words === "" ? text : text.replace(/ Did you mean '[^']*'\?$/, "") + words;

/** The compiler sees only those earlier names that a cell mentions rightly: the others are proposed here. */
function hint(found: Diagnostic, name: string, { code, tools, alive }: Judged): string {
  const meant = /Did you mean (?:to write )?'([^']*)'/.exec(found.text)?.[1];
  if (meant !== undefined && (found.code !== 2552 || code.includes(meant))) return "";
  if (unknownName.has(found.code)) {
    if (/^\s*=(?![=>])/.test(code.slice(found.start + name.length)))
      return ` Declare it: \`let ${name} = …\`.`;
    const near = nearest(name, [...alive, ...[...tools].map((tool) => tool.split(".")[0] ?? tool)]);
    return near === undefined ? "" : ` Did you mean '${near}'?`;
  }
  const place = /on type 'typeof ([\w$.]+)'/.exec(found.text)?.[1];
  if (found.code !== 2339 || place === undefined) return "";
  const siblings = [...tools]
    .filter((tool) => tool.startsWith(`${place}.`))
    .map((tool) => tool.slice(place.length + 1));
  const near = nearest(name, siblings);
  if (near !== undefined) return ` Did you mean '${near}'?`;
  return siblings.length > 0 ? ` It has ${siblings.slice(0, 30).join(", ")}.` : "";
}

/** Advice on npm packages and compiler options is of no use to a cell. */
function withoutAdvice(text: string): string {
  return text.replace(/ Do you need to (install|change)[\s\S]*$/, "").slice(0, 600);
}

function isMistake(found: Diagnostic, judged: Judged, calls: () => CallFinder): boolean {
  const { code, start, end, text } = found;
  if (code >= 1000 && code < 2000) return !harmlessGrammar.has(code);
  if (duplicate.has(code)) return true;
  const after = judged.code.slice(end);
  if (unknownName.has(code)) return true;
  if (missingProperty.has(code)) return isMissing(code, text, after) || calls().isToolName(start);
  return wrongCall.has(code) && calls().isArgument(start) && isImpossible(code, text);
}

/** A property that is read, of a value whose kind is sure: not of an object literal, which may have been given more. */
function isMissing(code: number, text: string, after: string): boolean {
  if (/^\s*(?:=(?![=>])|\?\.)/.test(after)) return false;
  const [, type = ""] = /on type '([\s\S]*?)'\.(?: Did you mean|$)/.exec(text) ?? [];
  if (/^(?:any|unknown|never|object|\{\}|typeof globalThis)$/.test(type) || type.includes(" | "))
    return false;
  const isKnownKind =
    /^(?:string|number|boolean|bigint|symbol|".*"|\d+|true|false)$/.test(type) ||
    /^(?:readonly )?[^{}]*\[\]$/.test(type) ||
    /^(?:Promise|Map|Set|Array|ReadonlyArray|Console|Math|JSON)\b[^|&]*$/.test(type);
  return isKnownKind || (code === 2551 && !type.startsWith("typeof "));
}

/** A wrong argument for sure: not one of which only some values would be wrong. */
function isImpossible(code: number, text: string): boolean {
  if (code === 2554 || code === 2555 || code === 2353 || code === 2561) return true;
  const [, source = "", target = ""] =
    /(?:type|Type) '([\s\S]*?)' is (?:not assignable to|missing)[\s\S]*?type '([\s\S]*?)'/.exec(text) ?? [];
  if (code === 2739 || code === 2740 || code === 2741) return !source.includes(" | ");
  if (source === "" || source.includes(" | ") || /^(?:any|unknown|object|\{\}|never)$/.test(source))
    return false;
  const isWide = source === "string" || source === "number";
  return !(isWide && /["\d]/.test(target));
}

interface CallFinder {
  isArgument(offset: number): boolean;
  isToolName(offset: number): boolean;
}

/** Where the cell calls the api: an offset is an argument's when the innermost call or function around it is such a call. */
function callsOf({ program, tools }: Judged): CallFinder {
  const scopes: (Range & { readonly isTool: boolean })[] = [];
  const names: Range[] = [];
  const roots = new Set([...tools].filter((tool) => tool.includes(".")).map((tool) => tool.split(".")[0]));
  const pathOf = (node: { readonly type: string }): string | undefined => {
    if (node.type === "Identifier" && "name" in node) return String(node.name);
    if (node.type !== "MemberExpression" || !("object" in node) || !("property" in node)) return undefined;
    const { object, property } = node;
    if (!isNode(object) || !isNode(property) || ("computed" in node && node.computed === true))
      return undefined;
    const [left, right] = [pathOf(object), pathOf(property)];
    return left === undefined || right === undefined ? undefined : `${left}.${right}`;
  };
  const scope = (node: Range, isTool: boolean): void =>
    void scopes.push({ start: node.start, end: node.end, isTool });
  new Visitor({
    CallExpression: (node) => scope(node, tools.has(pathOf(node.callee) ?? "")),
    NewExpression: (node) => scope(node, false),
    TSSatisfiesExpression: (node) => scope(node, true), // it must hold as a call's arguments must
    FunctionExpression: (node) => scope(node, false),
    ArrowFunctionExpression: (node) => scope(node, false),
    MemberExpression(node) {
      const path = pathOf(node);
      if (path !== undefined && roots.has(path.split(".")[0])) names.push(node.property);
    },
  }).visit(program);
  const around = (range: Range, offset: number): boolean => range.start <= offset && offset < range.end;
  return {
    isArgument(offset) {
      const [innermost] = scopes
        .filter((range) => around(range, offset))
        .toSorted((a, b) => a.end - a.start - (b.end - b.start));
      return innermost?.isTool ?? false;
    },
    isToolName: (offset) => names.some((range) => around(range, offset)),
  };
}

function isNode(value: unknown): value is { readonly type: string } {
  return typeof value === "object" && value !== null && "type" in value;
}

/** True for offsets at which only types stand: a wrong type never runs. */
function erasedOf(code: string): (offset: number) => boolean {
  let js: string | undefined;
  try {
    js = strip(code);
  } catch {
    js = undefined;
  }
  return (offset) => js !== undefined && js.length === code.length && js[offset] !== code[offset];
}
