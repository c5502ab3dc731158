/** Where a command's changes are held while it runs: in memory as long as that will do, and on disk from then on. */
import type { Command, Run } from "../sandbox.ts";

/** How a command ended, and whether its end is due to the memory in which its changes were held. */
export interface HeldRun extends Run {
  readonly outgrew: boolean;
}

/**
 * Runs commands by `runIn`. One that outgrew the memory is run again on disk, with its whole time limit once more; one that may not be
 * run twice is held on disk at once.
 */
export function createHolding(
  hasMemory: boolean,
  runIn: (place: "memory" | "disk", command: Command) => Promise<HeldRun>,
): (command: Command, mayRepeat: boolean) => Promise<Run> {
  let suffices = hasMemory;
  return async (command, mayRepeat) => {
    const { outgrew, ...run } = await runIn(suffices && mayRepeat ? "memory" : "disk", command);
    if (!outgrew) return run;
    suffices = false;
    await run.stage.drop();
    command.onOutput?.("tackle: its changes outgrew the memory that held them: running it again, on disk\n");
    const { outgrew: _, ...again } = await runIn("disk", command);
    return { ...again, milliseconds: run.milliseconds + again.milliseconds, repeated: true };
  };
}
