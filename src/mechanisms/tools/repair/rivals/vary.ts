/** Literals changed a little, or to what lies at the edge of their kind. */
import type { Literal } from "./literal.ts";

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
    case "record":
    case "other":
      return [];
  }
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

function flatten(literal: Literal): Literal[] {
  if (literal.type === "list") return [literal, ...literal.items.flatMap(flatten)];
  return literal.type === "record" ? literal.items.flatMap(([, value]) => flatten(value)) : [literal];
}

/** The same literal with one thing changed; `pick(n)` chooses from 0 to n - 1. */
export function varyLiteral(literal: Literal, usual: Usual, pick: (n: number) => number): Literal {
  switch (literal.type) {
    case "number":
      return varyNumber(literal, usual, pick);
    case "string":
      return { ...literal, body: varyString(literal.body, usual, pick) };
    case "list":
      return { ...literal, items: varyItems(literal.items, usual, pick) };
    case "record": {
      const at = pick(Math.max(literal.items.length, 1));
      const [key, value] = literal.items[at] ?? [];
      if (key === undefined || !value) return literal;
      return { ...literal, items: literal.items.with(at, [key, varyLiteral(value, usual, pick)]) };
    }
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
