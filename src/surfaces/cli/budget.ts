/** The budget that limits on a command line come to. */
import type { Budget } from "../../index.ts";
import type { Limits } from "./wish.ts";

/** A limit that was not given does not limit. */
export function budgetOf({ turns, dollars, tokens, seconds }: Limits): Budget {
  return {
    ...(turns !== undefined && { turns }),
    ...(dollars !== undefined && { dollars }),
    ...(tokens !== undefined && { tokens }),
    ...(seconds !== undefined && { milliseconds: seconds * 1000 }),
  };
}
