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
 * inode makes every earlier commit durable. The first flush also covers the database file and the names of both, since a new file is
 * made without flushing. All stay open until the database is closed: closing a descriptor of its file drops SQLite's locks on it.
 */
export function openFlush(path: string): Flush {
  const [log, file, folder] = [`${path}-wal`, path, dirname(path)].map((name) => openSync(name, "r"));
  let named = false;
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  let closed = false;

  const once = async (): Promise<void> => {
    try {
      await Promise.all(
        named ? [flushed(log, fdatasync)] : [flushed(log, fdatasync), flushed(file, fdatasync)],
      );
      if (!named) await flushed(folder, fsync);
      named = true;
    } catch (error) {
      throw databaseFault(error, path);
    } finally {
      running = undefined;
      if (closed) release();
    }
  };
  const release = (): void => {
    for (const descriptor of [log, file, folder]) if (descriptor !== undefined) closeSync(descriptor);
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

function flushed(descriptor: number | undefined, flush: typeof fsync | typeof fdatasync): Promise<void> {
  if (descriptor === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    flush(descriptor, (error) => (error ? reject(error) : resolve()));
  });
}
