/** What one run of the project's check said. */
import type { CheckRun } from "../index.ts";
import type { Canvas } from "./canvas.ts";
import { sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";
import { duration } from "./wording.ts";

/** The counts, and the first few failures with their reason and place. `when` is such as `before`. */
export function paintCheck(when: string, run: CheckRun, { style }: Canvas): readonly string[] {
  const failed = run.tests.filter(({ state }) => state === "failed");
  const head = `check ${when}: `;
  const painted = [head + verdictOf(run, failed.length, style)];
  // A person needs the first few reasons; the rest is one command away.
  for (const test of failed.slice(0, 5)) {
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
  const skipped = run.tests.filter(({ state }) => state === "skipped").length;
  const all = skipped > 0 ? `${total - skipped} pass, ${skipped} skipped` : `all ${total} pass`;
  return (run.exit === 0 ? style.good(all) : style.bad(`none fails, but exit ${run.exit}`)) + time;
}
