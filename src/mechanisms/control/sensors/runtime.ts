/** Sensor: warnings and unhandled errors that the check prints now and did not print before. */
import type { CheckRun, Finding } from "../../../core/finding.ts";

const loud =
  /\b(?:UnhandledPromiseRejection\w*|unhandled rejection|Unhandled Rejection|uncaughtException|Uncaught \w*Error|MaxListenersExceededWarning|Exception ignored in|Exception in thread|PytestUnraisableExceptionWarning|PytestUnhandled\w+|ResourceWarning|RuntimeWarning|DeprecationWarning|SyntaxWarning)\b.*/g;

/** A warning without what differs from run to run. */
const plain = (text: string): string =>
  text
    .replaceAll(/0x[\da-f]+|\d+/gi, "#")
    .replaceAll(/\/\S+/g, "…")
    .trim()
    .slice(0, 160);

/** New kinds of warnings in the second run. Pure. Blind to what a runner keeps to itself, and to long outputs' middles. */
export function warnings(before: CheckRun, after: CheckRun): readonly Finding[] {
  const known = new Set([...before.output.matchAll(loud)].map(([text]) => plain(text)));
  const found = new Set([...after.output.matchAll(loud)].map(([text]) => plain(text)));
  return [...found]
    .filter((text) => !known.has(text))
    .slice(0, 5)
    .map((text) => ({
      sensor: "runtime",
      severity: "warning",
      message: `the check warns now: ${text}`,
      sign: "warned",
    }));
}
