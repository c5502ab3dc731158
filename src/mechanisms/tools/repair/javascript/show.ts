/** Values as short texts by which they can be told apart, each text once. */

export interface Shower {
  /** The place of a value's text among all texts; what was thrown has a text too. */
  number(made: { readonly value: unknown } | undefined): number;
  shown(): string[];
}

const deepest = 4;
const mostItems = 60;
const longest = 300;

/** A shower that has seen nothing. What cannot be compared is shown as a new thing each time. */
export function createShower(): Shower {
  const numbers = new Map<string, number>();
  let unlike = 0;
  return {
    number(made) {
      let text = made ? textOf(made.value, 0) : "!";
      if (text === undefined) text = `?${(unlike += 1)}`;
      if (text.length > longest) text = `${text.slice(0, longest)}#${hash(text)}`;
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    shown: () => [...numbers.keys()],
  };
}

function hash(text: string): number {
  let sum = 5381;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 33) ^ text.charCodeAt(at)) >>> 0;
  return sum;
}

function textOf(value: unknown, depth: number): string | undefined {
  try {
    switch (typeof value) {
      case "number":
        return Number.isInteger(value) ? `n${value + 0}` : `n${Number(value.toPrecision(10))}`;
      case "string":
        return `s${value}`;
      case "boolean":
        return value ? "b1" : "b0";
      case "bigint":
        return `i${value}`;
      case "undefined":
        return "zu";
      case "object":
        return value === null ? "zn" : objectText(value, depth);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

function objectText(value: object, depth: number): string | undefined {
  if (depth >= deepest) return undefined;
  if (Array.isArray(value)) return listText("l", value, depth);
  if (value instanceof Set) return listText("oS", [...value], depth);
  if (value instanceof Map) return listText("oM", [...value], depth);
  if (value instanceof Date) return `oD${value.getTime()}`;
  if (value instanceof RegExp) return `oR${value.source}/${value.flags}`;
  if (value instanceof Promise || Symbol.iterator in value || value instanceof WeakMap) return undefined;
  const entries = Object.entries(value);
  // An instance may keep what it is in private fields.
  const plain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  if (!plain && entries.length === 0) return undefined;
  return listText(`o${plain ? "" : value.constructor.name}`, entries, depth);
}

function listText(kind: string, items: readonly unknown[], depth: number): string | undefined {
  if (items.length > mostItems) return undefined;
  const parts = items.map((item) => {
    const text = textOf(item, depth + 1);
    return text === undefined ? undefined : `${text.length}:${text}`;
  });
  return parts.includes(undefined) ? undefined : `${kind}[${parts.join()}]`;
}
