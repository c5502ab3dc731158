/** The way to the host: frames on descriptor 3, four bytes of length, little-endian, then JSON. */
import { Socket } from "node:net";
import process from "node:process";
import { whole } from "./state.mts";

/** What the host wants. */
export type Order =
  | { readonly type: "open"; readonly tools: readonly string[] }
  | RunOrder
  | { readonly type: "result"; readonly call: number; readonly json?: string; readonly error?: string };

export interface RunOrder {
  readonly type: "run";
  /** Counts up; names this run to the watcher. */
  readonly run: number;
  readonly cell: string;
  /** JavaScript for the REPL mode. */
  readonly code: string;
  /** What it declares. */
  readonly names: readonly string[];
  /** Where its random numbers begin, and what it read from the clock when it ran before. */
  readonly seed: number;
  readonly given: readonly number[];
}

const socket = new Socket({ fd: 3, readable: true, writable: true });

/**
 * Sends one frame. Never to be called on a cell's own stack: a cell can be ended at any point, and a stream that was ended in
 * the middle of a write is broken for good.
 */
export function send(frame: object): void {
  const body = Buffer.from(JSON.stringify(frame));
  const bytes = Buffer.allocUnsafe(4 + body.length);
  bytes.writeUInt32LE(body.length);
  body.copy(bytes, 4);
  socket.write(bytes);
}

/** Calls `onFrame` with each frame of the host, which is trusted. The process ends when the host is gone. */
export function listen(onFrame: (frame: Order) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  socket.on("data", (bytes: Buffer) => {
    chunks.push(bytes);
    held += bytes.length;
    whole(read);
  });
  const read = (): void => {
    while (held >= 4) {
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readUInt32LE(0) ?? 0;
      if (held < 4 + length) return;
      const all = Buffer.concat(chunks);
      chunks = [all.subarray(4 + length)];
      held -= 4 + length;
      onFrame(JSON.parse(all.toString("utf8", 4, 4 + length)));
    }
  };
  const end = (): void => void process.kill(process.pid, "SIGKILL");
  socket.on("error", end);
  socket.on("close", end);
}
