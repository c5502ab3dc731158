/** Death of this process at a commit to its journal. */
import { systemClock } from "../../src/core/clock.ts";
import type { Order } from "./order.ts";

const end = (): void => {
  process.kill(process.pid, "SIGKILL");
  for (;;); // the signal is on its way
};

/** Counts commits, and ends the process right before or right after the one of the order. `looks`: how often the clock is asked before the first. */
export function countCommits(
  { kill }: Pick<Order, "kill">,
  looks: number,
): { readonly onFact: () => void; readonly count: () => number } {
  if (kill?.side === "before") {
    // The journal looks at the clock right before each commit.
    let left = kill.commit + looks;
    const now = systemClock.now.bind(systemClock);
    Object.assign(systemClock, {
      now: () => {
        left -= 1;
        if (left === 0) end();
        return now();
      },
    });
  }
  let commits = 0;
  return {
    onFact: () => {
      commits += 1;
      if (kill?.side === "after" && commits === kill.commit) end();
    },
    count: () => commits,
  };
}
