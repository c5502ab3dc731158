/** Keeps what a session stands on between two runs of one process, so that the next word, or a rewind, finds its kernel warm. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "./core/clock.ts";
import { sessionId } from "./core/id.ts";
import { keyOf, openFooting, secretsOf, type Footing, type Reserve, type Terrain } from "./footing.ts";
import { removeTree } from "./interface/environment/sandbox/remove-tree.ts";

/** Milliseconds after which nobody is expected to go on soon: the memory is given back, and the variables come from the journal. */
const patience = 10 * 60_000;
/** Until the next kernel is started ahead: by then the end of a run is on the screen. Milliseconds. */
const breath = 250;

interface Kept {
  readonly session: string;
  readonly footing: Footing;
  readonly timers: readonly NodeJS.Timeout[];
}

/** At most one session's is kept. `state` is the state folder. */
export function createReserve(state: string): Reserve {
  let kept: Kept | undefined;
  const release = (): Kept | undefined => {
    const was = kept;
    kept = undefined;
    for (const timer of was?.timers ?? []) clearTimeout(timer);
    return was;
  };
  const close = async (): Promise<void> => release()?.footing.close();
  const open = (terrain: Terrain): Footing => {
    // Named as a session's is: what a killed process left is cleared away with theirs.
    const scratch = join(state, "scratch", sessionId(systemClock.now()));
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    return openFooting(terrain, scratch, { after: () => removeTree(scratch) });
  };
  return {
    async take(session, terrain) {
      const was = release();
      if (was?.session === session && was.footing.key === keyOf(terrain)) {
        const secrets = secretsOf(terrain);
        was.footing.secrets = secrets;
        // A file with secrets that has come since is masked in a new sandbox only.
        if (same(was.footing.masked(), await secrets.all())) return was.footing;
      }
      await was?.footing.close();
      return open(terrain);
    },
    async keep(session, footing) {
      await close();
      if (footing.masked() === undefined) return footing.close();
      const ahead = setTimeout(() => footing.prepare(), breath);
      const end = setTimeout(() => void close(), patience);
      for (const timer of [ahead, end]) timer.unref();
      kept = { session, footing, timers: [ahead, end] };
    },
    close,
  };
}

const same = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a?.length === b.length && a.every((name, at) => name === b[at]);
