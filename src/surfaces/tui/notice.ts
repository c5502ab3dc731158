/** Calls a person back: the bell, or a message of the desktop where the terminal is known to make one of it. */
import { sanitizeLine } from "../sanitize.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const longest = 200;

/** What to write. Inside tmux and screen, which keep such messages to themselves, it is the bell. */
export function noticeFor(words: string, environment: Environment): string {
  const bell = "\u{7}";
  const text = sanitizeLine(words).replaceAll(";", ",").slice(0, longest);
  const term = environment["TERM"] ?? "";
  if (environment["TMUX"] || /^(?:tmux|screen)/.test(term)) return bell;
  if (environment["KITTY_WINDOW_ID"]) return `\u{1b}]99;;${text}\u{1b}\\`;
  if (["iTerm.app", "ghostty", "WezTerm"].includes(environment["TERM_PROGRAM"] ?? ""))
    return `\u{1b}]9;${text}\u{7}`;
  if (/^(?:rxvt-unicode|foot)/.test(term)) return `\u{1b}]777;notify;tackle;${text}\u{7}`;
  return bell;
}
