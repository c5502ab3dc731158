/** Whether a session's journal is what was written, from its first fact to its last. */
import { hash } from "node:crypto";
import { corruptFault, guarded } from "./database.ts";
import type { Fact } from "./fact.ts";
import type { Fault } from "./fault.ts";
import { findSession } from "./library.ts";
import { openReadable, readJournal } from "./reader.ts";

/** What was found. */
export interface Verification {
  readonly session: string;
  /** Facts that are as they were written, up to the first that is not. */
  readonly facts: number;
  /** The chain's head there. */
  readonly head: string;
  readonly blobs: number;
  /** Facts of which texts were forgotten: that they were there is verified, and what was in them is not. */
  readonly forgotten: number;
  /** The first thing that is not as it was written. */
  readonly damage?: Fault;
  /** The fact whose hash was given; absent when none was, or it is nowhere. */
  readonly at?: number;
}

/**
 * Verifies all of the session named by its id or the start of it. `head` is one that was printed once, or the first eight or more digits of it: it must be in the chain, else
 * what came before it was changed, or facts are gone from the end. Throws `Fault("session_unknown")`.
 */
export function verifySession(state: string, named: string, head?: string): Verification {
  const path = findSession(state, named);
  const { id, facts, damage, head: now } = readJournal(path, { salvage: true, whole: true });
  const rows = damage ? { blobs: 0 } : readRows(path, head);
  const wrong = damage ?? rows.damage;
  return {
    session: id,
    facts: facts.length,
    head: now,
    blobs: rows.blobs,
    forgotten: forgottenIn(facts),
    ...(wrong && { damage: wrong }),
    ...(rows.at !== undefined && { at: rows.at }),
  };
}

interface Rows {
  readonly blobs: number;
  readonly damage?: Fault;
  readonly at?: number;
}

function readRows(path: string, head: string | undefined): Rows {
  return guarded(path, () => {
    const database = openReadable(path);
    try {
      let blobs = 0;
      for (const row of database.prepare("SELECT hash, bytes FROM blobs").iterate()) {
        blobs += 1;
        if (row["bytes"] instanceof Uint8Array && hash("sha256", row["bytes"]) === row["hash"]) continue;
        return { blobs, damage: corruptFault(path, `blob ${String(row["hash"])} is not what was kept`) };
      }
      const start = /^[\da-f]{8,64}$/.exec(head?.toLowerCase() ?? "")?.[0];
      const found =
        start === undefined
          ? undefined
          : database.prepare("SELECT seq FROM facts WHERE substr(hash, 1, ?) = ?").get(start.length, start);
      return { blobs, ...(found && { at: Number(found["seq"]) }) };
    } finally {
      database.close();
    }
  });
}

function forgottenIn(facts: readonly Fact[]): number {
  return new Set(
    facts.flatMap((fact) => (fact.type === "text.forgotten" ? fact.facts.map(({ seq }) => seq) : [])),
  ).size;
}
