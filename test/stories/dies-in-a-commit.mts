/** Preloaded into tackle: kills it before its n-th rename into or out of the workspace (`TACKLE_TEST_DIE` is `n:workspace`). */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [count = "0", ...rest] = (process.env["TACKLE_TEST_DIE"] ?? "").split(":");
const root = `${rest.join(":")}/`;
/** A commit may reach its folders through descriptors that it holds. */
const isThere = (place: fs.PathLike): boolean =>
  String(place).startsWith(root) || /^\/proc\/(?:self|\d+)\/fd\//.test(String(place));
const rename = fs.renameSync;
let left = Number(count);
fs.renameSync = (from, to) => {
  if (isThere(from) || isThere(to)) left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
  rename(from, to);
};
syncBuiltinESMExports();
