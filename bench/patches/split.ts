/** Which projects are open to those who tune sensors and which are sealed: decided by the name alone. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { corpus, projectFolders, type Split } from "./corpus.ts";

/** Chosen once, before there was any sensor; never changed to move a project. */
const salt = "tackle patches 1";

/** The split of a project. */
export function splitOf(name: string): Split {
  const [byte = 0] = createHash("sha256").update(`${salt}\n${name}`).digest();
  return byte % 2 === 0 ? "open" : "sealed";
}

/** Writes `split.json` anew from the names that there are. */
export function writeSplit(): void {
  const names = projectFolders().map((folder) => path.basename(folder));
  const projects = Object.fromEntries(names.map((name) => [name, splitOf(name)]));
  const rule = "the first byte of sha256(salt, newline, name): even is open, odd is sealed";
  writeFileSync(path.join(corpus, "split.json"), `${JSON.stringify({ salt, rule, projects }, null, 2)}\n`);
}
