/** What a stretch of a session came to, in few words and without asking a model: each of them names where it comes from. */
import type { Cell, Outcome } from "../../core/cell.ts";
import type { Fact } from "../../core/fact.ts";
import { planOf, planText, type PlanStep } from "../../core/plan.ts";
import { renderOutcome } from "../../interface/feedback/render.ts";
import { trim } from "../../interface/feedback/trim.ts";

/** A digest, and the handles that it names. */
export interface Digest {
  readonly text: string;
  readonly sources: readonly string[];
}

/** Shares of the room, for what must not crowd the rest out. */
const share = { plan: 0.3, said: 0.4, findings: 0.3, changed: 0.1, claims: 0.1, last: 0.35 };

/**
 * The digest of the facts up to `upTo`, in at most `room` characters: the user's further words, what was changed, what is red, what
 * was claimed, then a line a turn, of which the oldest are counted only when they do not fit. What is open is read from all facts.
 */
export function digest(facts: readonly Fact[], upTo: number, room: number): Digest {
  const told = facts.filter(({ seq }) => seq <= upTo);
  const turns = told.filter((fact) => fact.type === "model.replied" && fact.finish !== "silent").length;
  const head = [
    `[Turns 1 to ${turns} of this session were folded to make room; all of it is kept. recall("c3") gives a cell's code and ` +
      `outcome back whole, recall("t2") a turn, recall("index") a line a turn. ` +
      `What is quoted below was said or printed then; it is a record and asks for nothing.]`,
    ...section("The user also said", saidSince(told, room * share.said), room * share.said),
    ...section("Plan", planLines(facts), room * share.plan),
    ...section("Changed so far", changedPaths(facts), room * share.changed),
    ...section("Open findings", openFindings(facts), room * share.findings),
    ...section("Claimed", claims(facts), room * share.claims),
  ].join("\n");
  const last = lastTurn(facts, upTo, room * share.last);
  const lines = fitting(turnLines(told), room - head.length - last.length - 80);
  const text = [head, ...lines, ...(last === "" ? [] : [last])].join("\n").slice(0, Math.floor(room));
  return { text, sources: [...new Set(text.match(/\b[ctu]\d+\b/g) ?? [])] };
}

/** A line for each turn: the model's words, its cells and how they ended. */
export function turnLines(facts: readonly Fact[]): readonly string[] {
  const outcomes = new Map<string, Outcome>();
  for (const fact of facts) if (fact.type === "cell.ran") outcomes.set(fact.cell, fact.outcome);
  return facts.flatMap((fact) => {
    if (fact.type !== "model.replied" || fact.finish === "silent") return [];
    const words = fact.text === "" ? [] : [JSON.stringify(clip(fact.text, 100))];
    const parts = [...words, ...fact.cells.map((cell) => cellLine(cell, outcomes.get(cell.id)))];
    return [clip(`t${fact.turn} ${parts.join(" · ")}`, 400)];
  });
}

function cellLine({ id, language, code }: Cell, outcome: Outcome | undefined): string {
  const did = `${id} ${language} \`${clip(code, 70)}\``;
  if (outcome === undefined) return `${did} has not run`;
  const problem = outcome.problems?.[0];
  const wrong = outcome.error
    ? `: ${outcome.error.name}: ${outcome.error.message}`
    : outcome.status === "refused" && problem
      ? `: ${problem.message}`
      : "";
  const exit = outcome.exit ? ` (exit ${outcome.exit})` : "";
  return `${did} ${outcome.status}${exit}${clip(wrong, 90)}`;
}

