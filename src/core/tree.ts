/** What a session leaves in its workspace. */

export interface Tree {
  /**
   * `verified state`: what the check proved. `best state`: where the fewest tests were red, since what came
   * after made more of them red. `last state`: what was committed last. `as it was`: nothing of this session.
   */
  readonly state: "verified state" | "best state" | "last state" | "as it was";
  /** Tests and check settings whose changes were taken back, since they were not declared part of the task. */
  readonly takenBack: readonly string[];
  /** Those that could not be taken back: someone else has changed them, or their originals are not kept. */
  readonly leftChanged: readonly string[];
}
