/** Lines that are typed or piped in: whoever asks has the next one, else they are words. */
import { createInterface, type Interface } from "node:readline";

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
  let lines: Interface | undefined;
  let waiting: ((line: string | undefined) => void) | undefined;
  let asked = Promise.withResolvers<void>();
  let over = false;
  const answer = (line: string | undefined): boolean => {
    const asking = waiting;
    waiting = undefined;
    asked = Promise.withResolvers();
    asking?.(line);
    return asking !== undefined;
  };
  const read = async (): Promise<void> => {
    const piped = input.isTTY !== true;
    if (piped) await heard.idle();
    // Not before: what comes while nobody iterates is lost.
    lines = createInterface({ input, terminal: false });
    for await (const line of lines) {
      if (!answer(line) && line.trim() !== "") heard.word(line);
      if (piped) await Promise.race([heard.idle(), waiting ? undefined : asked.promise]);
    }
    over = true;
    answer(undefined);
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
      return line.promise;
    },
    close: () => lines?.close(),
  };
}
