/** The bundle behind an accepted change: what was checked, before and after, and what was not. */

/** Counts of one run of a check. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Evidence {
  /** True only when at least one check failed before and passes now, none vanished, none turned red. */
  readonly proven: boolean;
  readonly command: string;
  readonly before: Tally;
  readonly after: Tally;
  /** Tests that failed before and pass now, by name. */
  readonly fixed: readonly string[];
  /** Tests that fail still. */
  readonly failing: readonly string[];
  /** Workspace paths that differ from the start of the session. */
  readonly changed: readonly string[];
  /** Why it is not proven, or what remains unknown: one line each. */
  readonly reasons: readonly string[];
}
