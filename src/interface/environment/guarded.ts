/** Paths that are not like other files: what programs on the host obey, and what holds secrets. */

/** Why a path is guarded: `obeyed` runs or decides something for whoever works here, `secret` is not for a model's eyes. */
export type Guarded =
  | { readonly type: "obeyed"; readonly forbidden: boolean }
  | { readonly type: "secret" }
  | undefined;

/** Settings of tools that run programs by them, at any depth: a folder's whole contents, or a file. */
const obeyedFolders = new Set([
  ".tackle",
  ".claude",
  ".codex",
  ".cursor",
  ".gemini",
  ".opencode",
  ".windsurf",
  ".vscode",
  ".idea",
  ".zed",
  ".devcontainer",
  ".husky",
  ".cargo",
]);
const obeyedFiles = new Set([
  ".mcp.json",
  ".gitconfig",
  ".envrc",
  ".mise.toml",
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  ".pnpmfile.cjs",
  ".exrc",
  ".nvimrc",
  ".nvim.lua",
  ".gdbinit",
  ".lldbinit",
]);

/** What installers fill: thousands of files of others, settings and test keys among them, that nobody obeys where they lie. */
const installed = new Set(["node_modules", "bower_components", "site-packages", ".venv", "venv", ".tox"]);

/** Keys below these are test data: a check that reads them must go on to find them. */
const samples = /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|testdata|examples?)\//i;

const secretNames = new Set([
  ".netrc",
  "_netrc",
  ".pgpass",
  ".pypirc",
  ".git-credentials",
  ".vault-token",
  "credentials.json",
  "service-account.json",
  "secrets.json",
  "secrets.yml",
  "secrets.yaml",
]);
const environmentFile = /^\.env(?:\.|$)/;
const environmentSample = /\.(?:example|sample|template|dist|defaults?)$/;
const keyFile = /\.(?:pem|key|p12|pfx|jks|keystore|ppk)$/;
const keyName = /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:[._-][\w.-]*)?$/;

/** What guards a path, relative to the workspace. Names count in any case, since file systems differ in that. */
export function guardOf(path: string): Guarded {
  const parts = path.toLowerCase().split("/");
  const git = parts.indexOf(".git");
  if (git !== -1) return { type: "obeyed", forbidden: decidesForGit(parts.slice(git + 1)) };
  if (parts.some((part) => installed.has(part))) return undefined;
  const name = parts.at(-1) ?? "";
  if (obeyedFiles.has(name) || parts.some((part) => obeyedFolders.has(part)))
    return { type: "obeyed", forbidden: false };
  return isSecret(path) ? { type: "secret" } : undefined;
}

/** True for files that by their name hold secrets, and are no samples. */
export function isSecret(path: string): boolean {
  const lower = path.toLowerCase();
  const parts = lower.split("/");
  if (parts.some((part) => installed.has(part))) return false;
  const name = parts.at(-1) ?? "";
  if (environmentFile.test(name)) return !environmentSample.test(name);
  if (secretNames.has(name)) return true;
  const isKey = (keyFile.test(name) || keyName.test(name)) && !name.endsWith(".pub");
  return isKey && !samples.test(lower);
}

/** By these names git finds programs to run, or another repository to obey. */
const deciding = new Set(["config", "config.worktree", "commondir", "gitdir", "attributes", "alternates"]);

/** `inside` are the names below `.git`; none for `.git` itself. */
function decidesForGit(inside: readonly string[]): boolean {
  const [first = "", second = ""] = inside;
  if (first === "modules" || first === "worktrees")
    return inside.some((part) => part === "hooks" || deciding.has(part));
  // Names of branches and the like are anybody's.
  if (first === "refs" || first === "logs") return false;
  // A rebase that stands still goes on by it, and runs what its exec lines say.
  if (first === "rebase-merge") return second.startsWith("git-rebase-todo");
  if (first === "info" || first === "objects")
    return first !== second && inside.some((part) => deciding.has(part));
  return first === "hooks" || deciding.has(first);
}
