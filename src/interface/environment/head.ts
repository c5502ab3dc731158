/** The commit that HEAD is at, read from git's own files: starting git would cost a session more than all else before its first request. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const commit = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** The commit's hash; undefined outside git, before the first commit, and where the references are kept in another format. */
export function readHead(root: string): string | undefined {
  const folder = gitFolder(root);
  const head = folder && line(join(folder, "HEAD"));
  if (folder === undefined || head === undefined) return undefined;
  if (!head.startsWith("ref: ")) return commit.test(head) ? head : undefined;
  return resolveReference(folder, head.slice("ref: ".length));
}

/** The folder that `.git` is, or that the file `.git` of a worktree names. */
function gitFolder(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const place = join(folder, ".git");
    if (existsSync(place)) {
      if (statSync(place).isDirectory()) return place;
      const named = line(place)?.replace(/^gitdir: /, "");
      return named === undefined ? undefined : resolve(folder, named);
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function resolveReference(folder: string, reference: string): string | undefined {
  // A name is joined to a path below; one that climbs is no reference.
  if (!reference.startsWith("refs/") || reference.split("/").includes("..")) return undefined;
  const common = line(join(folder, "commondir"));
  const shared = common === undefined ? folder : resolve(folder, common);
  const loose = line(join(shared, reference));
  if (loose !== undefined) return commit.test(loose) ? loose : undefined;
  const packed = read(join(shared, "packed-refs")) ?? "";
  return packed
    .split("\n")
    .find((each) => each.endsWith(` ${reference}`))
    ?.split(" ", 1)[0];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function line(file: string): string | undefined {
  return read(file)?.split("\n", 1)[0]?.trim();
}
