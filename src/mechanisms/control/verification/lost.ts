/** Where no function can be called alone: tests that were green, altered, on the original and on the change. */
import type { Finding } from "../../../core/finding.ts";
import { titleOf } from "../sensors/neighbours.ts";
import { bothSides, readCalls } from "../sensors/probing.ts";
import { isProgram } from "../sensors/tokens.ts";
import { readNeighbours, tell } from "./contrast.ts";
import type { Show } from "./nearby.ts";
import type { Work } from "./work.ts";

/** A sign for what passed near a green test and does not any more, and one for what ended with an error of the program's own since. */
export async function lostNearby(work: Work, show: Show): Promise<readonly Finding[]> {
  const { reading, bench } = work;
  const programs = reading.sources.filter(isProgram);
  if (programs.length === 0) return [];
  for (const file of programs) {
    const calls = readCalls(reading, file);
    const sides = calls && (await bothSides(reading, calls));
    if (sides && sides.before.size > 0) return [];
  }
  if (!bench.affords(2 * reading.before.milliseconds)) return [];
  const neighbours = await readNeighbours(reading);
  const was = neighbours && (await tell(bench, neighbours, { on: "the original", show: () => "before" }));
  const now = was && (await tell(bench, neighbours, { on: "the change", show }));
  if (!now) return [];
  const green = (name: string): boolean => was.told.get(titleOf(name))?.startsWith("passed") === true;
  const names = [...was.told.keys()].filter((name) => titleOf(name) !== name && green(name));
  const broken = names.filter(
    (name) => isPassed(was.told.get(name)) && !isPassed(now.told.get(name) ?? "passed"),
  );
  const raised = names.filter(
    (name) =>
      isUnmet(was.told.get(name)) &&
      !isPassed(now.told.get(name)) &&
      !isUnmet(now.told.get(name) ?? "passed"),
  );
  const finding = (name: string, sign: string, words: string): Finding => ({
    sensor: "neighbours",
    severity: "warning",
    message: `near ${titleOf(name)}, which was green, ${words}`,
    sign,
  });
  return [
    ...broken.slice(0, 1).map((name) => finding(name, "breaks-nearby", "what passed fails now")),
    ...raised.slice(0, 1).map((name) => finding(name, "raises-nearby", "what ran ends with an error now")),
  ];
}

const isPassed = (told = ""): boolean => told.startsWith("passed");

/** A test whose assertion does not hold: the program itself ran. */
const isUnmet = (told = ""): boolean =>
  /^failed (?:[^]*\bAssertionError\b|Expected |The (?:expression|input)|Missing expected)/.test(told);
