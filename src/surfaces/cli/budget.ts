/** The budget that limits on a command line come to. */
import type { Budget } from "../../index.ts";
import type { Limits } from "./wish.ts";

/** A limit that was not given does not limit. */
export function budgetOf({ turns, dollars, seconds }: Limits): Budget {
  return {
    ...(turns !== undefined && { turns }),
    ...(dollars !== undefined && { dollars }),
    ...(seconds !== undefined && { milliseconds: seconds * 1000 }),
  };
}
