/** Other values for one that is written out in a test. */
import type { Token } from "./tokens.ts";

/** A text with its words the other way round, and what is between them where it was. */
function turned(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return text.replaceAll(/[\p{L}\p{N}]+/gu, () => words.pop() ?? "");
}

/** A text with one more of the parts that signs keep apart in it: `a,b` becomes `a,b,b`. */
const furthered = (text: string): string =>
  text.replace(/([^\p{L}\p{N}\s])([\p{L}\p{N}]+)(?![^]*[^\p{L}\p{N}\s][\p{L}\p{N}])/u, "$1$2$1$2");

/** Other texts for a value. */
export function altered({ type, text }: Token, written: string, numbers: readonly number[]): string[] {
  if (type === "name") return [opposite.get(text) ?? text];
  if (type === "number") {
    const value = Number(text.replaceAll("_", ""));
    if (!Number.isFinite(value)) return [];
    const [first, second] = numbers.filter((one) => one !== value);
    const between = Number.isInteger(value) ? second : value + 0.5;
    const others = [value + 1, first, value - 1, value * 2 + 1, 0, between, value * 10].filter(
      (one) => one !== undefined,
    );
    return others.map((next) => `(${next})`);
  }
  const inside = text.slice(1);
  const open = /^[a-zA-Z]*(?:"""|'''|["'`])/.exec(written)?.[0] ?? "";
  const quote = open.slice(-1);
  const close = open.length === 3 ? open : quote;
  if (open === "" || /\$\{/.test(inside) || /^[a-zA-Z]/.test(open)) return [];
  const broken = inLines(inside).map((next) => `${open}${next}${close}`);
  // What another escape than a line's end belongs to is not known here.
  if (inside.includes("\\")) return broken;
  const swapped = inside.length > 1 ? `${inside.at(-1) ?? ""}${inside.slice(1, -1)}${inside[0] ?? ""}` : "";
  const digits = inside.replace(/\d+/, (number) => String(Number(number) + 1));
  const near = [
    digits === inside ? `${inside}x` : digits,
    inside + inside,
    inside.slice(1),
    "",
    inside === inside.toUpperCase() ? inside.toLowerCase() : inside.toUpperCase(),
    swapped,
    turned(inside),
    furthered(inside),
  ];
  return [...near.map((next) => `${open}${next}${close}`), ...broken];
}

/** A text of several lines: without its last, the other way round, without its first, with its first twice, with other numbers. */
function inLines(text: string): readonly string[] {
  const end = text.includes("\\n") ? "\\n" : "\n";
  const lines = text.split(end);
  if (lines.length < 2 || /\\(?![nt"'])/.test(text)) return [];
  const digits = text.replaceAll(/\d+/g, (number) => String(Number(number) + 1));
  const others = [lines.slice(0, -1), lines.toReversed(), lines.slice(1), [...lines.slice(0, 1), ...lines]];
  return [...others.map((other) => other.join(end)), ...(digits === text ? [] : [digits])];
}

export const opposite = new Map([
  ["true", "false"],
  ["false", "true"],
  ["True", "False"],
  ["False", "True"],
]);
