/** One measured figure, and how it is printed. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** How many samples it is the median of. */
  readonly n: number;
}

/** The middle of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[sorted.length % 2 === 1 ? middle : middle - 1],
    sorted[middle],
  ];
  return (low + high) / 2;
}

/** Prints a figure as one JSON object on a line; `bench/run.ts` makes a table of them. */
export function printFigure({ name, value, unit, n }: Figure): void {
  console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, n }));
}
