/** A cell on the page: its code, what came of it, and what it did, folded where it is long. */
import type { Outcome } from "../core/cell.ts";
import type { FactOf } from "../core/fact.ts";
import { escape, highlight, highlightDiff } from "./highlight.ts";
import { seconds } from "./html-timeline.ts";
import type { Deed } from "./story.ts";

const languages = { ts: "TypeScript", sh: "shell", py: "Python" };

/** Longer texts are folded. Lines. */
const short = 12;

/** A fold with a title. */
export function folded(title: string, html: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${escape(title)}</summary>${html}</details>`;
}

/** The cell; `diffs` are those of changes by their names. */
export function cellHtml(
  { cell, outcome, calls, changes, refused, approvals }: Deed,
  diffs: ReadonlyMap<string, string>,
): string {
  const status = outcome?.status ?? "did not end";
  const tone = status === "ok" ? "ok" : "failed";
  const exit = outcome?.exit ? ` (exit ${outcome.exit})` : "";
  const took = outcome ? seconds(outcome.milliseconds) : "";
  return [
    `<article class="cell ${tone}" id="${escape(cell.id)}"><header><a href="#${escape(cell.id)}">${escape(cell.id)}</a><span>${languages[cell.language]}</span><span class="${tone}">${escape(`${status}${exit}`)}</span><span>${took}</span></header>`,
    `<pre class="code">${highlight(cell.code, cell.language)}</pre>`,
    outcome ? outcomeHtml(outcome) : "",
    ...refused.map(({ what, reason }) => `<p class="failed">refused: ${escape(what)}: ${escape(reason)}</p>`),
    ...approvals.map(({ action, reason }) =>
      folded(
        `a person was asked: ${action.tool}`,
        `<pre>${escape([reason, action.command ?? "", ...(action.files ?? [])].join("\n"))}</pre>`,
      ),
    ),
    ...changes.map((change) => changeHtml(change, diffs)),
    calls.length > 0 ? folded(callsTitle(calls), calls.map(callHtml).join("")) : "",
    "</article>",
  ].join("\n");
}

function outcomeHtml({ output, value, error, problems = [], notes = [] }: Outcome): string {
  const mistakes = problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
  const failure = error ? [error.stack ?? `${error.name}: ${error.message}`] : [];
  return [
    text("output", output),
    text("value", value ?? ""),
    text("problem", mistakes.join("\n"), true),
    text("error", failure.join("\n"), true),
    text("note", notes.join("\n")),
  ].join("");
}

function text(kind: string, given: string, open = false): string {
  const trimmed = given.trimEnd();
  if (trimmed === "") return "";
  const lines = trimmed.split("\n").length;
  const long = lines > short || trimmed.length > 1200;
  const html = `<pre class="${kind}">${escape(trimmed)}</pre>`;
  const size = lines > 1 ? `${lines} lines` : `${trimmed.length.toLocaleString("en")} characters`;
  return long ? folded(`${kind}, ${size}`, html, open) : html;
}

type Call = Deed["calls"][number];

function callsTitle(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { made } of calls) counts.set(made.tool, (counts.get(made.tool) ?? 0) + 1);
  const names = [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
  return `${calls.length === 1 ? "1 call" : `${calls.length} calls`}: ${names.join(", ")}`;
}

function callHtml({ made, returned }: Call): string {
  const given = Object.values(made.arguments)
    .map((each) => JSON.stringify(each))
    .join(", ");
  const came =
    returned === undefined
      ? "did not return"
      : returned.error === undefined
        ? JSON.stringify(returned.value ?? null, null, 2)
        : `error: ${returned.error}`;
  return `<pre>${escape(`${made.tool}(${cut(given, 2000)})\n→ ${cut(came, 4000)}`)}</pre>`;
}

const cut = (long: string, most: number): string =>
  long.length > most ? `${long.slice(0, most)} … ${long.length - most} more characters` : long;

function changeHtml(
  { change, changes }: FactOf<"change.intended">,
  diffs: ReadonlyMap<string, string>,
): string {
  const paths = changes.map(({ path }) => path);
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return folded(
    `changed ${paths.slice(0, 3).join(", ")}${more}`,
    highlightDiff(diffs.get(change) ?? paths.join("\n")),
  );
}
