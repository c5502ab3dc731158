/** Frames between the host and a kernel: four bytes of length, little-endian, then that many bytes of JSON. */

/** A kernel is hostile ground: a frame longer than this ends it. */
export const frameLimit: number = 32 << 20;

/** One value as a frame. */
export function encodeFrame(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32LE(body.length);
  body.copy(frame, 4);
  return frame;
}

/**
 * Takes bytes as they come and calls `onFrame` with each whole value. Returns false when the bytes are no frames
 * (too long, not JSON): nothing after that can be trusted.
 */
export function createFrameReader(onFrame: (value: unknown) => void): (bytes: Buffer) => boolean {
  let chunks: Buffer[] = [];
  let held = 0;
  return (bytes) => {
    chunks.push(bytes);
    held += bytes.length;
    while (held >= 4) {
      // Joined only when the length is known to be there: joining at each chunk would cost the square of a frame's size.
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readUInt32LE(0) ?? 0;
      if (length > frameLimit) return false;
      if (held < 4 + length) return true;
      const all = Buffer.concat(chunks);
      chunks = [all.subarray(4 + length)];
      held -= 4 + length;
      let value: unknown;
      try {
        value = JSON.parse(all.toString("utf8", 4, 4 + length));
      } catch {
        return false;
      }
      onFrame(value);
    }
    return true;
  };
}
