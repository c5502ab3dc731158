/** The host's git, asked only in ways in which a hostile repository can run nothing. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Never looked up through a PATH: one could lead into the workspace. */
const places = [
  "/usr/bin/git",
  "/bin/git",
  "/usr/local/bin/git",
  "/opt/homebrew/bin/git",
  "/run/current-system/sw/bin/git",
];

/** Each setting is a way in which a repository's own configuration names a program or a file to read. */
const settings = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.pager=cat",
  "core.untrackedCache=false",
  "diff.external=",
  "safe.directory=*",
  "submodule.recurse=false",
  "status.submoduleSummary=false",
];

/** Nothing of the user's environment: GIT_DIR and its kin would point elsewhere. No protocol is allowed, so nothing is ever fetched. */
const environment = {
  PATH: "/usr/bin:/bin",
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_REPLACE_OBJECTS: "1",
};

/** How git answered. `exit` is null when it is not there, was cut off after 5 s, or said more than 64 MiB. */
export interface GitAnswer {
  readonly exit: number | null;
  readonly output: string;
}

/** Runs git in `root` with safe settings. For commands that only read, and that compare no files: filters are not switched off. */
export function askGit(
  root: string,
  words: readonly string[],
  { input = "" }: { readonly input?: string } = {},
): GitAnswer {
  const git = places.find((place) => existsSync(place));
  if (git === undefined) return { exit: null, output: "" };
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const { status, stdout } = spawnSync(git, ["--no-pager", ...flags, ...words], {
    cwd: root,
    env: environment,
    input,
    timeout: 5000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
    encoding: "utf8",
  });
  return { exit: status, output: stdout ?? "" };
}

/** True when `root` is in a git repository, by its looks. */
export function inRepository(root: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/**
 * Makes `folder` a worktree of the repository whose top `root` is, at the same commit and with the same index, and with no file in it:
 * no filter or hook is run. False where that cannot be, such as before the first commit.
 */
export function addWorktree(root: string, folder: string): boolean {
  if (askGit(root, ["worktree", "add", "--quiet", "--detach", "--no-checkout", folder]).exit !== 0)
    return false;
  return askGit(folder, ["read-tree", "HEAD"]).exit === 0;
}

/** Files that git does not ignore, relative to `root`; undefined outside git. */
export function listTracked(root: string, folder: string): readonly string[] | undefined {
  if (!inRepository(root)) return undefined;
  const { exit, output } = askGit(root, [
    "--literal-pathspecs",
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--deduplicate",
    "--",
    folder,
  ]);
  return exit === 0 ? output.split("\0").filter((path) => path !== "") : undefined;
}

/** Such as `2.39.5`; undefined when there is no git on this machine. */
export function gitVersion(): string | undefined {
  const { exit, output } = askGit("/", ["--version"]);
  return exit === 0 ? /\d[\w.]*/.exec(output)?.[0] : undefined;
}
