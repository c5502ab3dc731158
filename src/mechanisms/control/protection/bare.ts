/** Folders that git takes for a repository by what is in them, without the name `.git`: it obeys their settings and hooks all the same. */
import type { Change } from "../../../core/effect.ts";

/** What makes a folder one. */
const signs = ["HEAD", "objects", "refs"] as const;

/**
 * The changes that decide for git in such a folder, or make one of it. `isThere` tells of the workspace as it is.
 * Paths below `.git` are ruled on elsewhere.
 */
export function bareChanges(
  changes: readonly Change[],
  isThere: (path: string) => boolean,
): ReadonlySet<string> {
  const later = new Map(changes.map(({ path, after }) => [path, after.node !== "absent"]));
  const known = new Map<string, boolean>();
  const isBare = (folder: string): boolean => {
    const found =
      known.get(folder) ??
      signs.every((sign) => later.get(`${folder}${sign}`) ?? isThere(`${folder}${sign}`));
    known.set(folder, found);
    return found;
  };
  return new Set(
    changes.flatMap(({ path, after }) => {
      if (after.node === "absent" || path.toLowerCase().split("/").includes(".git")) return [];
      const folder = /^(.*\/)?(?:config|HEAD|objects|refs|hooks(?:\/.*)?)$/.exec(path);
      return folder && isBare(folder[1] ?? "") ? [path] : [];
    }),
  );
}
