/** Literal values of a program: read from its tree, and written back. */
import type { Plain } from "../../../../words/documented.ts";
import { partsOf, type Syntax } from "../syntax.ts";

export type Literal =
  | { readonly type: "number"; readonly value: number; readonly whole: boolean }
  | { readonly type: "string"; readonly quote: string; readonly body: string }
  | {
      readonly type: "list";
      readonly open: string;
      readonly close: string;
      readonly items: readonly Literal[];
    }
  /** An object or a dictionary, its keys as they are written. */
  | { readonly type: "record"; readonly items: readonly (readonly [key: string, value: Literal])[] }
  | { readonly type: "other"; readonly text: string };

/** What names stand for where a literal is read. */
export type Known = ReadonlyMap<string, Literal>;

const brackets: Readonly<Record<string, readonly [string, string]>> = {
  array: ["[", "]"],
  list: ["[", "]"],
  tuple: ["(", ")"],
};

/** The literal that a node is, or that a name is known for; undefined for what has to be computed. */
export function readLiteral(node: Syntax, text: string, names?: Known): Literal | undefined {
  const now = text.slice(node.start, node.end);
  if (/^(?:number|integer|float)$/.test(node.type)) return readNumber(now);
  if (node.type.startsWith("unary_") && now.startsWith("-")) return readNumber(now.replaceAll(/\s/g, ""));
  if (/^(?:true|false|none|null|undefined)$/.test(node.type)) return { type: "other", text: now };
  if (node.type === "string") return readString(now);
  if (node.type === "identifier") return names?.get(now);
  if (/^(?:object|dictionary)$/.test(node.type)) return readRecord(node, text, names);
  const pair = brackets[node.type];
  if (!pair) return undefined;
  const items = partsOf(node).map((part) => readLiteral(part, text, names));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length
    ? { type: "list", open: pair[0], close: pair[1], items: known }
    : undefined;
}

function readNumber(now: string): Literal | undefined {
  const value = Number(now);
  return Number.isFinite(value) ? { type: "number", value, whole: !/[.e]/i.test(now) } : undefined;
}

function readString(now: string): Literal {
  const shape = /^(['"])([^\\\n]*)\1$/.exec(now);
  return shape
    ? { type: "string", quote: shape[1] ?? '"', body: shape[2] ?? "" }
    : { type: "other", text: now };
}

function readRecord(node: Syntax, text: string, names?: Known): Literal | undefined {
  const items = partsOf(node).map((part): readonly [string, Literal] | undefined => {
    const [key, value] = part.type === "pair" ? partsOf(part) : [];
    const literal = value && readLiteral(value, text, names);
    if (!key || !literal || !/^(?:property_identifier|string|number|integer)$/.test(key.type))
      return undefined;
    return [text.slice(key.start, key.end), literal];
  });
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? { type: "record", items: known } : undefined;
}

/** As the language writes it. */
export function writeLiteral(literal: Literal): string {
  switch (literal.type) {
    case "number":
      return literal.whole || !Number.isInteger(literal.value) ? String(literal.value) : `${literal.value}.0`;
    case "string":
      return literal.quote + literal.body + literal.quote;
    case "list": {
      const inside = literal.items.map(writeLiteral).join(", ");
      const comma = literal.open === "(" && literal.items.length === 1 ? "," : "";
      return literal.open + inside + comma + literal.close;
    }
    case "record":
      return `{${literal.items.map(([key, value]) => `${key}: ${writeLiteral(value)}`).join(", ")}}`;
    case "other":
      return literal.text;
  }
}

/** The value, as JSON has it; undefined for one that JSON does not have. */
export function plainOf(literal: Literal): Plain | undefined {
  switch (literal.type) {
    case "number":
      return literal.value;
    case "string":
      return literal.body;
    case "list": {
      const items = literal.items.map(plainOf);
      const known = items.filter((item) => item !== undefined);
      return known.length === items.length ? known : undefined;
    }
    case "record":
      return undefined;
    case "other":
      return words[literal.text];
  }
}

const words: Readonly<Record<string, Plain>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
};

/** The literal of a value, in the manner of another at whose place it is to stand; undefined where that is not alike enough to tell how. */
export function literalLike(value: Plain, like: Literal): Literal | undefined {
  if (like.type === "number" && typeof value === "number")
    return { ...like, value, whole: like.whole && Number.isInteger(value) };
  if (like.type === "string" && typeof value === "string" && !/["'\\\n]/.test(value))
    return { ...like, body: value };
  if (like.type === "list" && Array.isArray(value)) {
    const items = value.map((item: Plain, at) => like.items[at] && literalLike(item, like.items[at]));
    const known = items.filter((item) => item !== undefined);
    return known.length === items.length ? { ...like, items: known } : undefined;
  }
  return plainOf(like) === value ? like : undefined;
}
