/** The host's end of the relay: each connection that a program makes inside is one stream here. */
import { Duplex } from "node:stream";

/** Bytes that may be on their way in one direction of one stream; the inside keeps to it too. */
export const streamWindow = 256 << 10;
const headLength = 9;
const longest = 1 << 20;

/** Calls `onStream` for each connection. What comes over the channel is not trusted: on a frame that cannot be, the channel is closed. */
export function openRelay(channel: Duplex, onStream: (stream: Duplex) => void): void {
  const streams = new Map<number, RelayedStream>();
  const send = (type: string, id: number, bytes: Uint8Array): void => {
    const frame = Buffer.allocUnsafe(headLength + bytes.length);
    frame.write(type, 0, 1, "latin1");
    frame.writeUInt32BE(id, 1);
    frame.writeUInt32BE(bytes.length, 5);
    frame.set(bytes, headLength);
    if (channel.writable) channel.write(frame);
  };
  const hear = (type: string, id: number, bytes: Buffer): boolean => {
    if (type === "O") {
      if (streams.has(id)) return false;
      const stream = new RelayedStream((word, payload) => send(word, id, payload));
      streams.set(id, stream);
      stream.on("close", () => streams.delete(id));
      onStream(stream);
      return true;
    }
    const stream = streams.get(id);
    if (stream === undefined) return true; // it was closed here first
    if (type === "D") return stream.receive(bytes);
    if (type === "A" && bytes.length === 4) return stream.grant(bytes.readUInt32BE(0));
    if (type === "E") return stream.receive(null);
    if (type === "C") stream.destroy();
    return type === "C";
  };
  let held: Buffer = Buffer.alloc(0);
  channel.on("data", (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= headLength) {
      const end = headLength + held.readUInt32BE(5);
      if (end > longest) return void channel.destroy();
      if (held.length < end) return;
      const isHonest = hear(
        held.toString("latin1", 0, 1),
        held.readUInt32BE(1),
        held.subarray(headLength, end),
      );
      if (!isHonest) return void channel.destroy();
      held = held.subarray(end);
    }
  });
  channel.on("error", () => {});
  channel.on("close", () => {
    for (const stream of streams.values()) stream.destroy();
  });
}

type Send = (type: string, bytes: Uint8Array) => void;

class RelayedStream extends Duplex {
  readonly #send: Send;
  #may = streamWindow;
  #unread = 0;
  #waiting: (() => void) | undefined;

  constructor(send: Send) {
    super({ highWaterMark: streamWindow, allowHalfOpen: true });
    this.#send = send;
  }

  /** False when it sent more than it may. */
  receive(bytes: Buffer | null): boolean {
    this.#unread += bytes?.length ?? 0;
    if (this.#unread > streamWindow) return false;
    this.push(bytes);
    return true;
  }

  /** So many bytes more may be sent. */
  grant(count: number): boolean {
    this.#may += count;
    const wake = this.#waiting;
    this.#waiting = undefined;
    wake?.();
    return this.#may <= streamWindow;
  }

  override _read(): void {
    // What is still in the buffer was not taken yet.
    const taken = this.#unread - this.readableLength;
    if (taken <= 0) return;
    this.#unread -= taken;
    const count = Buffer.allocUnsafe(4);
    count.writeUInt32BE(taken);
    this.#send("A", count);
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#pass(bytes, done);
  }

  /** Sends what may be sent now, and the rest when more may. */
  #pass(bytes: Buffer, done: () => void): void {
    const now = bytes.subarray(0, Math.min(this.#may, 65_536));
    this.#may -= now.length;
    if (now.length > 0) this.#send("D", now);
    if (now.length === bytes.length) return done();
    const rest = (): void => this.#pass(bytes.subarray(now.length), done);
    if (this.#may > 0) return rest();
    this.#waiting = rest;
  }

  override _final(done: () => void): void {
    this.#send("E", Buffer.alloc(0));
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#send("C", Buffer.alloc(0));
    done(error);
  }
}
