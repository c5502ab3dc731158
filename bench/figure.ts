/** One measured figure, and how it is printed. */
import process from "node:process";

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

/** Prints a figure: one JSON object a line with `--json`, else words. */
export function printFigure({ name, value, unit, n }: Figure): void {
  const rounded = Number(value.toPrecision(4));
  if (process.argv.includes("--json")) console.log(JSON.stringify({ name, value: rounded, unit, n }));
  else console.log(`${name.padEnd(52)} ${String(rounded).padStart(10)} ${unit.padEnd(8)} n=${n}`);
}
