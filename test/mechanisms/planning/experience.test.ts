/** Experience: leant on only where it would have paid on tasks that it had not seen. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as check from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Lesson } from "../../../src/core/attempt.ts";
import { leaningOf, worthOf } from "../../../src/mechanisms/planning/experience.ts";
import { addLesson, dropLessons, readLessons } from "../../../src/mechanisms/planning/lessons.ts";

const lesson = (operator: string, plain: number, leaned: number): Lesson => ({
  language: "python",
  operator,
  plain,
  leaned,
});
const some = (count: number, plain: number, leaned: number): Lesson[] =>
  Array.from({ length: count }, (_, at) => lesson("swap", plain + (at % 3), leaned + (at % 2)));

test("what has repaired before comes sooner, the more so in the same language; what never has comes later", () => {
  const leaning = leaningOf(some(20, 10, 10), "python");
  expect(leaning("swap")).toBeGreaterThan(1);
  expect(leaning("never")).toBeLessThan(0);
  expect(leaningOf(some(20, 10, 10), "javascript")("swap")).toBeLessThan(leaning("swap"));
});

test("a few repairs are no experience", () => {
  expect(leaningOf(some(7, 10, 10), "python")("swap")).toBe(0);
  expect(worthOf(some(19, 40, 4)).pays).toBe(false);
});

test("it is used where later repairs would surely have come sooner, and not where they would have come later", () => {
  expect(worthOf(some(30, 40, 20)).pays).toBe(true);
  expect(worthOf(some(30, 20, 40)).pays).toBe(false);
});

test("where it helps as often as it harms it is not used, whatever the order of the tasks", () =>
  check.assert(
    check.property(
      check.shuffledSubarray(
        Array.from({ length: 40 }, (_, at) => at),
        { minLength: 40 },
      ),
      (order) => {
        const lessons = order.map((at) => (at % 2 === 0 ? lesson("swap", 30, 20) : lesson("swap", 20, 30)));
        expect(worthOf([...some(8, 1, 1), ...lessons]).pays).toBe(false);
      },
    ),
    { numRuns: 50 },
  ));

test("lessons are kept as lines that anyone can read, survive a broken line, and can be dropped", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-lessons-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "state", "experience.jsonl");
  expect(readLessons(file)).toEqual([]);
  addLesson(file, lesson("swap", 3, 2));
  writeFileSync(file, '{"torn": \n{"operator": "x"}\n', { flag: "a" });
  addLesson(file, lesson("wrap", 9, 9));
  expect(readLessons(file)).toEqual([lesson("swap", 3, 2), lesson("wrap", 9, 9)]);
  expect(dropLessons(file)).toBe(2);
  expect(readLessons(file)).toEqual([]);
});