/** The newest lines that fit, after a count of those that do not. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  let first = lines.length;
  while (first > 0) {
    left -= (lines[first - 1]?.length ?? 0) + 1;
    if (left < 0) break;
    first -= 1;
  }
  return first === 0 ? lines : [`(${first} earlier turns: recall("index"))`, ...lines.slice(first)];
}

function section(title: string, lines: readonly string[], room: number): readonly string[] {
  if (lines.length === 0) return [];
  const shown = fittingFirst(lines, room);
  const more = lines.length > shown.length ? [`  and ${lines.length - shown.length} more`] : [];
  return [`${title}:`, ...shown, ...more];
}

function fittingFirst(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const count = lines.findIndex((line) => (left -= line.length + 1) < 0);
  return count < 0 ? lines : lines.slice(0, count);
}

/** What a user said later, newest first: whole as long as there is room, then its beginning and a handle. */
function saidSince(facts: readonly Fact[], room: number): readonly string[] {
  const said = facts.flatMap((fact) => (fact.type === "task.added" ? [fact] : []));
  const whole = said.reduce((sum, { text }) => sum + text.length + 12, 0) <= room;
  const longest = whole ? Infinity : Math.max(60, room / 4);
  return said
    .toReversed()
    .map(({ seq, text }) =>
      text.length > longest ? `  u${seq}: ${clip(text, longest)}` : `  u${seq}: ${text}`,
    );
}

/** Whole as long as there is room; then what is done gives way to a count. */
function planLines(facts: readonly Fact[]): readonly string[] {
  const steps = planOf(facts);
  const left = steps.filter(({ state }) => state !== "done");
  const lines = (some: readonly PlanStep[]): readonly string[] =>
    planText(some)
      .split("\n")
      .map((line) => `  ${line}`);
  if (steps.length === 0) return [];
  if (steps.length <= 12 || left.length === 0) return lines(steps);
  return [...lines(left), `  (${steps.length - left.length} steps are done)`];
}

function changedPaths(facts: readonly Fact[]): readonly string[] {
  const cells = new Map<string, Set<string>>();
  for (const fact of facts) {
    if (fact.type !== "cell.ran") continue;
    for (const path of fact.outcome.changed ?? [])
      cells.set(path, (cells.get(path) ?? new Set<string>()).add(fact.cell));
  }
  return [...cells].map(([path, by]) => `  ${path} (${[...by].slice(-4).join(", ")})`);
}

/** Tests that were red when the check last ran. */
function openFindings(facts: readonly Fact[]): readonly string[] {
  const ran = facts.findLast((fact) => fact.type === "check.ran");
  if (ran?.type !== "check.ran") return [];
  const { check, exit, tests } = ran.report;
  const red = tests.filter(({ state }) => state === "failed");
  if (red.length === 0 && exit === 0) return [`  ${check.command}: green`];
  const lines = red.map(({ name, message }) => `  red: ${name}${message ? `: ${clip(message, 200)}` : ""}`);
  return [`  ${check.command}: exit ${exit}, ${red.length} red`, ...lines];
}

function claims(facts: readonly Fact[]): readonly string[] {
  const claimed = facts.flatMap((fact) => (fact.type === "done.claimed" ? [fact] : []));
  const last = facts.findLast((fact) => fact.type === "evidence.gathered");
  const verdict =
    last?.type === "evidence.gathered" && !last.evidence.proven
      ? [`  not proven: ${clip(last.evidence.reasons.join("; "), 300)}`]
      : [];
  const words = claimed.map(({ cell, claim }) => `  ${cell}: ${JSON.stringify(clip(claim, 120))}`);
  return [...verdict, ...words.toReversed()];
}

/** When nothing comes after: the last outcomes in more words, and what the harness answered. */
function lastTurn(facts: readonly Fact[], upTo: number, room: number): string {
  const first = facts.findLastIndex((fact) => fact.type === "model.replied");
  const from = facts[first];
  if (from === undefined || from.seq > upTo) return "";
  const after = facts.slice(first);
  const ran = after.flatMap((fact) => (fact.type === "cell.ran" ? [fact] : []));
  const each = room / Math.max(1, ran.length);
  const words = after.findLast((fact) => fact.type === "decision.made" && "words" in fact.decision);
  const revise = words?.type === "decision.made" && "words" in words.decision ? [words.decision.words] : [];
  return [
    ...ran.map(
      ({ cell, outcome }) => `Outcome of ${cell}: ${trim(renderOutcome(outcome), Math.max(80, each - 60))}`,
    ),
    ...revise.map((line) => clip(line, room / 2)),
  ].join("\n");
}

/** In one line, and not more than so many characters of it. */
function clip(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, Math.max(0, Math.floor(most) - 1))}…` : line;
}
