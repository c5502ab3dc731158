/** The keys that a person presses, as long as they are read: the terminal is as it was afterwards, however the process ends. */
import { readKeys } from "./kit.ts";

export interface Heard {
  readonly key: (data: string) => void;
  /** Pasted, not typed. */
  readonly paste: (text: string) => void;
  /** The process goes on after it was stopped by Ctrl-Z, or by a signal. */
  readonly back: () => void;
}

export interface Keyboard {
  /** Lets somebody else have the terminal: another program, or the shell. */
  suspend(): void;
  resume(): void;
  close(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Terminals that tell Shift-Enter from Enter when they are asked to, and are known to understand the question. */
const tellsKeys = (environment: Environment): boolean =>
  !environment["TMUX"] &&
  (environment["KITTY_WINDOW_ID"] !== undefined ||
    ["ghostty", "WezTerm", "iTerm.app"].includes(environment["TERM_PROGRAM"] ?? "") ||
    /kitty|ghostty|foot/.test(environment["TERM"] ?? ""));

/** Reads keys from stdin. A lone Esc waits longer over ssh, where the bytes of one key may come apart. */
export function openKeyboard(environment: Environment, heard: Heard): Keyboard {
  const { stdin, stdout } = process;
  const patience = environment["SSH_CONNECTION"] ? 150 : 30;
  const asks = tellsKeys(environment);
  const keys = readKeys(patience, heard);
  const begin = `\u{1b}[?2004h${asks ? "\u{1b}[>1u" : ""}`;
  const end = `${asks ? "\u{1b}[<u" : ""}\u{1b}[?2004l\u{1b}[?7h\u{1b}[?25h`;
  const feed = (data: Buffer): void => keys.feed(data);
  let reading = false;
  const restore = (): void => {
    if (!reading) return;
    reading = false;
    stdin.off("data", feed);
    stdin.setRawMode(false);
    stdin.pause();
    stdout.write(end);
  };
  const read = (): void => {
    if (reading) return;
    reading = true;
    stdout.write(begin);
    stdin.setRawMode(true);
    stdin.on("data", feed);
    stdin.resume();
  };
  const goOn = (): void => {
    reading = false;
    stdin.off("data", feed);
    read();
    heard.back();
  };
  process.on("exit", restore);
  process.on("SIGCONT", goOn);
  read();
  return {
    suspend: restore,
    resume: read,
    close: () => {
      restore();
      keys.close();
      process.off("exit", restore);
      process.off("SIGCONT", goOn);
    },
  };
}
