/** The two streams that a command writes to, and what they can show. */

type Environment = Readonly<Record<string, string | undefined>>;

export interface Terminal {
  /** Writes to stdout. */
  out(text: string): void;
  /** Writes to stderr. */
  error(text: string): void;
  /** Colour is welcome on stdout. */
  readonly color: boolean;
  /** Lines of stdout may be written over: a person is looking. */
  readonly live: boolean;
  /** Width in columns, now. */
  columns(): number;
  /** Called when the reader of stdout has gone. */
  onClosed(listener: () => void): void;
  /** Resolves when all that was written has been handed over. */
  flush(): Promise<void>;
}

/** The terminal of this process. A closed pipe ends it politely: with exit code 0, unless a listener has other plans. */
export function openTerminal(environment: Environment): Terminal {
  const { stdout, stderr } = process;
  let onClosed = (): void => process.exit(0);
  let closed = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    if (!closed) onClosed();
    closed = true;
  });
  // Nobody is left to be told that stderr is gone.
  stderr.on("error", () => undefined);
  const tty = stdout.isTTY && environment["TERM"] !== "dumb";
  return {
    out: (text) => void (closed || stdout.write(text)),
    error: (text) => void stderr.write(text),
    color: tty && !environment["NO_COLOR"],
    live: tty && !environment["CI"],
    columns: () => stdout.columns || 80,
    onClosed: (listener) => void (onClosed = listener),
    flush: async () => {
      for (const stream of [stdout, stderr])
        if (stream.writableLength > 0) await new Promise((resolve) => stream.write("", resolve));
    },
  };
}
