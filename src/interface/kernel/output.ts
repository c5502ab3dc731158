/** What a cell printed: its head and its tail when it is long. */

export interface Output {
  add(text: string): void;
  /** Head and tail, with a line between them that says what is missing. */
  text(): string;
}

/** Holds at most `limit` characters, half from the head and half from the tail. */
export function createOutput(limit: number): Output {
  const half = limit / 2;
  let head = "";
  let tail = "";
  let cut = 0;
  return {
    add(text) {
      const room = half - head.length;
      head += text.slice(0, Math.max(0, room));
      tail += text.slice(Math.max(0, room));
      // Cut in large pieces: a slice at each line would cost the square of the output.
      if (tail.length <= limit) return;
      cut += tail.length - half;
      tail = tail.slice(-half);
    },
    text() {
      const left = cut + Math.max(0, tail.length - half);
      return left === 0 ? head + tail : `${head}\n… ${left} characters left out …\n${tail.slice(-half)}`;
    },
  };
}
