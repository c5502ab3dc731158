/** Where two courses part, for people. */
import type { Parting } from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";

/** What each side did there, from a little before where the words differ. */
export function paintParting(
  { first, second }: Parting,
  [one, other]: readonly [string, string],
  style: Style,
): readonly string[] {
  const [a, b] = [first?.words ?? "", second?.words ?? ""];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 30);
  const told = (name: string, step: Parting["first"]): string =>
    step === undefined
      ? `  ${name}: nothing more`
      : `  ${name}: ${step.kind} of ${step.where}: ${from > 0 ? "…" : ""}${sanitizeLine(step.words.slice(from, from + 200))}`;
  return [style.good(told(one, first)), style.bad(told(other, second))];
}
