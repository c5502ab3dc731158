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
      if (tail.length <= limit) return;
      cut += tail.length - half;
      tail = tail.slice(-half);
    },
    text() {
      if (cut === 0) return head + tail;
      return `${head}\n… ${cut} characters left out …\n${tail}`;
    },
  };
}
