/** Lines that are typed or piped in: whoever asks has the next one, else they are words. */
import { createInterface } from "node:readline";

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

export interface Lines {
  /** The next line, whoever it would have been for; undefined at the end of them. */
  next(): Promise<string | undefined>;
  close(): void;
}

/** `idle` settles when the next word may be taken from a pipe, whose words do not overtake each other. */
export function readLines(
  input: Input,
  heard: {
    readonly word: (line: string) => void;
    readonly end: () => void;
    readonly idle: () => Promise<void>;
  },
): Lines {
  const lines = createInterface({ input, terminal: false });
  let waiting: ((line: string | undefined) => void) | undefined;
  let asked = Promise.withResolvers<void>();
  let over = false;
  const read = async (): Promise<void> => {
    for await (const line of lines) {
      if (waiting) waiting(line);
      else if (line.trim() !== "") heard.word(line);
      if (input.isTTY !== true) await Promise.race([heard.idle(), waiting ? undefined : asked.promise]);
    }
    over = true;
    waiting?.(undefined);
    await heard.idle();
    heard.end();
  };
  void read();
  return {
    async next() {
      if (over) return undefined;
      const line = Promise.withResolvers<string | undefined>();
      waiting = line.resolve;
      asked.resolve();
      try {
        return await line.promise;
      } finally {
        waiting = undefined;
        asked = Promise.withResolvers();
      }
    },
    close: () => lines.close(),
  };
}
