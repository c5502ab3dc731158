/** What was proven, on the page. */
import type { Evidence } from "../core/evidence.ts";
import { escape } from "./highlight.ts";
import { folded } from "./html-cell.ts";
import { seconds } from "./html-timeline.ts";

/** The section; empty when there is no evidence. */
export function evidenceHtml(evidence: Evidence | undefined): string {
  if (evidence === undefined) return "";
  const {
    proven,
    command,
    before,
    after,
    fixed,
    failing,
    reasons,
    risks = [],
    runs = [],
    confidence,
  } = evidence;
  const count = ({ passed, failed }: Evidence["before"]): string => `${passed} passed, ${failed} failed`;
  const found = (evidence.findings ?? []).map(({ severity, message, location }) => {
    const place = location
      ? ` (${location.file}${location.line === undefined ? "" : `:${location.line}`})`
      : "";
    return `${severity}: ${message}${place}`;
  });
  return [
    `<h2>Evidence: <span class="${proven ? "ok" : "failed"}">${proven ? "proven" : "not proven"}</span></h2>`,
    command === ""
      ? ""
      : `<p><code>${escape(command)}</code>: ${count(before)} before; ${count(after)} now${confidence === undefined ? "" : `; confidence ${Math.round(confidence * 100)} %`}</p>`,
    listed("failed before and pass now", fixed, "ok"),
    listed("still fail", failing, "failed"),
    listed("why not", proven ? [] : reasons, "failed"),
    listed("findings", found, ""),
    listed("what may still be wrong", risks, ""),
    listed("not tested", evidence.untried ?? [], ""),
    runs.length === 0
      ? ""
      : folded(
          `everything that was run to judge, ${runs.length}`,
          `<ul>${runs.map(({ sensor, on, verdict, milliseconds }) => `<li><code>${escape(sensor)}</code> on ${escape(on)}: ${verdict}, ${seconds(milliseconds)}</li>`).join("")}</ul>`,
        ),
  ].join("\n");
}

function listed(title: string, lines: readonly string[], tone: string): string {
  if (lines.length === 0) return "";
  const list = `<ul class="${tone}">${lines.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>`;
  return lines.length > 8 ? folded(`${title}, ${lines.length}`, list) : `<h3>${escape(title)}</h3>${list}`;
}
