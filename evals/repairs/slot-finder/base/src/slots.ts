import { overlaps, type Span } from "./span.ts";

/** Starts, every `step` minutes, at which a meeting of so many minutes fits into the day. */
export function freeSlots(day: Span, busy: readonly Span[], minutes: number, step = 30): number[] {
  const starts: number[] = [];
  for (let from = day.from; from + minutes <= day.to; from += step) {
    const span = { from, to: from + minutes };
    if (!busy.some((one) => overlaps(span, one))) starts.push(from);
  }
  return starts;
}
