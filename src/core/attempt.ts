/** Attempts: what a search tried from one snapshot, on top of what, and how each stood before the sensors. */

/** One change of an attempt, on top of those of the attempt it stands on. */
export interface Piece {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/**
 * How an attempt stands. `passed`: every sensor is content. `partial`: better than what it stands on and nowhere worse, so more can be
 * built on it. `failed`: neither. `exhausted`: it ran out of what one attempt may use.
 */
export interface Standing {
  readonly outcome: "passed" | "partial" | "failed" | "exhausted";
  /** The share of what failed before and does not now, from 0 to 1. */
  readonly score: number;
  /** What is seen to change in the first failure; the same failure says that the place does not matter to it. */
  readonly effect: "none" | "other" | "further";
}

export interface Attempt extends Standing {
  /** `s1.7` in search `s1`. */
  readonly id: string;
  /** The attempt that it stands on; the search's own id for the snapshot. */
  readonly parent: string;
  /** Names what was tried among all that can be tried on that parent. */
  readonly key: string;
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** The files of this branch that differ from the snapshot, by the blobs of their texts; null when it is gone. Kept where more may follow. */
  readonly texts?: Readonly<Record<string, string | null>>;
  /** Tests that failed, when the project's own check was run. */
  readonly failing?: readonly string[];
  /** True when it was tried again, with more to use. */
  readonly again?: boolean;
}

/** In which order attempts are made: of the text; of what is likely; of what is likely after what was seen so far. */
export type PolicyName = "linear" | "ranked" | "adaptive";

/** What a repair says to later tasks. */
export interface Lesson {
  readonly language: "javascript" | "python";
  readonly operator: string;
  /** The repair's place, from 1, in the order of what is likely without any experience. */
  readonly plain: number;
  /** Its place in the order that also leans on the experience of the tasks before this one. */
  readonly leaned: number;
}

export type AttemptFact =
  | {
      readonly type: "search.opened";
      readonly search: string;
      readonly cell: string;
      /** The call that searches; after a crash it goes on where the journal ends. */
      readonly call: string;
      readonly policy: PolicyName;
      readonly workers: number;
      /** How many attempts there may be. */
      readonly limit: number;
      /** Files of the snapshot that the search may change, by the sha256 of their text. */
      readonly base: Readonly<Record<string, string>>;
      readonly failing: readonly string[];
    }
  /** A further call goes on with a search, up to a new limit. */
  | {
      readonly type: "search.continued";
      readonly search: string;
      readonly cell: string;
      readonly call: string;
      readonly limit: number;
    }
  | { readonly type: "attempts.tried"; readonly search: string; readonly attempts: readonly Attempt[] }
  /** It counts for later tasks once the session is verified. */
  | ({ readonly type: "lesson.drawn"; readonly cell: string } & Lesson)
  | {
      readonly type: "search.closed";
      readonly search: string;
      readonly found?: string;
      readonly tried: number;
      readonly why: string;
    };
