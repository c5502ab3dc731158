/** A folder's name for a workspace: readable, and different for different workspaces. */
import { hash } from "node:crypto";
import { basename } from "node:path";

/** For `/home/ada/my app`: `my-app-` and 12 hex digits of the sha256 of the whole path. `root` is absolute and real. */
export function workspaceSlug(root: string): string {
  const name = basename(root)
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 40);
  return `${name || "root"}-${hash("sha256", root).slice(0, 12)}`;
}
