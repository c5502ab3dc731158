/** A program that lives on without confinement: it runs in the workspace itself, and what it changed is taken out when it is held. */
import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../../core/fault.ts";
import type { Guest, Held, Resident } from "../sandbox.ts";
import { removeTree } from "./remove-tree.ts";
import { takeOut, takeSnapshot, type Snapshot } from "./snapshot.ts";
import { newStageId } from "./stage-id.ts";

/** State, parent and process group, as /proc tells them; undefined when it has gone. */
function statOf(
  place: string,
): { readonly state: string; readonly parent: number; readonly group: number } | undefined {
  try {
    const text = readFileSync(`/proc/${place}/stat`, "latin1");
    const [state = "X", parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}

const isDead = (state: string): boolean => state === "Z" || state === "X";

/** What a program has started and that still runs in its group. */
function othersIn(group: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== group)
    .filter((name) => {
      const seen = statOf(name);
      return seen?.group === group && !isDead(seen.state);
    })
    .map(Number);
}

function signal(number: number, name: NodeJS.Signals): void {
  try {
    process.kill(number, name);
  } catch {
    // It has gone already.
  }
}

const patience = 10_000;

/** Waits for what a signal brings about. Throws a Fault when it does not come. */
async function until(done: () => boolean, again: () => void): Promise<void> {
  const started = performance.now();
  while (!done()) {
    if (performance.now() - started > patience)
      throw new Fault("sandbox_failed", "a Python process does not stand still");
    again();
    await sleep(1);
  }
}

/** Puts a started program on stages. */
export function housed(
  guest: Guest,
  child: ChildProcess,
  { root, held }: { readonly root: string; readonly held: string },
): Resident {
  const own = child.pid ?? 0;
  let place = "";
  let snapshot: Snapshot | undefined;
  const endOthers = (others: readonly number[]): void => {
    for (const other of others) signal(other, "SIGKILL");
  };
  const take = async (): Promise<Held["entries"]> => {
    const taken = snapshot;
    snapshot = undefined;
    return taken === undefined ? [] : takeOut(root, taken, path.join(place, "u"));
  };
  return {
    ...guest,
    async begin() {
      await take();
      place = path.join(held, newStageId());
      snapshot = await takeSnapshot(root, path.join(place, "before"));
      signal(own, "SIGCONT");
    },
    async hold(only): Promise<Held | undefined> {
      signal(own, "SIGSTOP");
      const others = othersIn(own);
      if (only !== undefined && others.length > 0) {
        signal(own, "SIGCONT");
        return undefined;
      }
      await until(
        () => othersIn(own).length === 0,
        () => endOthers(othersIn(own)),
      );
      await until(
        () => /^[TtZX]$/.test(statOf(String(own))?.state ?? "X"),
        () => signal(own, "SIGSTOP"),
      );
      const now = place;
      const entries = await take();
      return { entries, since: Date.now(), ended: others.length, drop: () => removeTree(now) };
    },
    isBlank: () => false, // it would have to look at the whole workspace
    interrupt(children) {
      if (children) endOthers(othersIn(own));
      signal(own, "SIGINT");
    },
  };
}
