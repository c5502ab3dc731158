/** What a session changed, as a diff for people. */
import { openBlobReader } from "./core/blobs.ts";
import type { Change, Version } from "./core/effect.ts";
import { findSession } from "./core/library.ts";
import { readJournal } from "./core/reader.ts";
import { diffText } from "./interface/environment/difference.ts";
import { netChanges } from "./mechanisms/control/situation.ts";

/** The net changes of a session, and their unified diff. Reads only the journal: what became of the files since does not matter. */
export async function sessionDiff(
  state: string,
  id: string,
): Promise<{ readonly changes: readonly Change[]; readonly text: string }> {
  const path = findSession(state, id);
  const changes = netChanges(readJournal(path).facts);
  const blobs = openBlobReader(path);
  try {
    const bytes = (version: Version): Uint8Array | undefined =>
      version.node === "file" && version.hash !== undefined ? blobs.read(version.hash) : undefined;
    const text = await diffText(
      changes,
      ({ before }) => bytes(before),
      ({ after }) => bytes(after),
    );
    return { changes, text };
  } finally {
    blobs.close();
  }
}
