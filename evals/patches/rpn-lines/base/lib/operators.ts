/** What the operators do with the numbers that they take. */

export interface Operator {
  readonly takes: 1 | 2;
  readonly does: (...numbers: number[]) => number;
}

const two = (does: (a: number, b: number) => number): Operator => ({ takes: 2, does: does as Operator["does"] });
const one = (does: (a: number) => number): Operator => ({ takes: 1, does: does as Operator["does"] });

export const operators: ReadonlyMap<string, Operator> = new Map([
  ["+", two((a, b) => a + b)],
  ["-", two((a, b) => a - b)],
  ["*", two((a, b) => a * b)],
  ["/", two((a, b) => a / b)],
  ["mod", two((a, b) => a - b * Math.floor(a / b))],
  ["^", two((a, b) => a ** b)],
  ["neg", one((a) => -a)],
  ["abs", one(Math.abs)],
  ["sqrt", one(Math.sqrt)],
]);

/** Words that put the stack in order: how many numbers they take, and what they put down instead. */
export const orders: ReadonlyMap<string, { readonly takes: number; readonly puts: (numbers: number[]) => number[] }> = new Map([
  ["dup", { takes: 1, puts: ([a]: number[]) => [a!, a!] }],
  ["drop", { takes: 1, puts: () => [] }],
  ["swap", { takes: 2, puts: ([a, b]: number[]) => [b!, a!] }],
  ["over", { takes: 2, puts: ([a, b]: number[]) => [a!, b!, a!] }],
]);
