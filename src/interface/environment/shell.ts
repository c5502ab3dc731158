/** Shell commands that a TypeScript cell runs. */
import { adviceOn } from "./advice.ts";
import type { Actor, World } from "./world.ts";

/** What came of a command. `output` holds stdout and stderr as they came, head and tail when long. */
export interface ShellResult {
  readonly exit: number;
  readonly output: string;
}

/** Wall time that one command of a cell may take. Milliseconds. */
export const commandTime = 120_000;
/** What a cell is given of a command's output, in bytes. */
const outputLimit = 1024 * 1024;

/** How shell code is run: by bash, which reads no files of the user's here. */
export function shellArguments(code: string): readonly string[] {
  return ["/bin/bash", "--noprofile", "--norc", "-c", code];
}

/** Runs a command for a call of a cell, one at a time. Throws an Error meant for the cell when its changes were dropped or its time was up. */
export async function runShell(
  world: World,
  command: string,
  {
    signal,
    timeLimit = commandTime,
    ...actor
  }: Actor & { readonly signal: AbortSignal; readonly timeLimit?: number },
): Promise<ShellResult> {
  const { run, refused } = await world.run(actor, {
    argv: shellArguments(command),
    signal,
    timeLimit,
    outputLimit,
  });
  if (run.timedOut)
    throw new Error(
      `the command took longer than ${timeLimit / 1000} s and was ended, its changes dropped; it had printed:\n${run.output.slice(-2000)}`,
    );
  if (refused !== undefined) throw new Error(`its changes were dropped: ${refused}`);
  return {
    exit: run.exit,
    output:
      run.output +
      adviceOn(run)
        .map((line) => `tackle: ${line}\n`)
        .join(""),
  };
}
