/** The sessions there are: listed, and found by the start of their names. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { databaseFault } from "./database.ts";
import type { Fact } from "./fact.ts";
import { Fault } from "./fault.ts";
import { lineOf } from "./line.ts";
import { openReadable, readFacts } from "./reader.ts";
import { checkSchema } from "./schema.ts";
import { withIndex } from "./session-index.ts";
import { workspaceSlug } from "./slug.ts";
import type { StopReason } from "./stop.ts";

/** One session in a list. The names of its members are those that scripts read in `--output-format json`. */
export interface SessionSummary {
  readonly session_id: string;
  /** Null while it runs, or when it was cut off. */
  readonly stop_reason: StopReason | null;
  readonly cwd: string;
  readonly task: string;
  /** Milliseconds since 1970. */
  readonly started_at: number;
  readonly last_at: number;
  readonly num_turns: number;
  /** The journal's file. */
  readonly path: string;
  readonly model: string;
}

/** Newest first; `unreadable` names the files that could not be listed, and why. */
export interface SessionList {
  readonly sessions: readonly SessionSummary[];
  readonly unreadable: readonly { readonly path: string; readonly fault: Fault }[];
}

/** The folder that holds the journals of a workspace: `<state>/sessions/<slug>`. `root` is absolute and real. */
export function sessionFolder(state: string, root: string): string {
  return join(state, "sessions", workspaceSlug(root));
}

/** The sessions of one workspace, or of all. Reads two or three rows of each file that has changed since; the chain is not verified. */
export function listSessions(state: string, { root }: { readonly root?: string } = {}): SessionList {
  const folders = journalFolders(state, root).map((folder) => listFolder(state, folder));
  const sessions = folders.flatMap((each) => each.sessions);
  const unreadable = folders.flatMap((each) => each.unreadable);
  sessions.sort((a, b) => b.last_at - a.last_at || (a.session_id < b.session_id ? 1 : -1));
  return { sessions, unreadable };
}

function listFolder(state: string, folder: string): SessionList {
  const paths = sessionsIn(folder);
  if (paths.length === 0) return { sessions: [], unreadable: [] };
  return withIndex(state, basename(folder), (index) => {
    const sessions: SessionSummary[] = [];
    const unreadable: { path: string; fault: Fault }[] = [];
    for (const path of paths) {
      try {
        const summary = index.summary(path, () => summarise(path) ?? null);
        if (summary) sessions.push(summary);
      } catch (error) {
        unreadable.push({ path, fault: databaseFault(error, path) });
      }
    }
    return { sessions, unreadable };
  });
}

/**
 * The journal's path of the session so named, by its whole id or the start of it (`s-` may be left out). Throws
 * `Fault("session_unknown")` when there is none, or more than one.
 */
export function findSession(state: string, idOrPrefix: string): string {
  const wanted = idOrPrefix.startsWith("s-") ? idOrPrefix : `s-${idOrPrefix}`;
  const found = journalPaths(state).filter((path) => idOf(path).startsWith(wanted));
  const exact = found.find((path) => idOf(path) === wanted);
  const [only, another] = found;
  if (exact !== undefined) return exact;
  if (only === undefined || idOrPrefix === "")
    throw new Fault("session_unknown", `there is no session ${idOrPrefix}`, "see `tackle sessions`");
  if (another !== undefined)
    throw new Fault(
      "session_unknown",
      `${found.length} sessions start with ${idOrPrefix}: ${found.slice(0, 5).map(idOf).join(", ")}`,
      "give more of the name",
    );
  return only;
}

function idOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -".db".length);
}

/** The folders of journals, one a project; with `root` that of one workspace, whether there is one or not. */
export function journalFolders(state: string, root?: string): readonly string[] {
  const base = join(state, "sessions");
  return root === undefined ? names(base).map((name) => join(base, name)) : [sessionFolder(state, root)];
}

/** The journals in such a folder. */
export function sessionsIn(folder: string): readonly string[] {
  return names(folder)
    .filter((name) => name.endsWith(".db"))
    .map((name) => join(folder, name));
}

function journalPaths(state: string): readonly string[] {
  return journalFolders(state).flatMap(sessionsIn);
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return [];
    throw databaseFault(error, folder);
  }
}

const lives: ReadonlySet<string> = new Set(["session.ended", "session.resumed", "session.forked"]);

/** Undefined for a session that was cut off before its first fact: there is nothing to say of it. */
function summarise(path: string): SessionSummary | undefined {
  const database = openReadable(path);
  try {
    const { id, count } = checkSchema(database, path);
    if (count === 0) return undefined;
    const fact = (where: string): Fact | undefined => {
      const row = database
        .prepare(`SELECT seq, at, body FROM facts WHERE ${where} ORDER BY seq DESC LIMIT 1`)
        .get();
      if (typeof row?.["body"] !== "string") return undefined;
      const body: Fact = JSON.parse(row["body"]);
      return Object.assign(body, { seq: Number(row["seq"]), at: Number(row["at"]) });
    };
    const opened = fact("seq = 1");
    if (opened?.type !== "session.opened")
      throw new Fault("journal_corrupt", `the journal ${path} does not begin with session.opened`);
    const forked = fact("type = 'session.forked'");
    // After a rewind only the line says how it stands; all else is told by a row or two.
    const rewound = fact("type = 'session.rewound'") !== undefined;
    const last = rewound
      ? lineOf(readFacts(database, path).facts).findLast(({ type }) => lives.has(type))
      : fact("type IN ('session.ended', 'session.resumed', 'session.forked')");
    const turns = database.prepare("SELECT count(*) AS n FROM facts WHERE type = 'model.replied'").get();
    return {
      session_id: id,
      stop_reason: last?.type === "session.ended" ? last.stop.reason : null,
      cwd: forked?.type === "session.forked" ? forked.root : opened.root,
      task: opened.task,
      started_at: opened.at,
      last_at: fact("seq > 0")?.at ?? opened.at,
      num_turns: Number(turns?.["n"] ?? 0),
      path,
      model: opened.options.model,
    };
  } finally {
    database.close();
  }
}
