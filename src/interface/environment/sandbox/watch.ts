/** The eye on one running command: its time limit, its abort signal, and the last resort when neither is obeyed. */
import type { Command } from "../sandbox.ts";

export interface Watch {
  readonly timedOut: boolean;
  readonly interrupted: boolean;
  end(): void;
}

const defaultTimeLimit = 120_000;
/** How long the host has to end a command before it is ended itself. */
const grace = 5000;

/** Calls `kill` when the time is up or the signal fires, and `destroy` when the command is still there after a grace. */
export function watchOver(command: Command, kill: () => void, destroy: () => void): Watch {
  let timedOut = false;
  let interrupted = command.signal?.aborted ?? false;
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    kill();
    last ??= setTimeout(destroy, grace);
  };
  const limit = setTimeout(() => {
    timedOut = true;
    stop();
  }, command.timeLimit ?? defaultTimeLimit);
  const onAbort = (): void => {
    interrupted = true;
    stop();
  };
  command.signal?.addEventListener("abort", onAbort);
  return {
    get timedOut() {
      return timedOut;
    },
    get interrupted() {
      return interrupted;
    },
    end() {
      clearTimeout(limit);
      clearTimeout(last);
      command.signal?.removeEventListener("abort", onAbort);
    },
  };
}
