/** What a command printed: the head and the tail, as much as was asked for. */
import { StringDecoder } from "node:string_decoder";

export interface Transcript {
  add(chunk: Buffer): void;
  /** The text kept, and the size of all of it in bytes when that is more (else 0). */
  end(): { readonly output: string; readonly cut: number };
}

/** The bytes from their first whole character on. */
function fromWholeCharacter(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}

/** `limit` is in bytes; `onOutput` hears everything, also what is not kept. */
export function createTranscript(limit: number, onOutput?: (text: string) => void): Transcript {
  const half = Math.max(1, Math.floor(limit / 2));
  const decoder = new StringDecoder("utf8");
  const head: Buffer[] = [];
  let headSize = 0;
  let tail: Buffer[] = [];
  let tailSize = 0;
  let total = 0;
  const addTail = (bytes: Buffer): void => {
    tail.push(bytes);
    tailSize += bytes.length;
    if (tailSize <= 4 * half + 65_536) return;
    const kept = Buffer.concat(tail).subarray(-half);
    tail = [Buffer.from(kept)];
    tailSize = kept.length;
  };
  return {
    add(chunk) {
      total += chunk.length;
      onOutput?.(decoder.write(chunk));
      const taken = chunk.subarray(0, half - headSize);
      if (taken.length > 0) head.push(taken);
      headSize += taken.length;
      if (taken.length < chunk.length) addTail(chunk.subarray(taken.length));
    },
    end() {
      const rest = decoder.end();
      if (rest !== "") onOutput?.(rest);
      const first = Buffer.concat(head);
      const last = Buffer.concat(tail);
      if (headSize + last.length === total && total <= 2 * half)
        return { output: Buffer.concat([first, last]).toString("utf8"), cut: 0 };
      const start = new StringDecoder("utf8").write(first); // only whole characters
      const finish = fromWholeCharacter(last.subarray(-half));
      const left = total - Buffer.byteLength(start) - finish.length;
      return {
        output: `${start}\n[… ${left} bytes left out …]\n${finish.toString("utf8")}`,
        cut: total,
      };
    },
  };
}
