/** A search over attempts, in the words that the room that plans it and the rooms that know what to try say to each other. */
import type { Piece, PolicyName, Standing } from "../core/attempt.ts";

/** Something that can be tried. */
export interface Idea<W> {
  /** Its name among the ideas on the same path. */
  readonly key: string;
  readonly label: string;
  /** How likely it is to be right before anything is tried: a logarithm. */
  readonly prior: number;
  /** Its place in the text, for who tries in that order. */
  readonly place: number;
  /** What it has in common with others, such as its line: what is learnt of one says something of the rest. */
  readonly traits: readonly string[];
  readonly work: W;
}

/** What is searched. A path is what was done since the snapshot, oldest first; the snapshot itself is the empty one. */
export interface Field<W> {
  /** The snapshot: what fails on it, and the texts that may change. */
  readonly failing: readonly string[];
  readonly base: ReadonlyMap<string, string>;
  /** All that can be tried on a path, the likeliest first. */
  ideas(path: readonly W[]): Promise<readonly Idea<W>[]>;
  /** Ideas of the same path that one which passed makes likely to pass too: they are tried next, as its rivals. */
  akin?(path: readonly W[], work: W): readonly Idea<W>[];
  /** Tries one in a staged copy; undefined when it cannot be tried at all, which costs nothing. `worker` counts from 0. */
  attempt(
    path: readonly W[],
    work: W,
    how: { readonly worker: number; readonly ample: boolean },
  ): Promise<Judged | undefined>;
  /** What it changes, for the record. */
  pieces(path: readonly W[], work: W): readonly Piece[];
  /** The texts of a branch that differ from the snapshot; null for a file that is gone. */
  texts(path: readonly W[]): ReadonlyMap<string, string | null>;
}

export interface Judged extends Standing {
  readonly failing?: readonly string[];
}

export interface ExploreLimits {
  /** Attempts in all, over all branches and workers. */
  readonly attempts: number;
  /** Asked before each attempt: why there may be no more. */
  readonly over: () => string | undefined;
  readonly policy: PolicyName;
  readonly workers: number;
  /** How many more attempts are made after the first that passes: `settle` chooses among all that pass. Default none. */
  readonly rivals?: number;
}

/** What a search came to. */
export interface Exploration<W> {
  /** The work after which every sensor is content, in order. */
  readonly found: readonly W[] | undefined;
  /** How many attempts it took to come to `found`. */
  readonly position: number;
  /** The search's name, where it is written down. */
  readonly search: string;
  /** The attempt that it was. */
  readonly attempt: string | undefined;
  readonly tried: number;
  /** Ideas on all paths that were opened. */
  readonly generated: number;
  /** Labels of what was tried, and how often. */
  readonly labels: Readonly<Record<string, number>>;
  /** Why it ended before there was nothing left to try, if it did. */
  readonly over: string | undefined;
  /** Paths that were better than the snapshot, the best first. */
  readonly partial: readonly (readonly W[])[];
}

/** Chooses between paths that all passed; undefined when none of them can be believed. */
export type Settle<W> = (passed: readonly (readonly W[])[]) => Promise<number | undefined>;

/** Searches a field within limits. */
export type Explore = <W>(
  field: Field<W>,
  limits: ExploreLimits,
  settle?: Settle<W>,
) => Promise<Exploration<W>>;
