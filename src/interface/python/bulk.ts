/** Bare bytes on a channel of their own: the state that a process goes on from, and the state that it leaves. */
import type { Duplex } from "node:stream";

/** More than a driver keeps; a process that sends more is no driver of ours. */
const most = 64 << 20;
/** How long bytes may take that were said to follow. Milliseconds. */
const patience = 20_000;

export interface Bulk {
  give(bytes: Uint8Array): void;
  /** So many bytes, once they are there; undefined when they do not come. */
  take(length: number): Promise<Uint8Array | undefined>;
  close(): void;
}

/** `distrust` is called when more comes than anybody asked for. */
export function createBulk(channel: Duplex, distrust: () => void): Bulk {
  let chunks: Buffer[] = [];
  let held = 0;
  let isClosed = false;
  let heard: () => void = () => {};
  channel.on("data", (bytes: Buffer) => {
    held += bytes.length;
    if (held > most) {
      chunks = [];
      return distrust();
    }
    chunks.push(bytes);
    heard();
  });
  return {
    give: (bytes) => void channel.write(bytes),
    async take(length) {
      if (length > most) return undefined;
      const late = Date.now() + patience;
      const isDone = (): boolean => held >= length || isClosed || Date.now() >= late;
      while (!isDone()) {
        const timer = setTimeout(() => heard(), late - Date.now());
        await new Promise<void>((resolve) => (heard = resolve));
        clearTimeout(timer);
      }
      if (held < length) return undefined;
      const all = Buffer.concat(chunks);
      chunks = [all.subarray(length)];
      held -= length;
      return all.subarray(0, length);
    },
    close() {
      isClosed = true;
      heard();
    },
  };
}
