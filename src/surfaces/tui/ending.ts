/** What a turn of the conversation came to, in few lines. */
import type { Result } from "../../index.ts";
import { paintEvidence } from "../closing.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { duration, listed } from "../wording.ts";

/** Evidence, how it ended, what changed and what can be done about it. `milliseconds` is what it took. */
export function paintEnding(result: Result, milliseconds: number, style: Style): readonly string[] {
  const { stop, evidence, tree } = result;
  const good = stop.reason === "verified" || stop.reason === "answered";
  const spent = [`${good ? "✓" : "✗"} ${stop.reason}`, sanitizeLine(stop.detail), duration(milliseconds)];
  const taken = tree?.takenBack ?? [];
  const changed = changedBy(result).filter((path) => !taken.includes(path));
  return [
    "",
    ...(evidence ? paintEvidence(evidence, style) : []),
    (good ? style.good : style.bad)(spent.join(" · ")),
    ...(changed.length > 0
      ? [style.dim(`  changed ${listed(changed, 5)} · /diff shows it, /undo takes it back`)]
      : []),
    ...(taken.length > 0
      ? [style.dim(`  put back as they were, since they judge the work: ${listed(taken, 4)}`)]
      : []),
  ];
}

const changedBy = ({ view }: Result): readonly string[] => [
  ...new Set([...view.outcomes.values()].flatMap(({ changed = [] }) => changed)),
];
