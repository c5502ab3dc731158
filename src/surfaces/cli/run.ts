/** `tackle run`: does a task in a workspace, or says a further word in a session that there is. */
import { Fault, listSessions, runTask, type Result, type RunOptions } from "../../index.ts";
import { budgetOf } from "./budget.ts";
import { carry, type Bearing } from "./carry.ts";
import { complaint } from "./complain.ts";
import { groundsFor } from "./grounds.ts";
import { permissionsOf } from "./permission-flags.ts";
import { readTask, readTurns } from "./prompt.ts";
import { goOn } from "./resume.ts";
import { defaultModel, modelSurroundings } from "./model-surroundings.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { RunWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

/** Runs the task and returns the exit code. */
export async function run(wish: RunWish, terminal: Terminal): Promise<number> {
  if (wish.fork === true)
    throw new Fault("bad_usage", "--fork-session is not built yet", "without it the session itself goes on");
  const notice = (line: string): void => terminal.error(complaint(line, ""));
  const session = wish.session ?? (wish.continue === true ? lastSession(wish) : undefined);
  if (wish.input === "stream-json") return runTurns(wish, session, terminal);
  const { limits, format, settings } = wish;
  if (session !== undefined) {
    const silent = wish.task === undefined && process.stdin.isTTY;
    const say = silent ? undefined : await readTask({ ...wish, print: wish.print === true, notice });
    return goOn(
      {
        session,
        limits,
        format,
        ...(say !== undefined && { say }),
        ...(settings !== undefined && { settings }),
      },
      terminal,
    );
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

/** A turn for each message on stdin, one after another in one session; the exit code is that of the last. */
async function runTurns(wish: RunWish, known: string | undefined, terminal: Terminal): Promise<number> {
  const { limits, format, settings } = wish;
  let session = known;
  let code: number | undefined;
  for await (const say of readTurns((line) => terminal.error(complaint(line, "")))) {
    code =
      session === undefined
        ? await carry(terminal, wish, async (bearing) => {
            const result = await start(wish, say, bearing);
            session = result.session;
            return result;
          })
        : await goOn({ session, say, limits, format, ...(settings !== undefined && { settings }) }, terminal);
    if (session === undefined || code === 130) break; // it never began, or somebody wants it to stop
  }
  if (code !== undefined) return code;
  throw new Fault(
    "bad_usage",
    "no user message came on stdin",
    'a line is {"type":"user","message":{"role":"user","content":"…"}}',
  );
}

async function start(wish: RunWish, task: string, bearing: Bearing): Promise<Result> {
  const cwd = workspace(wish.cwd ?? ".");
  const permissions = permissionsOf(wish);
  const { settings, trusted } = await groundsFor(cwd, wish, bearing);
  for (const file of wish.mcpConfigs ?? [])
    bearing.watch.onNotice?.(`${file}: ${await serversIn(file)} not used yet`);
  const surroundings = modelSurroundings(process.env);
  const options: Omit<RunOptions, "signal"> = {
    task,
    cwd,
    model:
      wish.model ??
      settings.model ??
      (await defaultModel(process.env, surroundings.keys, bearing.watch.onNotice)),
    sandbox: wish.sandbox ?? settings.sandbox ?? "auto",
    budget: budgetOf({ ...settings.budget, ...wish.limits }),
    surroundings,
    rules: settings.rules,
    trusted,
    readable: (wish.addDirs ?? []).map(workspace),
  };
  const verify = wish.verify ?? settings.verify;
  const schema =
    wish.schema === undefined ? undefined : await (await import("./schema-flag.ts")).readSchema(wish.schema);
  return runTask({
    ...options,
    ...(verify !== undefined && { verify }),
    ...(schema && { schema }),
    ...(wish.systemWords !== undefined && { words: wish.systemWords }),
    ...(wish.mayChange && { mayChange: wish.mayChange }),
    ...(wish.allowSecrets && { allowSecrets: wish.allowSecrets }),
    ...(permissions && { permissions }),
    ...bearing,
  });
}

/** The last session of the folder. Throws `Fault("session_unknown")` when there is none. */
function lastSession({ cwd = "." }: RunWish): string {
  const root = workspace(cwd);
  const [last] = listSessions(readSurroundings(process.env).state, { root }).sessions;
  if (last) return last.session_id;
  throw new Fault("session_unknown", `there is no session in ${root} yet`, 'begin one: tackle run "<task>"');
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
