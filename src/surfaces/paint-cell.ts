/** A cell as code, and what came back from it. */
import { inspect } from "node:util";
import type { Cell, Outcome } from "../index.ts";
import type { Canvas } from "./canvas.ts";
import { sanitize, sanitizeLine } from "./sanitize.ts";
import { clip, duration, listed } from "./wording.ts";

/** A light rule with the cell's name and language, and its code below. */
export function paintCode(cell: Cell, { style, columns, lines, code: paint }: Canvas): readonly string[] {
  const label = `── ${cell.id} · ${cell.language} `;
  const rule = label + "─".repeat(Math.max(2, Math.min(columns, 80) - label.length));
  const text = sanitize(cell.code).trimEnd();
  const code = paint ? paint(text, cell.language) : text.split("\n").map(style.dim);
  return ["", style.dim(rule), ...clip(code, lines).map((line) => `  ${line}`)];
}

const endings: Record<Outcome["status"], string> = {
  ok: "",
  error: "failed",
  refused: "did not run",
  interrupted: "interrupted",
  timeout: "out of time",
  lost: "its process died",
};

/** Output, value, error, and a line on how it ended. */
export function paintOutcome(outcome: Outcome, { style, columns, lines }: Canvas): readonly string[] {
  const painted: string[] = [];
  const output = sanitize(outcome.output).trimEnd();
  if (output !== "") painted.push(...clip(output.split("\n"), lines).map((line) => `  ${line}`));
  if (outcome.value !== undefined && outcome.status === "ok")
    painted.push(
      ...clip(sanitize(laidOut(outcome.value, columns)).split("\n"), lines).map(
        (line, at) => `${at ? "  " : "← "}${line}`,
      ),
    );
  const { error } = outcome;
  if (error) {
    const place = error.line === undefined ? "" : ` (line ${error.line})`;
    painted.push(`  ${style.bad(sanitizeLine(`${error.name}: ${error.message}`))}${place}`);
  }
  // What only the person can open is theirs to know.
  for (const note of outcome.notes ?? [])
    if (note.startsWith("network: ")) painted.push(`  ${sanitizeLine(note)}`);
  painted.push(style.dim(`  ${outcomeLine(outcome)}`));
  return painted;
}

/** A value as people read it: what is too long for a line is laid out, and its depths are left out (`tackle show --cell` has them). */
function laidOut(value: string, columns: number): string {
  if (value.length <= columns) return value;
  try {
    return inspect(JSON.parse(value), {
      depth: 1,
      maxArrayLength: 4,
      maxStringLength: columns,
      breakLength: columns - 2,
      compact: 2,
    });
  } catch {
    return value; // not JSON, so what it is has been laid out by the kernel
  }
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
