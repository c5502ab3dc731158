/** The last lines of a session: what changed, what proves it, and what to type next. */
import { exitCode, type Evidence, type Stop, type Tree, type TurnSpent, type Usage } from "../index.ts";
import { clip, duration, listed } from "./wording.ts";
import type { Canvas } from "./canvas.ts";
import { sanitize, sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";

/** What a session came to, as far as a closing shows it. */
export interface Ending {
  readonly session: string;
  readonly stop: Stop;
  readonly evidence?: Evidence;
  readonly tree?: Tree;
  /** A unified diff: what the session changed. */
  readonly diff: string;
  readonly turns: number;
  readonly usage: Usage;
  /** Absent when it is not known. */
  readonly cost?: number;
  readonly milliseconds: number;
  /** The journal's chain head: facts that are taken away later will be missed. */
  readonly head?: string;
}

/** Endings that leave something to go on with: the budget was spent, or someone stopped it. */
const resumable: ReadonlySet<number> = new Set([5, 130]);

/** The closing of a session, line by line; of its diff at most `lines`. */
export function paintClosing(ending: Ending, { style, lines }: Omit<Canvas, "columns">): readonly string[] {
  const { stop, session } = ending;
  const good = stop.reason === "verified" || stop.reason === "answered";
  const next = resumable.has(exitCode(stop)) ? [style.dim(`  tackle resume ${session}`)] : [];
  return [
    ...paintDiff(ending.diff, style, lines),
    ...(ending.evidence ? ["", ...paintEvidence(ending.evidence, style)] : []),
    "",
    `${(good ? style.good : style.bad)(stop.reason)}: ${sanitizeLine(stop.detail)}`,
    style.dim(spent(ending)),
    style.dim(`  tackle show ${session}`),
    ...next,
    ...(ending.tree ? [paintTree(ending.tree, session, style)] : []),
  ];
}

/** What the workspace holds now, and how to be rid of it. */
function paintTree({ state, takenBack, leftChanged }: Tree, session: string, style: Style): string {
  const parts = [`  tree: ${state}`];
  if (takenBack.length > 0)
    parts.push(`changes to ${listed(takenBack, 4)} taken back (--may-change <glob> keeps such)`);
  if (leftChanged.length > 0)
    parts.push(`${style.bad("not taken back")}: ${listed(leftChanged, 4)}, changed by someone else`);
  if (state !== "as it was") parts.push(`tackle undo ${session}`);
  return style.dim(parts.join(" · "));
}

/** Evidence in at most five lines. */
export function paintEvidence(evidence: Evidence, style: Style): readonly string[] {
  const { before, after, fixed, failing, changed, ground } = evidence;
  const verdict = evidence.proven ? style.good("proven") : style.bad("not proven");
  const sure = evidence.confidence === undefined ? "" : ` · confidence ${evidence.confidence.toFixed(2)}`;
  const lines = [
    `${verdict}: ${sanitizeLine(evidence.command) || "no check"} · before ${tally(before)} · now ${tally(after)}${sure}`,
  ];
  const fixing = ground === "undone" ? "pass, and fail with the change undone" : "failed before, pass now";
  if (fixed.length > 0) lines.push(`  ${style.good(fixing)}: ${listed(fixed, 4)}`);
  if (failing.length > 0) lines.push(`  ${style.bad("fail still")}: ${listed(failing, 4)}`);
  if (changed.length > 0) lines.push(`  changed: ${listed(changed, 6)}${covered(evidence.coverage)}`);
  const rest = doubts(evidence);
  if (rest !== "") lines.push(`  ${rest}`);
  return lines;
}

/** How many of the changed lines the check has run. */
function covered(coverage: Evidence["coverage"]): string {
  if (!coverage || coverage.changed + coverage.unknown.length === 0) return "";
  if (coverage.changed === 0) return " · whether tests run these lines is unknown";
  const unknown = coverage.unknown.length > 0 ? `, unknown in ${listed(coverage.unknown, 2)}` : "";
  return ` · ${coverage.covered} of ${coverage.changed} changed lines run by tests${unknown}`;
}

/** Why not, or else what may still be wrong, in one line. */
function doubts({ reasons, risks = [], untried = [] }: Evidence): string {
  const parts = [
    ...(reasons.length > 0 ? [listed(reasons, 2)] : []),
    ...(risks.length > 0 ? [`risks: ${listed(risks, 2)}`] : []),
    ...(untried.length > 0 ? [`not tried: ${listed(untried, 2)}`] : []),
  ];
  return parts.join(" · ");
}

function tally({ passed, failed }: Evidence["before"]): string {
  return `${passed} pass, ${failed} fail`;
}

function spent({ turns, usage, cost, milliseconds, head }: Ending): string {
  const tokens = usage.inputTokens + usage.outputTokens;
  const parts = [`  ${turns} ${turns === 1 ? "turn" : "turns"}`];
  if (tokens > 0) parts.push(`${tokens.toLocaleString("en")} tokens`);
  if (tokens > 0 || cost !== undefined) parts.push(...dollars(cost));
  const seal = head === undefined ? [] : [`journal head ${head.slice(0, 12)}`];
  return [...parts, duration(milliseconds), ...seal].join(" · ");
}

/** Nothing is left out, and what is not known is said. */
function dollars(cost: number | undefined): readonly string[] {
  if (cost === undefined) return ["cost unknown"];
  return cost > 0 ? [`$${cost.toFixed(cost < 0.1 ? 4 : 2)}`] : [];
}

/** A line for each turn and each review: what it cost, and each of its cells. */
export function paintSpending(turns: readonly TurnSpent[], style: Style): readonly string[] {
  const paid = turns.filter(({ usage }) => usage.inputTokens + usage.outputTokens > 0);
  if (paid.length === 0) return [];
  const several = new Set(paid.map(({ model }) => model)).size > 1;
  return [
    "",
    ...paid.map(({ turn, review, model, usage, cost, cells, dropped }) => {
      const notes = [
        ...(usage.cacheReadTokens > 0 ? [`${usage.cacheReadTokens.toLocaleString("en")} cached`] : []),
        ...(dropped === undefined ? [] : [`${dropped.toLocaleString("en")} dropped by the provider's cache`]),
      ];
      const cached = notes.length > 0 ? ` (${notes.join(", ")})` : "";
      const parts = [
        `  ${review ? "review" : `turn ${turn}`}: ${usage.inputTokens.toLocaleString("en")} in${cached}, ${usage.outputTokens.toLocaleString("en")} out`,
        ...dollars(cost),
        ...cells.map((cell) =>
          [
            `${cell.id} ${cell.outputTokens}`,
            ...dollars(cell.cost).filter((each) => each.startsWith("$")),
          ].join(" "),
        ),
        ...(several ? [sanitizeLine(model)] : []),
      ];
      return style.dim(parts.join(" · "));
    }),
  ];
}

/** A unified diff in colour, of at most so many lines. */
export function paintDiff(diff: string, style: Style, lines: number): readonly string[] {
  if (diff === "") return [];
  const paint = (line: string): string => {
    if (/^(?:\+\+\+|---|diff) /.test(line)) return style.bold(line);
    if (line.startsWith("+")) return style.good(line);
    if (line.startsWith("-")) return style.bad(line);
    return line.startsWith("@@") ? style.accent(line) : line;
  };
  return ["", ...clip(sanitize(diff).trimEnd().split("\n"), lines).map(paint)];
}
