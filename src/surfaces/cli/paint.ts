/** Facts in, lines out: the session as people read it, live and afterwards. */
import type { Cell, CheckRun, Decision, Fact, FactOf, Outcome } from "../../index.ts";
import { sanitize, sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";

/** How to paint. `lines` bounds one block of code or output. */
export interface Canvas {
  readonly style: Style;
  readonly columns: number;
  readonly lines: number;
}

/** A fold over facts. */
export interface Painter {
  /** The lines that this fact adds, without newlines, safe for a terminal. */
  add(fact: Fact): readonly string[];
}

/** A painter at the start of a session. */
export function createPainter(canvas: Canvas): Painter {
  // Cells whose code is not painted yet: it appears right above what came back from it.
  const waiting = new Map<string, Cell>();
  const code = (id: string): readonly string[] => {
    const cell = waiting.get(id);
    waiting.delete(id);
    return cell ? paintCode(cell, canvas) : [];
  };
  return {
    add: (fact) => {
      if (fact.type === "model.replied") for (const cell of fact.cells) waiting.set(cell.id, cell);
      return "cell" in fact ? [...code(fact.cell), ...paintFact(fact, canvas)] : paintFact(fact, canvas);
    },
  };
}

function paintFact(fact: Fact, canvas: Canvas): readonly string[] {
  const { style } = canvas;
  switch (fact.type) {
    case "session.opened":
      return paintOpening(fact, style);
    case "session.resumed":
      return ["", style.dim("resumed")];
    case "model.replied":
      return paintReply(fact, canvas);
    case "cell.checked":
      return fact.problems.map(
        ({ line, column, code, message }) =>
          `  ${style.bad(`${fact.cell}:${line}:${column}`)} ${sanitizeLine(`${code} ${message}`)}`,
      );
    case "cell.ran":
      return paintOutcome(fact.outcome, canvas);
    case "change.dropped":
      return [`  ${style.bad("not written")}: ${sanitizeLine(fact.reason)}`];
    case "effect.refused":
      return [`  ${style.bad("refused")}: ${sanitizeLine(`${fact.what}: ${fact.reason}`)}`];
    case "check.found":
      return ["", style.dim(sanitizeLine(`check: ${fact.check.command} (${fact.check.source})`))];
    case "check.ran":
      return paintCheck(fact.phase, fact.report, canvas);
    case "done.claimed":
      return [`  ${style.accent("claims")}: ${sanitizeLine(fact.claim)}`];
    case "work.abandoned":
      return [`  ${style.bad("gives up")}: ${sanitizeLine(fact.reason)}`];
    case "decision.made":
      return paintDecision(fact.decision, style);
    default:
      // Intents, calls and commits show in the outcome of their cell; the ending has its own place.
      return [];
  }
}

function paintOpening(fact: FactOf<"session.opened">, style: Style): readonly string[] {
  const { model, sandbox } = fact.options;
  const dirty = fact.base && fact.base.dirty > 0 ? ` · ${fact.base.dirty} uncommitted` : "";
  return [
    ...sanitize(fact.task).trimEnd().split("\n").map(style.bold),
    style.dim(sanitizeLine(`${fact.root} · ${model} · sandbox ${sandbox}${dirty}`)),
  ];
}

function paintReply(fact: FactOf<"model.replied">, canvas: Canvas): readonly string[] {
  const text = sanitize(fact.text).trim();
  const ending: Partial<Record<typeof fact.finish, string>> = {
    length: "the reply was cut off at its limit",
    refusal: "the model declined",
  };
  const note = ending[fact.finish];
  return [
    ...(text === "" ? [] : ["", ...text.split("\n")]),
    ...(note === undefined ? [] : [canvas.style.bad(`  ${note}`)]),
  ];
}

function paintCode(cell: Cell, { style, columns, lines }: Canvas): readonly string[] {
  const label = `── ${cell.id} · ${cell.language} `;
  const rule = label + "─".repeat(Math.max(2, Math.min(columns, 80) - label.length));
  const code = sanitize(cell.code).trimEnd().split("\n");
  return ["", style.dim(rule), ...clip(code, lines).map((line) => style.dim(`  ${line}`))];
}

const endings: Record<Outcome["status"], string> = {
  ok: "",
  error: "failed",
  refused: "did not run",
  interrupted: "interrupted",
  timeout: "out of time",
  lost: "its process died",
};

function paintOutcome(outcome: Outcome, { style, lines }: Canvas): readonly string[] {
  const painted: string[] = [];
  const output = sanitize(outcome.output).trimEnd();
  if (output !== "") painted.push(...clip(output.split("\n"), lines).map((line) => `  ${line}`));
  if (outcome.value !== undefined && outcome.status === "ok")
    painted.push(
      ...clip(sanitize(outcome.value).split("\n"), lines).map((line, at) => `${at ? "  " : "← "}${line}`),
    );
  for (const problem of outcome.problems ?? [])
    painted.push(`  ${sanitizeLine(`${problem.line}:${problem.column} ${problem.code} ${problem.message}`)}`);
  const { error } = outcome;
  if (error) {
    const place = error.line === undefined ? "" : ` (line ${error.line})`;
    painted.push(`  ${style.bad(sanitizeLine(`${error.name}: ${error.message}`))}${place}`);
  }
  painted.push(style.dim(`  ${outcomeLine(outcome)}`));
  return painted;
}

/** `✓ 12 ms · changed a.ts, b.ts`, `✗ failed · exit 1 · 12 ms`. */
function outcomeLine(outcome: Outcome): string {
  const parts = [outcome.status === "ok" ? "✓" : `✗ ${endings[outcome.status]}`];
  if (outcome.exit !== undefined && outcome.exit !== 0) parts.push(`exit ${outcome.exit}`);
  parts.push(duration(outcome.milliseconds));
  const { changed = [], ignored = 0 } = outcome;
  if (changed.length > 0) parts.push(`changed ${listed(changed, 5)}`);
  if (ignored > 0) parts.push(`${ignored} ignored by git, which cannot be undone`);
  return parts.join(" · ");
}

function paintCheck(phase: "before" | "after", run: CheckRun, { style, lines }: Canvas): readonly string[] {
  const failed = run.tests.filter(({ state }) => state === "failed");
  const head = `check ${phase}: `;
  const painted = [head + verdictOf(run, failed.length, style)];
  // A person needs the first few reasons; the rest is one command away.
  for (const test of clipped(failed, Math.min(lines, 5))) {
    const place = test.location ? ` (${test.location.file}:${test.location.line})` : "";
    const why = test.message === undefined ? "" : `: ${test.message.split("\n")[0] ?? ""}`;
    painted.push(`  ${style.bad("✗")} ${sanitizeLine(test.name + why + place)}`);
  }
  if (failed.length > 5) painted.push(style.dim(`  … ${failed.length - 5} more`));
  return painted;
}

function verdictOf(run: CheckRun, failed: number, style: Style): string {
  const time = style.dim(` · ${duration(run.milliseconds)}`);
  if (run.trouble !== undefined) return style.bad(sanitizeLine(run.trouble)) + time;
  if (run.timedOut) return style.bad("out of time") + time;
  if (!run.ended) return style.bad(`ended early, exit ${run.exit}`) + time;
  const total = run.tests.length;
  if (run.check.runner === "command")
    return (run.exit === 0 ? style.good("passes") : style.bad(`fails, exit ${run.exit}`)) + time;
  if (failed > 0) return style.bad(`${failed} of ${total} fail`) + time;
  return (
    (run.exit === 0 ? style.good(`all ${total} pass`) : style.bad(`none fails, but exit ${run.exit}`)) + time
  );
}

function paintDecision(decision: Decision, style: Style): readonly string[] {
  const rule = style.dim(` (${sanitizeLine(decision.rule)})`);
  if (decision.type === "continue") return [];
  if (decision.type === "revise") {
    const [first = ""] = sanitize(decision.words).trim().split("\n");
    return [`${style.accent("→ back to the model")}${rule}: ${sanitizeLine(first)}`];
  }
  return [`${style.accent(`→ stop: ${decision.stop.reason}`)}${rule}`];
}

/** At most `limit` lines: the head, a count, and the tail. */
export function clip(lines: readonly string[], limit: number): readonly string[] {
  if (lines.length <= limit) return lines;
  const tail = Math.floor(limit / 4);
  const head = limit - tail - 1;
  return [
    ...lines.slice(0, head),
    `… ${lines.length - head - tail} more lines`,
    ...lines.slice(lines.length - tail),
  ];
}

function clipped<T>(items: readonly T[], limit: number): readonly T[] {
  return items.slice(0, limit);
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
