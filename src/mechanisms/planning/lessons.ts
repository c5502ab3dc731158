/** Lessons on disk: one JSON object a line, in the state folder of the user. They hold names and numbers, and nothing of any code. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Lesson } from "../../core/attempt.ts";

/** Older ones are not looked at. */
const most = 500;

/** The latest lessons, oldest first. Lines that are none are left out. */
export function readLessons(file: string): readonly Lesson[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => readLesson(line) ?? [])
    .slice(-most);
}

function readLesson(line: string): Lesson | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isLesson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isLesson = (value: unknown): value is Lesson =>
  typeof value === "object" &&
  value !== null &&
  "operator" in value &&
  typeof value.operator === "string" &&
  "language" in value &&
  (value.language === "javascript" || value.language === "python") &&
  "plain" in value &&
  Number.isInteger(value.plain) &&
  "leaned" in value &&
  Number.isInteger(value.leaned);

/** Adds a lesson. */
export function addLesson(file: string, { language, operator, plain, leaned }: Lesson): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, `${JSON.stringify({ language, operator, plain, leaned })}\n`, { mode: 0o600 });
}

/** Drops them all; returns how many there were. */
export function dropLessons(file: string): number {
  const count = readLessons(file).length;
  rmSync(file, { force: true });
  return count;
}
