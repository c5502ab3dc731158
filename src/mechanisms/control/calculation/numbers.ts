/** Numbers as texts hold them, and when two are the same. */

/** A number in a text. */
export interface Stated {
  /** As it stands there. */
  readonly text: string;
  readonly value: number;
  /** Digits behind the point: it may have been rounded to so many. */
  readonly decimals: number;
  readonly isPercent: boolean;
  /** Where it begins and ends. */
  readonly start: number;
  readonly end: number;
}

// Not in the middle of a word or of a version, a date, a time or a path; what a sentence ends with is no part of it.
const pattern =
  /(?<![\p{L}\p{N}_./:#-])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?(?![\p{L}_]|[.:/-]?\d)\s?%?/gu;

/** The numbers of a text, in order. */
export function numbersIn(text: string): readonly Stated[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const words = match[0].trimEnd();
    const plain = words.replaceAll(",", "").replace("−", "-").replace(/\s?%$/, "");
    const value = Number(plain);
    if (!Number.isFinite(value)) return [];
    const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0;
    const end = match.index + words.length;
    return [{ text: words, value, decimals, isPercent: words.endsWith("%"), start: match.index, end }];
  });
}

/** True when `stated` says `value`: exactly, rounded to the digits that it has, or as a percentage of it. */
export function says(stated: Stated, value: number): boolean {
  const scales = stated.isPercent ? [1, 100] : [1];
  return scales.some((scale) => {
    const distance = Math.abs(stated.value - value * scale);
    const exact = 1e-9 * Math.max(1, Math.abs(value * scale));
    if (distance <= exact) return true;
    const isWhole = Number.isInteger(value * scale);
    return !isWhole && distance <= 0.5 * 10 ** -stated.decimals + exact;
  });
}
