/** Preloaded into tackle: kills it before its n-th rename into or out of the workspace (`TACKLE_TEST_DIE` is `n:workspace`). */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [count = "0", ...rest] = (process.env["TACKLE_TEST_DIE"] ?? "").split(":");
const root = `${rest.join(":")}/`;
const rename = fs.renameSync;
let left = Number(count);
fs.renameSync = (from, to) => {
  if (String(from).startsWith(root) || String(to).startsWith(root)) left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
  rename(from, to);
};
syncBuiltinESMExports();
