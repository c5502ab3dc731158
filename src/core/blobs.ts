/** Bytes kept in a journal under the sha256 of what they are. */
import type { DatabaseSync } from "node:sqlite";
import { hash } from "node:crypto";
import { corruptFault, guarded } from "./database.ts";
import type { Journal } from "./journal.ts";
import { openReadable } from "./reader.ts";

/** Reads the blobs of the journal at `path`, also while another process writes it; to be closed. */
export function openBlobReader(path: string): { readonly read: Journal["read"]; close(): void } {
  const database = openReadable(path);
  return { read: openReader(database, path), close: () => database.close() };
}

/** The blobs of an open journal. A blob that is not what its name says is `Fault("journal_corrupt")`. */
export function openBlobs(database: DatabaseSync, path: string): Pick<Journal, "keep" | "read"> {
  const insert = database.prepare("INSERT OR IGNORE INTO blobs VALUES (?, ?)");
  return {
    keep(bytes) {
      const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
      const name = hash("sha256", data);
      guarded(path, () => insert.run(name, data));
      return name;
    },
    read: openReader(database, path),
  };
}

function openReader(database: DatabaseSync, path: string): Journal["read"] {
  const select = database.prepare("SELECT bytes FROM blobs WHERE hash = ?");
  return (name) => {
    const bytes = guarded(path, () => select.get(name))?.["bytes"];
    if (!(bytes instanceof Uint8Array)) return undefined;
    if (hash("sha256", bytes) !== name) throw corruptFault(path, `blob ${name} is not what was kept`);
    return bytes;
  };
}
