/** Paths picked by globs that a person wrote. */
import { matchesGlob } from "node:path";

/** True when one of the globs means `path` (relative to the workspace). A glob without a slash means that name in any folder; a name with a leading dot is only meant by a glob that has the dot too. */
export function matchesAny(globs: readonly string[], path: string): boolean {
  return globs.some((given) => {
    const glob = given.replace(/^\.\//, "").replace(/\/$/, "/**");
    return (
      matchesGlob(path, glob) ||
      (!glob.includes("/") && matchesGlob(path.slice(path.lastIndexOf("/") + 1), glob))
    );
  });
}
