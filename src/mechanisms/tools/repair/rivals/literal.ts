/** Literal values of a program: read from its tree, changed a little, and written back. */
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
  | { readonly type: "other"; readonly text: string };

const brackets: Readonly<Record<string, readonly [string, string]>> = {
  array: ["[", "]"],
  list: ["[", "]"],
  tuple: ["(", ")"],
};

/** The literal that a node is; undefined for what has to be computed. */
export function readLiteral(node: Syntax, text: string): Literal | undefined {
  const now = text.slice(node.start, node.end);
  if (/^(?:number|integer|float)$/.test(node.type)) return readNumber(now);
  if (node.type.startsWith("unary_") && now.startsWith("-")) return readNumber(now.replaceAll(/\s/g, ""));
  if (/^(?:true|false|none|null|undefined)$/.test(node.type)) return { type: "other", text: now };
  if (node.type === "string") return readString(now);
  if (/^(?:object|dictionary)$/.test(node.type))
    return isConstant(node, text) ? { type: "other", text: now } : undefined;
  const pair = brackets[node.type];
  if (!pair) return undefined;
  const items = partsOf(node).map((part) => readLiteral(part, text));
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

function isConstant(node: Syntax, text: string): boolean {
  return partsOf(node).every(
    (part) =>
      part.type === "property_identifier" ||
      (part.type === "pair" ? isConstant(part, text) : readLiteral(part, text) !== undefined),
  );
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

/** Values of the same kind at the edge of what there is (nothing, one, the first), then some that are strange: below zero, another letter. */
export function edgesOf(literal: Literal): readonly Literal[] {
  switch (literal.type) {
    case "number": {
      const { type, whole, value } = literal;
      return [0, 1, 2, -value].map((edge) => ({ type, whole, value: edge }));
    }
    case "string": {
      const { type, quote, body } = literal;
      const half = Math.trunc(body.length / 2);
      const strange = `${body.slice(0, half)}x${body.slice(half)}`;
      return ["", body.slice(0, 1), strange].map((edge) => ({ type, quote, body: edge }));
    }
    case "list": {
      const { type, open, close, items } = literal;
      const ends = [0, 1, 2].map((count) => items.slice(0, count));
      const strange = items.slice(0, 1).flatMap((item) => edgesOf(item).slice(-1));
      return [...ends, [...items.slice(1), ...strange]].map((edge) => ({ type, open, close, items: edge }));
    }
    case "other":
      return [];
  }
}

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

/** What the tests' own values say of what is usual: no other signs or characters are made up. */
export interface Usual {
  readonly negative: boolean;
  readonly letters: string;
}

export function usualOf(literals: readonly Literal[]): Usual {
  const flat = literals.flatMap(flatten);
  const letters = new Set(flat.flatMap((one) => (one.type === "string" ? Array.from(one.body) : [])));
  return {
    negative: flat.some((one) => one.type === "number" && one.value < 0),
    letters: [...letters].filter((one) => !/['"\\]/.test(one)).join(""),
  };
}

const flatten = (literal: Literal): Literal[] =>
  literal.type === "list" ? [literal, ...literal.items.flatMap(flatten)] : [literal];

/** The same literal with one thing changed; `pick(n)` chooses from 0 to n - 1. */
export function varyLiteral(literal: Literal, usual: Usual, pick: (n: number) => number): Literal {
  switch (literal.type) {
    case "number":
      return varyNumber(literal, usual, pick);
    case "string":
      return { ...literal, body: varyString(literal.body, usual, pick) };
    case "list":
      return { ...literal, items: varyItems(literal.items, usual, pick) };
    case "other":
      return { type: "other", text: flipped[literal.text] ?? literal.text };
  }
}

const flipped: Readonly<Record<string, string>> = {
  true: "false",
  false: "true",
  True: "False",
  False: "True",
};

function varyNumber(
  literal: Extract<Literal, { type: "number" }>,
  { negative }: Usual,
  pick: (n: number) => number,
): Literal {
  const { value, whole } = literal;
  if (!whole && pick(2) === 0) return { ...literal, value: varyFraction(value, pick) };
  const steps = [value + 1, value - 1, value + 2, value * 2, Math.trunc(value / 2), value + 3, value + 7, 1];
  const next = steps[pick(steps.length)] ?? value;
  const signed = negative ? (pick(4) === 0 ? -next : next) : Math.abs(next);
  return { ...literal, value: whole ? Math.trunc(signed) : signed };
}

/** Numbers with a fraction differ in it, too. */
function varyFraction(value: number, pick: (n: number) => number): number {
  const steps = [value + 0.1, value - 0.25, value * 1.5, value / 3, value + 0.01];
  return Number(Math.max(steps[pick(steps.length)] ?? value, 0).toFixed(3));
}

function varyString(body: string, { letters }: Usual, pick: (n: number) => number): string {
  const at = pick(Math.max(body.length, 1));
  const letter = letters[pick(Math.max(letters.length, 1))] ?? "";
  switch (pick(6)) {
    case 0:
      return body.slice(0, at) + body.slice(at + 1);
    case 1:
      return body.slice(0, at) + letter + body.slice(at);
    case 2:
      return body.slice(0, at) + letter + body.slice(at + 1);
    case 3:
      return Array.from(body).toReversed().join("");
    case 4:
      return body.slice(at) + body.slice(0, at);
    default:
      return body + body.slice(at);
  }
}

function varyItems(items: readonly Literal[], usual: Usual, pick: (n: number) => number): readonly Literal[] {
  const at = pick(Math.max(items.length, 1));
  const one = items[at];
  if (!one) return items;
  switch (pick(7)) {
    case 0:
      return items.toSpliced(at, 1);
    case 1:
      return items.toSpliced(at, 0, one);
    case 2:
      return items.toReversed();
    case 3:
      return [...items.slice(at), ...items.slice(0, at)];
    case 4:
      return [...items, varyLiteral(one, usual, pick)];
    default:
      return items.with(at, varyLiteral(one, usual, pick));
  }
}
