/** From signs to one number: how likely a change is right in more than what was checked. */
import type { Finding } from "../../../core/finding.ts";
import { groundless, grounds, signs } from "./weights.ts";

/** A logistic over the signs among findings; from 0 to 1, rounded to hundredths. Pure. */
export function confidenceOf(ground: keyof typeof grounds | undefined, findings: readonly Finding[]): number {
  const counts = new Map<string, number>();
  let sum = ground === undefined ? groundless : grounds[ground];
  for (const { sign } of findings) {
    if (sign === undefined) continue;
    const times = counts.get(sign) ?? 0;
    counts.set(sign, times + 1);
    sum += (signs[sign]?.weight ?? 0) / 2 ** times;
  }
  return Math.round(100 / (1 + Math.exp(-sum))) / 100;
}

/** What the signs mean for whoever accepts the change, each once, the heaviest first. */
export function risksOf(findings: readonly Finding[]): readonly string[] {
  const found = new Set(findings.flatMap(({ sign }) => (sign === undefined ? [] : [sign])));
  return [...found]
    .flatMap((sign) => signs[sign] ?? [])
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ risk }) => risk);
}
