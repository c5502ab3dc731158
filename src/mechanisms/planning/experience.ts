/** Experience across tasks: which operators repaired what, and whether leaning on that would have found later repairs sooner. */
import type { Lesson } from "../../core/attempt.ts";

/** Repairs without which nothing is leant on. */
const least = 8;
/** Comparisons without which nothing is decided. */
const enough = 12;
/** About how many operators there are: what one of them can be expected to have without knowing anything. */
const operators = 100;
/** How far experience counts beside the order that is there without it. */
const weight = 0.6;

/** What past repairs add to the rank of an operator; repairs in other languages count for half. */
export function leaningOf(
  lessons: readonly Lesson[],
  language: Lesson["language"],
): (operator: string) => number {
  const counts = new Map<string, number>();
  let all = 0;
  for (const lesson of lessons) {
    const share = lesson.language === language ? 1 : 0.5;
    counts.set(lesson.operator, (counts.get(lesson.operator) ?? 0) + share);
    all += share;
  }
  if (lessons.length < least) return () => 0;
  return (operator) => weight * Math.log(((counts.get(operator) ?? 0) + 1) / (all / operators + 1));
}

/** Whether experience is used, and the figures that say so. */
export interface Worth {
  readonly pays: boolean;
  /** Repairs of which both places are known. */
  readonly compared: number;
  /** The geometric mean of place with experience ÷ place without; below 1 it helps. */
  readonly ratio: number;
  /** The upper end of its one-sided 95 % interval. */
  readonly upper: number;
}

/**
 * Each lesson was compared before it was learnt: its repair's place in the order without experience, and in the order by what was
 * known then. So every comparison is on a task that the experience had not seen. It pays when the mean gain is sure at 95 % (one-sided).
 */
export function worthOf(lessons: readonly Lesson[]): Worth {
  const gains = lessons.slice(least).map(({ plain, leaned }) => Math.log(leaned / plain));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / Math.max(gains.length, 1);
  const spread = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(gains.length - 1, 1);
  const upper = mean + 1.7 * Math.sqrt(spread / Math.max(gains.length, 1));
  return {
    pays: gains.length >= enough && upper < 0,
    compared: gains.length,
    ratio: Math.exp(mean),
    upper: gains.length < 2 ? Number.POSITIVE_INFINITY : Math.exp(upper),
  };
}

/** Lessons as a search uses them. */
export function experienceOf(lessons: readonly Lesson[]): {
  leaning(language: Lesson["language"]): (operator: string) => number;
  readonly pays: boolean;
} {
  return { leaning: (language) => leaningOf(lessons, language), pays: worthOf(lessons).pays };
}
