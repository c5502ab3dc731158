/** The append-only log of a session, as everything above sees it. */
import type { Fact, FactBody } from "./fact.ts";

/**
 * One session's log. A fact that `append` has returned survives `kill -9` of this process; after `sync` it also survives
 * a power cut. Facts are never changed. Blobs are named by the sha256 of their bytes, in hex.
 */
export interface Journal {
  /** The session's id. */
  readonly id: string;
  /** All facts so far, in order. The array grows; it is never replaced. */
  readonly facts: readonly Fact[];
  /** The hash of the last fact, which covers all before it (hex). */
  readonly head: string;
  append(...bodies: readonly FactBody[]): readonly Fact[];
  sync(): Promise<void>;
  /** Keeps bytes and returns their name. */
  keep(bytes: Uint8Array | string): string;
  /** The bytes of that name; undefined when they were never kept here. */
  read(hash: string): Uint8Array | undefined;
  /** Calls `listener` for each fact appended from now on; returns what ends that. */
  listen(listener: (fact: Fact) => void): () => void;
  close(): void;
}
