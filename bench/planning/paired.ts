/** Intervals of paired differences. */

/** Mean and 95 % interval by the bootstrap over pairs; the same numbers give the same interval. */
export function pairedInterval(
  differences: readonly number[],
  rounds = 4000,
): readonly [number, number, number] {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  let state = 20_261_128;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const means = Array.from({ length: rounds }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  ).toSorted((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * (rounds - 1))] ?? Number.NaN;
  return [mean(differences), at(0.025), at(0.975)];
}
