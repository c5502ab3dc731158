/** Whether a cell that was run again came out as it did before. */
import type { Outcome } from "../../core/cell.ts";

type Seen = Pick<Outcome, "status" | "value" | "output" | "error">;

/** True when what can be seen of the second run is what was seen of the first. Pure. */
export function comesOutAs(again: Seen, first: Seen): boolean {
  return (
    again.status === first.status &&
    again.value === first.value &&
    again.output === first.output &&
    again.error?.message === first.error?.message
  );
}
