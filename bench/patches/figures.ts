/** False acceptance and false refusal with their intervals, and what confidences come to. */
import type { Patch, Project, Split } from "./corpus.ts";
import type { Verdict } from "./judge.ts";

/** A judge's word on one patch. */
export interface Ruling extends Verdict {
  readonly project: Project;
  readonly patch: Patch;
  readonly judge: string;
}

/** Wilson's 95 % interval of a proportion, as shares; from 0 to 1 when there is nothing to count. */
export function wilson(hits: number, total: number): [number, number] {
  if (total === 0) return [0, 1];
  const z = 1.959964;
  const share = hits / total;
  const middle = share + (z * z) / (2 * total);
  const half = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

const percent = (share: number): string => (share * 100).toFixed(1);

/** Such as `61/68 = 89.7 % (80.2–94.9)`. */
function proportion(hits: number, total: number): string {
  if (total === 0) return "–";
  const [low, high] = wilson(hits, total);
  return `${hits}/${total} = ${percent(hits / total)} % (${percent(low)}–${percent(high)})`;
}

/** The share of a judge's wrong patches that are accepted, and of right ones that are refused. */
function row(rulings: readonly Ruling[]): string {
  const wrong = rulings.filter(({ patch }) => patch.label === "wrong");
  const right = rulings.filter(({ patch }) => patch.label === "right");
  const falsely = wrong.filter(({ accepted }) => accepted).length;
  const refused = right.filter(({ accepted }) => !accepted).length;
  return `${proportion(falsely, wrong.length)} | ${proportion(refused, right.length)}`;
}

/** A Markdown table: by judge and split, then false acceptance by origin. */
export function table(rulings: readonly Ruling[]): string {
  const lines = [
    "| judge | split | false acceptance (95 %, Wilson) | false refusal (95 %, Wilson) |",
    "| --- | --- | --- | --- |",
  ];
  const splits: readonly Split[] = ["open", "sealed"];
  for (const judge of new Set(rulings.map((ruling) => ruling.judge)))
    for (const split of splits) {
      const own = rulings.filter((ruling) => ruling.judge === judge && ruling.project.split === split);
      lines.push(`| ${judge} | ${split} | ${row(own)} |`);
      for (const origin of ["hand", "solver", "mutation"]) {
        const some = own.filter(({ patch }) => patch.origin === origin);
        lines.push(`| ${judge} | ${split}, ${origin} | ${row(some)} |`);
      }
    }
  return lines.join("\n");
}

/** How much a right patch weighs where right and wrong ones weigh alike, however many there are of each. */
export function rightWeight(rulings: readonly Ruling[]): number {
  const right = rulings.filter(({ patch }) => patch.label === "right").length;
  return right === 0 ? 1 : (rulings.length - right) / right;
}

/** The mean square of what a confidence is off by, right and wrong patches weighed alike: 0 is perfect, 0.25 is a coin. */
export function brier(rulings: readonly Ruling[]): number {
  const weight = rightWeight(rulings);
  let [sum, total] = [0, 0];
  for (const { confidence, patch } of rulings) {
    if (confidence === undefined) continue;
    const own = patch.label === "right" ? weight : 1;
    sum += own * (confidence - (patch.label === "right" ? 1 : 0)) ** 2;
    total += own;
  }
  return sum / total;
}
