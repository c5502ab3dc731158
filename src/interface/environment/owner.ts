/** Who owns what is made on the host: root works for the workspace's owner, everybody else for themselves. */
import { lchownSync } from "node:fs";

export interface Owner {
  readonly uid: number | bigint;
  readonly gid: number | bigint;
}

/** Gives a new entry, links not followed, to the owner of what it stands for. Only root can, and must: else its owner could not change it. */
export function giveTo(path: string, { uid, gid }: Owner): void {
  if (process.getuid?.() === 0) lchownSync(path, Number(uid), Number(gid));
}
