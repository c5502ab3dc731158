/** What runs in a bubble, seen from outside it: which processes there are, and how they are made to stand still. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../../core/fault.ts";

const patience = 10_000;
/** How long the shell may take to pass a word on. Milliseconds. */
const settling = 10;

interface Seen {
  /** Its number outside the bubble, and inside. */
  readonly number: number;
  readonly inside: number;
  readonly state: string;
}

function namesIn(proc: string): readonly string[] {
  try {
    return readdirSync(proc);
  } catch {
    return []; // the namespace has gone with all that was in it
  }
}

/** The processes in the bubble: those with a number of their own inside. `proc` is the /proc of the namespace around it. */
function processesIn(proc: string): readonly Seen[] {
  return namesIn(proc).flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const text = readFileSync(path.join(proc, name, "status"), "latin1");
      const [, inside] = /^NSpid:\s+\d+\s+(\d+)$/m.exec(text) ?? [];
      const [, state = "X"] = /^State:\s+(\S)/m.exec(text) ?? [];
      return inside === undefined || /[XZ]/.test(state)
        ? []
        : [{ number: Number(name), inside: Number(inside), state }];
    } catch {
      return []; // it has gone
    }
  });
}

/** The first process inside is bubblewrap's own, and the second the program. */
const isOther = ({ inside }: Seen): boolean => inside > 2;

/** True when each of its threads has stopped, or it is no more. */
function standsStill(proc: string, number: number): boolean {
  try {
    const threads = path.join(proc, String(number), "task");
    return readdirSync(threads).every((thread) => {
      const text = readFileSync(path.join(threads, thread, "stat"), "latin1");
      return /[TXZ]/.test(text.charAt(text.lastIndexOf(")") + 2));
    });
  } catch {
    return true;
  }
}

/** The processes of a bubble with one program. */
export interface Inside {
  /** Resolves when the program itself is there, so that bubblewrap has built its world, or when all is over. */
  stand(): Promise<void>;
  /** Sends the program SIGINT; with `children`, after ending all that it has started. */
  interrupt(children: boolean): Promise<void>;
  /**
   * Stops everything, and ends all that the program has started; returns how many these were. With `only` it lets all go on when there
   * are any, and returns undefined. Throws a Fault when it does not come to that.
   */
  holdStill(only: boolean): Promise<number | undefined>;
}

/** `proc` is the /proc of the namespace around the bubble, `say` tells the shell there what to do, `isGone` whether all is over. */
export function lookInto(proc: string, say: (words: string) => void, isGone: () => boolean): Inside {
  const processes = (): readonly Seen[] => (isGone() ? [] : processesIn(proc));
  const until = async (done: () => boolean): Promise<void> => {
    const started = performance.now();
    while (!isGone() && !done()) {
      if (performance.now() - started > patience)
        throw new Fault("sandbox_failed", "a program in the bubble does not stand still");
      await sleep(1);
    }
  };
  const endOthers = (): number => {
    const others = processes().filter(isOther);
    if (others.length > 0) say(`end ${others.map(({ number }) => number).join(" ")}`);
    return others.length;
  };
  let number: number | undefined;
  return {
    stand: () =>
      until(() => {
        number = processes().find(({ inside }) => inside === 2)?.number;
        return number !== undefined;
      }),
    async interrupt(children) {
      // Stopped first: among thousands that run there would be no time to look at them.
      if (children) {
        say("stop");
        await sleep(settling);
        endOthers();
        say("cont");
      }
      if (number !== undefined) say(`int ${number}`);
    },
    async holdStill(only) {
      say("stop");
      if (only && processes().some(isOther)) {
        say("cont");
        return undefined;
      }
      let ended = 0;
      await until(() => {
        const stands = number === undefined || standsStill(proc, number);
        // Looked for last: one that stands can have started nothing since.
        const others = endOthers();
        ended = Math.max(ended, others);
        if (stands && others === 0) return true;
        say("stop");
        return false;
      });
      return ended;
    },
  };
}
