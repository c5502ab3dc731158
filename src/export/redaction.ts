/** Secrets, taken out of what leaves the machine. */
import type { Fact } from "../core/fact.ts";

/** Shapes that providers give their keys, and values that are given to names like a secret's. */
const shapes: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:[^-]|-(?!----END))*-----END (?:[A-Z]+ )?PRIVATE KEY-----/g,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g,
  /\b(?:gh[pousr]_[A-Za-z\d]{36,}|github_pat_\w{60,})\b/g,
  /\bglpat-[\w-]{20,}\b/g,
  /\bsk-(?:ant-|proj-)?[\w-]{20,}/g,
  /\bAIza[\w-]{35}\b/g,
  /\bxox[abprs]-[\w-]{10,}/g,
  /\b[rs]k_live_[A-Za-z\d]{20,}\b/g,
  /\bnpm_[A-Za-z\d]{36}\b/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /\b(?:Bearer|Basic) [\w.~+/-]{16,}=*/g,
];

const assigned =
  /(\b\w*(?:secret|token|passw(?:or)?d|api_?key|access_?key|credential)\w*\\?["']?\s*(?:=>|=|:)\s*\\?["']?)([^"'\s\\,;]{8,})/gi;

const mark = "[redacted]";

/** The facts without what looks like a secret and without the values of `keys`, and how many places that were. Pure. */
export function redactFacts(
  facts: readonly Fact[],
  keys: readonly string[],
): { readonly facts: readonly Fact[]; readonly redacted: number } {
  let redacted = 0;
  const count = (): string => {
    redacted += 1;
    return mark;
  };
  const values = keys.filter((key) => key.length >= 8);
  const clean = (text: string): string => {
    let left = text;
    for (const value of values) left = left.replaceAll(value, count);
    for (const shape of shapes) left = left.replaceAll(shape, count);
    return left.replaceAll(assigned, (whole: string, before: string, value: string) =>
      value === mark || !/\d/.test(value) || !/[A-Za-z]/.test(value) ? whole : before + count(),
    );
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]));
  };
  const left: readonly Fact[] = JSON.parse(JSON.stringify(facts.map(walk)));
  return { facts: left, redacted };
}

/** As above, for one text. */
export function redactText(
  text: string,
  keys: readonly string[],
): { readonly text: string; readonly redacted: number } {
  const body = { type: "task.added", text, seq: 1, at: 0 } as const;
  const { facts, redacted } = redactFacts([body], keys);
  const [fact] = facts;
  return { text: fact?.type === "task.added" ? fact.text : "", redacted };
}
