export interface Span {
  readonly from: number;
  readonly to: number;
}

/** True when the two have a moment in common; the end of a span is not in it. */
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from <= a.to;

export const length = ({ from, to }: Span): number => to - from;
