/** Facts in, lines out: the session as people read it, live and afterwards. */
import type { Cell, Decision, Fact, FactOf, Problem } from "../index.ts";
import type { Canvas } from "./canvas.ts";
import { paintCode, paintOutcome } from "./paint-cell.ts";
import { paintCheck } from "./paint-check.ts";
import { paintContract } from "./paint-contract.ts";
import { paintPlan } from "./paint-plan.ts";
import { sanitize, sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";
import { duration, listed } from "./wording.ts";

/** A fold over facts. */
export interface Painter {
  /** The lines that this fact adds, without newlines, safe for a terminal. */
  add(fact: Fact): readonly string[];
}

/** A painter at the start of a session, or where one goes on: `open` are the cells whose code is still to be painted. */
export function createPainter(canvas: Canvas, open: readonly Cell[] = []): Painter {
  // Cells whose code is not painted yet: it appears right above what came back from it.
  const waiting = new Map(open.map((cell) => [cell.id, cell]));
  // A problem is told once, though its cell's outcome names it again.
  const told = new Set<string>();
  const problems = (cell: string, found: readonly Problem[]): readonly string[] =>
    found
      .map(({ line, column, code, message }) => {
        const place = canvas.style.bad(`${cell}:${line}:${column}`);
        return `  ${place} ${sanitizeLine(`${code} ${message}`)}`;
      })
      .filter((line) => !told.has(line) && told.add(line));
  const code = (id: string): readonly string[] => {
    const cell = waiting.get(id);
    waiting.delete(id);
    return cell ? paintCode(cell, canvas) : [];
  };
  return {
    add: (fact) => {
      if (fact.type === "model.replied") for (const cell of fact.cells) waiting.set(cell.id, cell);
      if (!("cell" in fact)) return paintFact(fact, canvas);
      return [...code(fact.cell), ...problems(fact.cell, problemsOf(fact)), ...paintFact(fact, canvas)];
    },
  };
}

function problemsOf(fact: Fact): readonly Problem[] {
  if (fact.type === "cell.checked") return fact.problems;
  return fact.type === "cell.ran" ? (fact.outcome.problems ?? []) : [];
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
    case "model.switched": {
      const words = `${fact.from} failed (${fact.why}); ${fact.to} goes on`;
      return [style.accent(sanitizeLine(words))];
    }
    case "model.failed":
      return [style.bad(sanitizeLine(`the model failed: ${fact.why}`))];
    case "cell.ran":
      return paintOutcome(fact.outcome, canvas);
    case "sandbox.opened":
      // It opens beside other things, so its line would fall anywhere; that there is none must be said.
      return fact.name === "none" ? [style.bad("no sandbox: programs run with all your rights")] : [];
    case "change.undone":
      return [paintUndone(fact, style)];
    case "change.dropped":
      return [`  ${style.bad("not written")}: ${sanitizeLine(fact.reason)}`];
    case "effect.refused":
      return [`  ${style.bad("refused")}: ${sanitizeLine(`${fact.what}: ${fact.reason}`)}`];
    case "check.found":
      return ["", style.dim(sanitizeLine(`check: ${fact.check.command} (${fact.check.source})`))];
    case "check.ran":
      return paintCheck(fact.phase, fact.report, canvas);
    case "contract.formed":
    case "contract.amended":
    case "contract.checked":
      return paintContract(fact, style);
    case "done.claimed":
      return [`  ${style.accent("claims")}: ${sanitizeLine(fact.claim)}`];
    case "work.abandoned":
      return [`  ${style.bad("gives up")}: ${sanitizeLine(fact.reason)}`];
    case "decision.made":
      return paintDecision(fact.decision, style);
    default:
      return paintContext(fact, style);
  }
}

/** What is asked of a person, and what is put in front of the model, beside its own words. */
function paintContext(fact: Fact, style: Style): readonly string[] {
  switch (fact.type) {
    case "approval.asked":
      return [`  ${style.accent("asks")}: ${sanitizeLine(`${fact.action.tool}: ${fact.reason}`)}`];
    case "approval.given":
      return [
        `  ${style.accent("answer")}: ${sanitizeLine(fact.words ? `${fact.answer}: ${fact.words}` : fact.answer)}`,
      ];
    case "review.replied":
      return [style.dim(sanitizeLine(`  reviewed by ${fact.model}`))];
    case "review.failed":
      return [style.bad(sanitizeLine(`  no review by ${fact.model}: ${fact.why}`))];
    case "task.added":
      return ["", ...sanitize(fact.text).trimEnd().split("\n").map(style.bold)];
    case "plan.set":
      return ["", style.dim(`plan (${fact.by})`), ...paintPlan(fact.steps, style)];
    case "instructions.read":
      return paintInstructions(fact, style);
    case "cache.begun":
      return fact.why === "the session begins"
        ? []
        : [style.dim(sanitizeLine(`the provider's cache begins anew: ${fact.why}`))];
    case "cache.dropped":
      return [style.dim(dropped(fact))];
    case "context.compacted":
      return [paintFolding(fact, style)];
    default:
      // Intents, calls and commits show in the outcome of their cell; the ending has its own place.
      return [];
  }
}

function dropped({ held, found, idle }: FactOf<"cache.dropped">): string {
  const [before, now] = [held, found].map((tokens) => tokens.toLocaleString("en"));
  return `the provider dropped its cache by itself: ${now} tokens read from it where it held ${before}, ${duration(idle)} after the last reply`;
}

function paintOpening(fact: FactOf<"session.opened">, style: Style): readonly string[] {
  const { model, sandbox } = fact.options;
  return [
    ...sanitize(fact.task).trimEnd().split("\n").map(style.bold),
    style.dim(sanitizeLine(`${fact.root} · ${model} · sandbox ${sandbox}`)),
  ];
}

function paintInstructions({ files, cut }: FactOf<"instructions.read">, style: Style): readonly string[] {
  const read = listed(
    files.map(({ path }) => path),
    5,
  );
  const note = cut ? "; they are longer than what is told of them" : "";
  return files.length === 0 ? [] : [style.dim(`instructions: ${read}${note}`)];
}

function paintFolding(fact: FactOf<"context.compacted">, style: Style): string {
  const { before, after, upTo, handles, why } = fact;
  const what =
    upTo > 0 ? "earlier turns are told in short" : `${handles.length} old outcomes are told by handles`;
  const tokens = `${before.toLocaleString("en")} → ${after.toLocaleString("en")} tokens`;
  return style.dim(sanitizeLine(`folded: ${what}, ${tokens}, since ${why}; nothing is lost`));
}

function paintUndone({ cell, conflicts }: FactOf<"change.undone">, style: Style): string {
  const kept = conflicts.length > 0 ? `, but not ${listed(conflicts, 5)}: changed since by someone else` : "";
  return `  ${style.accent("taken back")}: changes of ${sanitizeLine(cell)}${kept}`;
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

function paintDecision(decision: Decision, style: Style): readonly string[] {
  const rule = style.dim(` (${sanitizeLine(decision.rule)})`);
  if (decision.type === "continue") return [];
  if (decision.type !== "stop") {
    const [first = ""] = sanitize(decision.words).trim().split("\n");
    return [`${style.accent("→ back to the model")}${rule}: ${sanitizeLine(first)}`];
  }
  return [`${style.accent(`→ stop: ${decision.stop.reason}`)}${rule}`];
}
