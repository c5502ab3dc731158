/** What a search stands on: a workspace, a way to run confined workers, the check to satisfy, and who plans. */
import type { Check } from "../../../core/finding.ts";
import type { Explore } from "../../exploration.ts";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";

export interface Ground {
  readonly explore: Explore;
  readonly root: string;
  launch(program: Program): Promise<Guest>;
  readonly check: Check;
  readonly signal: AbortSignal;
}
