/** Making what was appended outlive a power cut, many at a time and without blocking the loop. */
import { closeSync, fdatasync, fsync, openSync } from "node:fs";
import { dirname } from "node:path";
import { databaseFault } from "./database.ts";

export interface Flush {
  /** Settles when all that was committed before this call is on the disk. Rejects with a Fault. */
  wait(): Promise<void>;
  close(): void;
}

/**
 * Flushes the write-ahead log of the database at `path`, which is open in WAL mode and stays so until `close`.
 *
 * A commit in `synchronous=NORMAL` has its pages written to the log when it returns, in the page cache. The log is one inode for as
 * long as a connection lives; SQLite flushes log and database itself before it starts the log anew. So a flush of that
 * inode makes every earlier commit durable. Only the log is opened here: closing a second descriptor of the database file would
 * drop SQLite's locks on it.
 */
export function openFlush(path: string): Flush {
  const log = openSync(`${path}-wal`, "r");
  let folder: number | undefined = openSync(dirname(path), "r");
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  let closed = false;

  const once = async (): Promise<void> => {
    try {
      await promised((done) => fdatasync(log, done));
      if (folder === undefined) return;
      // The file's own name must outlive the power cut too; once is enough.
      const first = folder;
      await promised((done) => fsync(first, done));
      folder = undefined;
      closeSync(first);
    } catch (error) {
      throw databaseFault(error, path);
    } finally {
      running = undefined;
      if (closed) release();
    }
  };
  const release = (): void => {
    closeSync(log);
    if (folder !== undefined) closeSync(folder);
    folder = undefined;
  };
  return {
    wait() {
      if (closed) return Promise.resolve();
      if (!running) return (running = once());
      // A flush under way may have begun before the newest commit, so all who come now share the next one.
      queued ??= running
        .catch(() => {})
        .then(() => {
          queued = undefined;
          return closed ? undefined : (running = once());
        });
      return queued;
    },
    close() {
      if (closed) return;
      closed = true;
      if (!running) release();
    },
  };
}

function promised(start: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
