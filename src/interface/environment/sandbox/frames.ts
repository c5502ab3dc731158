/** The frames between tackle and its stage host: a letter, a 32-bit length, the bytes. */

const headLength = 5;
/** What a stage host may say in one frame; more is taken for a broken host. */
const most = 256 * 1024 * 1024;

export interface Frame {
  readonly type: string;
  readonly payload: Buffer;
}

/** A list of texts or bytes as one payload: each with its length before it. One allocation: each command is packed so. */
export function packList(items: readonly (string | number | Uint8Array)[]): Buffer {
  const parts = items.map((item) => (typeof item === "number" ? String(item) : item));
  const lengths = parts.map((part) => (typeof part === "string" ? Buffer.byteLength(part) : part.length));
  const packed = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const length = lengths[index] ?? 0;
    packed.writeUInt32BE(length, at);
    if (typeof part === "string") packed.write(part, at + 4);
    else packed.set(part, at + 4);
    at += 4 + length;
  }
  return packed;
}

/** One frame as bytes. */
export function packFrame(type: string, payload: Uint8Array): Buffer {
  const head = Buffer.allocUnsafe(headLength);
  head.write(type, 0, 1, "latin1");
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** A reader that is fed chunks as they come and calls back once a whole frame; throws on one that is too long to be honest. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = headLength;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      chunks = [all];
      wanted = headLength + all.readUInt32BE(1);
      if (wanted > most) throw new RangeError(`a frame of ${wanted} bytes`);
      if (held < wanted) return;
      chunks = held > wanted ? [all.subarray(wanted)] : [];
      held -= wanted;
      const payload = all.subarray(headLength, wanted);
      wanted = headLength;
      onFrame({ type: all.toString("latin1", 0, 1), payload });
    }
  };
}
