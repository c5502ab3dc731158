/** `tackle run`: does a task in a workspace, or says a further word in a session that there is. */
import { Fault, forkSession, runTask, type Result } from "../../index.ts";
import { budgetOf } from "./budget.ts";
import { carry, type Bearing } from "./carry.ts";
import { complaint } from "./complain.ts";
import { optionsOf } from "./flag-options.ts";
import { groundsFor } from "./grounds.ts";
import { jsonLine } from "./json-line.ts";
import { readTask, readTurns, type Prompt } from "./prompt.ts";
import { lastSession } from "./last-session.ts";
import { goOn, type Onward } from "./resume.ts";
import { defaultModel, modelSurroundings } from "./model-surroundings.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { RunWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

/** Runs the task and returns the exit code. */
export async function run(wish: RunWish, terminal: Terminal): Promise<number> {
  const notice = (line: string): void => terminal.error(complaint(line, ""));
  const named = wish.session ?? (wish.continue === true ? lastSession(wish.cwd) : undefined);
  const session = wish.fork === true ? await forked(named, notice) : named;
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

/** A session with the past of the one that is named, in a tree of its own. */
async function forked(named: string | undefined, notice: (line: string) => void): Promise<string> {
  if (named === undefined)
    throw new Fault(
      "bad_usage",
      "--fork-session needs a session",
      "name one with --resume <id>, or the folder's last with --continue",
    );
  const { state } = readSurroundings(process.env);
  const { session, from, root, conflicts } = await forkSession({ state, session: named });
  notice(`${session} goes on from ${from}, in a tree of its own: ${root}`);
  for (const { path, reason } of conflicts) notice(`${path} is there as it is now: ${reason}`);
  return session;
}

/** What a session that goes on takes from the command line. */
async function onwardOf(wish: RunWish, session: string): Promise<Onward> {
  const { limits, format, settings, partial } = wish;
  return {
    session,
    limits,
    format,
    options: await optionsOf(wish),
    ...(settings !== undefined && { settings }),
    ...(partial && { partial }),
  };
}

/** A turn for each message on stdin, one after another in one session; the exit code is that of the last. */
async function runTurns(wish: RunWish, known: string | undefined, terminal: Terminal): Promise<number> {
  let onward = known === undefined ? undefined : await onwardOf(wish, known);
  let code: number | undefined;
  const turns = readTurns({
    notice: (line) => terminal.error(complaint(line, "")),
    onRequest({ subtype, answer }) {
      if (wish.format === "stream-json") terminal.out(jsonLine(answer));
      // As a person's Ctrl-C: the turn stops, and the session is kept.
      if (subtype === "interrupt") process.kill(process.pid, "SIGINT");
    },
  });
  for await (const say of turns) {
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
