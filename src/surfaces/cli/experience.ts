/** `tackle experience`: what past repairs have taught, whether it is used and why; and the way to drop it. */
import { join } from "node:path";
import { dropLessons, readLessons, worthOf, type Lesson } from "../../index.ts";
import { createStyle } from "../style.ts";
import { sanitizeLine } from "../sanitize.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Shows the experience, or drops it, and returns the exit code. */
export function experience({ drop, format }: PastWish, terminal: Terminal): number {
  const file = join(readSurroundings(process.env).state, "experience.jsonl");
  if (drop) {
    const dropped = dropLessons(file);
    terminal.out(format === "json" ? jsonLine({ file, dropped }) : `${dropped} lessons dropped: ${file}\n`);
    return 0;
  }
  const lessons = readLessons(file);
  const worth = worthOf(lessons);
  if (format === "json") {
    terminal.out(jsonLine({ file, used: worth.pays, ...worth, lessons }));
    return 0;
  }
  const style = createStyle(terminal.color);
  const state = worth.pays ? style.good("in use") : style.accent("not in use");
  terminal.out(
    `${[
      `experience of ${lessons.length} repairs, ${state}: ${why(worth)}`,
      ...counted(lessons).map(([name, count]) => `  ${String(count).padStart(4)}  ${sanitizeLine(name)}`),
      style.dim(sanitizeLine(file)),
      style.dim("tackle experience --drop forgets it"),
    ].join("\n")}\n`,
  );
  return 0;
}

function why({ pays, compared, ratio, upper }: ReturnType<typeof worthOf>): string {
  if (compared < 12)
    return `${compared} repairs could be compared so far, and 12 are needed before it can be said whether it helps`;
  const figures = `in ${compared} tasks not seen before, repairs were × ${ratio.toFixed(2)} as far down the list with it (95 %: at most × ${upper.toFixed(2)})`;
  return pays ? figures : `${figures}; it is used once that is surely below 1`;
}

function counted(lessons: readonly Lesson[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { operator, language } of lessons) {
    const name = `${operator} (${language})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 12);
}
