/** Sensor: added lines that hold what looks like a key or a password. */
import type { Finding } from "../../../core/finding.ts";
import type { Sensor } from "./sensor.ts";

/** Shapes that providers give their keys. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ["an AWS key", /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z\d]{36,}|github_pat_\w{60,})\b/],
  ["a GitLab token", /\bglpat-[\w-]{20,}\b/],
  ["an Anthropic key", /\bsk-ant-[\w-]{20,}/],
  ["an OpenAI key", /\bsk-(?:proj-)?[A-Za-z\d_-]{32,}\b/],
  ["a Google key", /\bAIza[\w-]{35}\b/],
  ["a Slack token", /\bxox[abprs]-[\w-]{10,}/],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z\d]{20,}\b/],
  ["an npm token", /\bnpm_[A-Za-z\d]{36}\b/],
  ["a JSON web token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
];

/** A value given to something that is named like a secret. */
const assigned =
  /\b\w*(?:secret|token|passw(?:or)?d|api_?key|access_?key|credential)\w*["']?\s*(?:=|:|=>)\s*["']([^"'\s]{16,})["']/i;

/** Shannon's entropy of a text, in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}

/** What a line seems to give away; undefined for nothing. */
export function secretIn(text: string): string | undefined {
  const shape = shapes.find(([, pattern]) => pattern.test(text));
  if (shape) return shape[0];
  const value = assigned.exec(text)?.[1];
  return value !== undefined && entropy(value) >= 3.5 && /\d/.test(value) && /[A-Za-z]/.test(value)
    ? "a secret that is written out"
    : undefined;
}

export const secretSensor: Sensor = {
  name: "secrets",
  cost: "instant",
  covers: "added lines with the shape of a provider's key, or a random value given to a name like a secret's",
  confidence: "likely",
  blind: ["secrets without a known shape or name", "encoded or split secrets", "binary files"],
  async run({ lines }) {
    const findings = [...lines].flatMap(([file, { added }]) =>
      added.flatMap(({ line, text }): Finding[] => {
        const found = text.length < 10_000 ? secretIn(text) : undefined;
        return found === undefined
          ? []
          : [
              {
                sensor: "secrets",
                severity: "warning",
                message: `${file}:${line} holds ${found}`,
                location: { file, line },
                sign: "secret",
              },
            ];
      }),
    );
    return { verdict: "green", findings };
  },
};
