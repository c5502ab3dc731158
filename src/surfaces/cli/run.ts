/** `tackle run`: does a task in a workspace, or says a further word in a session that there is. */
import { Fault, runTask, type Result } from "../../index.ts";
import { budgetOf } from "./budget.ts";
import { carry, type Bearing } from "./carry.ts";
import { complaint } from "./complain.ts";
import { optionsOf } from "./flag-options.ts";
import { groundsFor } from "./grounds.ts";
import { readTask, readTurns, type Prompt } from "./prompt.ts";
import { lastSession } from "./last-session.ts";
import { goOn, type Onward } from "./resume.ts";
import { defaultModel, modelSurroundings } from "./model-surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { RunWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

/** Runs the task and returns the exit code. */
export async function run(wish: RunWish, terminal: Terminal): Promise<number> {
  if (wish.fork === true)
    throw new Fault("bad_usage", "--fork-session is not built yet", "without it the session itself goes on");
  const notice = (line: string): void => terminal.error(complaint(line, ""));
  const session = wish.session ?? (wish.continue === true ? lastSession(wish.cwd) : undefined);
  if (wish.input === "stream-json") return runTurns(wish, session, terminal);
  if (session !== undefined) {
    const silent = wish.task === undefined && process.stdin.isTTY;
    const say = silent ? undefined : await readTask({ ...wish, print: wish.print === true, notice });
    const onward = await onwardOf(wish, session);
    if (say === undefined) return goOn(onward, terminal);
    const options = { ...onward.options, ...(say.piped && { piped: true }) };
    return goOn({ ...onward, options, say: say.text }, terminal);
  }
  return carry(terminal, wish, async (bearing) => {
    const task = await readTask({
      ...wish,
      print: wish.print === true,
      notice: bearing.watch.onNotice ?? notice,
    });
    return start(wish, task, bearing);
  });
}

/** What a session that goes on takes from the command line. */
async function onwardOf(wish: RunWish, session: string): Promise<Onward> {
  const { limits, format, settings } = wish;
  return {
    session,
    limits,
    format,
    options: await optionsOf(wish),
    ...(settings !== undefined && { settings }),
  };
}

/** A turn for each message on stdin, one after another in one session; the exit code is that of the last. */
async function runTurns(wish: RunWish, known: string | undefined, terminal: Terminal): Promise<number> {
  let onward = known === undefined ? undefined : await onwardOf(wish, known);
  let code: number | undefined;
  for await (const say of readTurns((line) => terminal.error(complaint(line, "")))) {
    code = onward
      ? await goOn({ ...onward, say }, terminal)
      : await carry(terminal, wish, async (bearing) => {
          const result = await start(wish, { text: say, piped: false }, bearing);
          onward = await onwardOf(wish, result.session);
          return result;
        });
    // It never began, or somebody wants it to stop.
    if (onward === undefined || code === 130) break;
    // What was said on the command line holds already.
    onward = { ...onward, options: {} };
  }
  if (code !== undefined) return code;
  throw new Fault(
    "bad_usage",
    "no user message came on stdin",
    'a line is {"type":"user","message":{"role":"user","content":"…"}}',
  );
}

async function start(wish: RunWish, { text, piped }: Prompt, bearing: Bearing): Promise<Result> {
  const cwd = workspace(wish.cwd ?? ".");
  const options = await optionsOf(wish);
  const { settings, trusted } = await groundsFor(cwd, wish, bearing);
  const { verify, rules } = settings;
  for (const file of wish.mcpConfigs ?? [])
    bearing.watch.onNotice?.(`${file}: ${await serversIn(file)} not used yet`);
  const surroundings = modelSurroundings(process.env);
  return runTask({
    ...(verify !== undefined && { verify }),
    ...options,
    task: text,
    piped,
    cwd,
    model:
      options.model ??
      settings.model ??
      (await defaultModel(process.env, surroundings.keys, bearing.watch.onNotice)),
    sandbox: wish.sandbox ?? settings.sandbox ?? "auto",
    budget: budgetOf({ ...settings.budget, ...wish.limits }),
    surroundings,
    rules,
    trusted,
    ...bearing,
  });
}

/** The servers in a file of `--mcp-config`. Throws `Fault("bad_usage")` when it is none. */
async function serversIn(file: string): Promise<string> {
  const { isRecord, readSettings } = await import("./settings.ts");
  const { mcpServers } = readSettings(file);
  if (!isRecord(mcpServers))
    throw new Fault(
      "bad_usage",
      `${file} holds no MCP servers`,
      'write {"mcpServers": {"name": {"command": "…"}}}',
    );
  return `MCP servers (${Object.keys(mcpServers).join(", ")}) are`;
}
