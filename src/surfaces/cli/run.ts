/** `tackle run`: does a task in a workspace. */
import { Fault, runTask } from "../../index.ts";
import { budgetOf } from "./budget.ts";
import { permissionsOf } from "./permission-flags.ts";
import { rulesFor } from "./settings.ts";
import type { RunWish } from "./wish.ts";
import { workspace } from "./workspace.ts";
import { carry } from "./carry.ts";
import { defaultModel, readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Runs the task and returns the exit code. */
export async function run(wish: RunWish, terminal: Terminal): Promise<number> {
  return carry(terminal, wish, async (bearing) => {
    const cwd = workspace(wish.cwd ?? ".");
    const permissions = permissionsOf(wish);
    const task = wish.task ?? (await taskFromInput());
    return runTask({
      task,
      cwd,
      model: wish.model ?? defaultModel(process.env),
      sandbox: wish.sandbox,
      ...(wish.mayChange && { mayChange: wish.mayChange }),
      ...(wish.allowSecrets && { allowSecrets: wish.allowSecrets }),
      ...(wish.verify !== undefined && { verify: wish.verify }),
      budget: budgetOf(wish.limits),
      surroundings: readSurroundings(process.env),
      ...(permissions && { permissions }),
      rules: rulesFor(cwd, process.env, (line) => bearing.watch.onNotice?.(line)),
      ...bearing,
    });
  });
}

/** A task that is piped in. A person at a terminal is not kept waiting for one. */
async function taskFromInput(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  const task = process.stdin.isTTY ? "" : (await text(process.stdin)).trim();
  if (task === "") throw new Fault("bad_usage", "no task was given", 'say what to do: tackle run "<task>"');
  return task;
}
