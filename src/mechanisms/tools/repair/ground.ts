/** What a search stands on: a workspace, a way to run confined workers, and the check to satisfy. */
import type { Check } from "../../../core/finding.ts";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";

export interface Ground {
  readonly root: string;
  launch(program: Program): Promise<Guest>;
  readonly check: Check;
  readonly signal: AbortSignal;
}
