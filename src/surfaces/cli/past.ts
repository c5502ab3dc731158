/** Commands about a session's past: each is loaded when it is asked for. */
import type { PastWish } from "./past-wish.ts";
import type { Terminal } from "./terminal.ts";

/** Runs the command and returns the exit code. */
export async function past(wish: PastWish, terminal: Terminal): Promise<number> {
  switch (wish.command) {
    case "rewind":
      return (await import("./rewind.ts")).rewind(wish, terminal);
    case "fork":
      return (await import("./fork.ts")).fork(wish, terminal);
    case "verify":
      return (await import("./verify.ts")).verify(wish, terminal);
    case "forget":
      return (await import("./forget.ts")).forget(wish, terminal);
    case "export":
      return (await import("./export.ts")).exportTo(wish, terminal);
    case "replay":
      return (await import("./replay.ts")).replay(wish, terminal);
    case "compare":
      return (await import("./compare.ts")).compare(wish, terminal);
    case "tree":
      return (await import("./tree.ts")).tree(wish, terminal);
    case "experience":
      return (await import("./experience.ts")).experience(wish, terminal);
    case "sessions":
      return (await import("./find-sessions.ts")).findSessions(wish, terminal);
  }
}
