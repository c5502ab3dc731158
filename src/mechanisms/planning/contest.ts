/** Attempts that pass, and how many more are made once the first has, so that one can be chosen among them. */
import type { ExploreLimits, Settle } from "../exploration.ts";

export interface Passed<W> {
  readonly id: string;
  readonly path: readonly W[];
  /** How many attempts had been made when it passed, itself included. */
  readonly position: number;
}

export interface Contest<W> {
  add(passed: Passed<W>): void;
  /** True while another attempt is worth making. */
  isOpen(tried: number): boolean;
  begun(): boolean;
  chosen(settle: Settle<W>): Promise<Passed<W> | undefined>;
}

/** Attempts that pass and are weighed against each other. */
const mostRivals = 40;

export function createContest<W>({ attempts, rivals = 0 }: ExploreLimits): Contest<W> {
  const passed: Passed<W>[] = [];
  let most = attempts;
  return {
    add(one) {
      if (passed.length === 0) most = Math.min(attempts, one.position + rivals);
      passed.push(one);
    },
    isOpen: (tried) => tried < most && passed.length < mostRivals,
    begun: () => passed.length > 0,
    async chosen(settle) {
      if (passed.length === 0) return undefined;
      const at = await settle(passed.map(({ path }) => path));
      return at === undefined ? undefined : passed[at];
    },
  };
}
