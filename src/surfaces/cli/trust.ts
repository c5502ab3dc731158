/** Trust in a folder: what it would have tackle do counts only after somebody has said so, for exactly these contents. */
import { hash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Fault } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import { isRecord } from "./settings.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { TrustWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

/** What in a folder speaks to tackle itself: settings with hooks, servers, and skills. Instructions (AGENTS.md) are only read. */
const places = [
  ".tackle/settings.json",
  ".tackle/settings.local.json",
  ".tackle/hooks",
  ".tackle/skills",
  ".mcp.json",
  ".agents/skills",
  ".claude/skills",
] as const;

/** More than this is nothing that a person could have looked at. */
const most = { files: 2_000, bytes: 32 * 1024 * 1024 };

/** Paths relative to the folder, each with the sha256 of its contents. */
type Contents = Readonly<Record<string, string>>;

export interface Trust {
  /** `none`: there is nothing that would need trust. */
  readonly state: "none" | "trusted" | "new" | "changed";
  readonly contents: Contents;
  /** Since it was trusted: `changed .mcp.json`. */
  readonly changes: readonly string[];
}

/** Whether what is in a folder now is what was trusted. */
export function trustOf(root: string, state: string): Trust {
  const contents = contentsOf(root);
  if (Object.keys(contents).length === 0) return { state: "none", contents, changes: [] };
  const trusted = readTrusted(root, state);
  if (trusted === undefined) return { state: "new", contents, changes: [] };
  const changes = [...new Set([...Object.keys(trusted), ...Object.keys(contents)])]
    .filter((file) => trusted[file] !== contents[file])
    .map(
      (file) =>
        `${trusted[file] === undefined ? "added" : contents[file] === undefined ? "deleted" : "changed"} ${file}`,
    );
  return { state: changes.length === 0 ? "trusted" : "changed", contents, changes };
}

/** Records that these contents are trusted. */
export function recordTrust(root: string, state: string, contents: Contents): void {
  const file = recordOf(root, state);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify({ root, contents })}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}

/** Why a folder's own settings and skills do not count; undefined when they do, or there are none. */
export function distrust({ state, contents, changes }: Trust): string | undefined {
  if (state === "none" || state === "trusted") return undefined;
  const files = Object.keys(contents);
  const what =
    state === "new"
      ? `this folder brings ${listed(files)}, which do not count: it is not trusted`
      : `this folder is no longer trusted: ${listed(changes)}`;
  return `${what}; to trust it: tackle trust`;
}

const listed = (names: readonly string[]): string =>
  `${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""}`;

/** `tackle trust`: prints what is trusted from now on, and returns the exit code. */
export function trust({ cwd = ".", format }: TrustWish, terminal: Terminal): number {
  const root = workspace(cwd);
  const { state } = readSurroundings(process.env);
  const { contents } = trustOf(root, state);
  const files = Object.keys(contents);
  if (files.length > 0) recordTrust(root, state, contents);
  if (format !== "text") terminal.out(jsonLine({ cwd: root, trusted: files.length > 0, contents }));
  else if (files.length === 0) terminal.out("nothing here needs trust: no settings, no servers, no skills\n");
  else
    terminal.out(
      `trusted until one of them changes:\n${files.map((file) => `  ${sanitizeLine(file)}\n`).join("")}`,
    );
  return 0;
}

const recordOf = (root: string, state: string): string =>
  path.join(state, "trust", `${hash("sha256", root)}.json`);

function readTrusted(root: string, state: string): Contents | undefined {
  const file = recordOf(root, state);
  if (!existsSync(file)) return undefined;
  try {
    const record: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isRecord(record) || record["root"] !== root || !isRecord(record["contents"])) return undefined;
    return Object.fromEntries(
      Object.entries(record["contents"]).map(([name, value]) => [name, String(value)]),
    );
  } catch {
    return undefined; // a damaged record trusts nothing
  }
}

function contentsOf(root: string): Contents {
  const contents: Record<string, string> = {};
  let bytes = 0;
  const add = (file: string): void => {
    const place = path.join(root, file);
    const seen = lstatSync(place, { throwIfNoEntry: false });
    if (seen === undefined) return;
    if (seen.isDirectory()) {
      for (const name of readdirSync(place).toSorted()) add(`${file}/${name}`);
      return;
    }
    bytes += seen.size;
    if (bytes > most.bytes || Object.keys(contents).length >= most.files)
      throw new Fault(
        "bad_usage",
        `${place} and its neighbours are too many to be trusted`,
        "move some of them away",
      );
    // A link to a folder is never followed, neither here nor where skills are read.
    if (statSync(place, { throwIfNoEntry: false })?.isFile())
      contents[file] = hash("sha256", readFileSync(place));
    else if (seen.isSymbolicLink()) contents[file] = `link to ${readlinkSync(place)}`;
  };
  for (const place of places) add(place);
  return contents;
}
