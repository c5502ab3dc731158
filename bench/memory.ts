/** The memory of a process and of everything that it started, from /proc. */
import { readdirSync, readFileSync } from "node:fs";

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

/** Resident bytes of a process and all its descendants now; shared pages count once a process. 0 where there is no /proc. */
export function residentBytes(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = read(`/proc/${name}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    parents.set(Number(name), Number(fields[1] ?? 0));
  }
  const isOurs = (one: number): boolean => one === pid || (one > 1 && isOurs(parents.get(one) ?? 0));
  return [...parents.keys()]
    .filter(isOurs)
    .reduce((sum, one) => sum + 4096 * Number(read(`/proc/${one}/statm`).split(" ")[1] ?? 0), 0);
}
