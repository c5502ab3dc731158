/** How long texts, lists and times are put in few words. */
import { sanitizeLine } from "./sanitize.ts";

/** A line longer than this tells a person nothing more. */
const longestLine = 1000;

/** At most `limit` lines: the head, a count, and the tail; and of each line not more than a person reads. */
export function clip(all: readonly string[], limit: number): readonly string[] {
  const lines = all.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  if (lines.length <= limit) return lines;
  const tail = Math.floor(limit / 4);
  const head = limit - tail - 1;
  return [
    ...lines.slice(0, head),
    `… ${lines.length - head - tail} more lines`,
    ...lines.slice(lines.length - tail),
  ];
}

/** Names in a row: the first few, and how many more there are. */
export function listed(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit).map(sanitizeLine).join(", ");
  return names.length > limit ? `${shown} and ${names.length - limit} more` : shown;
}

/** Milliseconds as people say them. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Whose variables a session has after a rewind; `lost` undefined: that was not seen. */
export function variablesTold(cells: readonly string[], lost: readonly string[] | undefined): string {
  if (cells.length === 0) return "none";
  if (lost === undefined) return `those of ${cells.join(", ")}, when it goes on`;
  const back = cells.filter((cell) => !lost.includes(cell));
  const words = back.length === 0 ? [] : [`those of ${back.join(", ")} are back`];
  return [...words, ...(lost.length === 0 ? [] : [`those of ${lost.join(", ")} are lost`])].join(", ");
}
