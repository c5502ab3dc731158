/** A session as one page that needs nothing else: no script, no network, nothing of it unescaped. */
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Fact, FactOf } from "../core/fact.ts";
import { viewSession } from "../core/view.ts";
import { renderOutcome } from "../interface/feedback/render.ts";
import { escape, highlight } from "./highlight.ts";
import { tell, type Deed, type Told } from "./story.ts";

const css = readFileSync(new URL("./page.css", import.meta.url), "utf8");

/** What a page is made from besides facts. */
export interface PageGiven {
  readonly session: string;
  /** The journal's chain head, by which the page can be checked against the journal. */
  readonly head: string;
  /** Unified diffs of changes by their names. */
  readonly diffs: ReadonlyMap<string, string>;
  readonly redacted: number;
}

/** The page. Pure but for the style sheet that it reads. */
export function toHtml(facts: readonly Fact[], given: PageGiven): string {
  const view = viewSession(facts);
  const told = tell(facts);
  const { stop, usage, cost } = view;
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", css, "base64")}'; base-uri 'none'; form-action 'none'`;
  const spent = [
    `${view.turns} ${view.turns === 1 ? "turn" : "turns"}`,
    `${usage.inputTokens + usage.outputTokens} tokens`,
    cost === undefined ? "cost unknown" : `$${cost.toFixed(4)}`,
    seconds(view.lastAt - view.openedAt),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(view.task.slice(0, 80))}</title>
<style>${css}</style>
</head>
<body>
<h1>${escape(view.task)}</h1>
<p class="meta"><strong class="${stop && ["verified", "answered"].includes(stop.reason) ? "ok" : "failed"}">${escape(stop?.reason ?? "open")}</strong> ${escape(stop?.detail ?? "this session has not ended")}<br>${escape(spent.join(" · "))} · ${escape(view.options.model)} · ${escape(view.root)}</p>
${timeline(told)}
${told.map((chapter) => chapterHtml(chapter, given.diffs)).join("\n")}
${evidenceHtml(view.evidence)}
<footer>Session ${escape(given.session)}, journal head <code>${escape(given.head)}</code>; ${given.redacted} secrets redacted. Made by tackle.</footer>
</body>
</html>
`;
}

const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;

type Reply = Extract<Told, { type: "reply" }>;

function timeline(told: readonly Told[]): string {
  const replies = told.filter((chapter): chapter is Reply => chapter.type === "reply");
  if (replies.length === 0) return "";
  const times = replies.map(({ reply, deeds }) => ({
    reply,
    model: reply.milliseconds,
    cells: deeds.reduce((sum, { outcome }) => sum + (outcome?.milliseconds ?? 0), 0),
  }));
  const longest = Math.max(1, ...times.map(({ model, cells }) => model + cells));
  const bars = times.map(({ reply, model, cells }) => {
    const price = reply.cost === undefined ? "" : ` · $${reply.cost.toFixed(4)}`;
    const tokens = reply.usage.inputTokens + reply.usage.outputTokens;
    return `<div class="bar"><a href="#turn-${reply.turn}">turn ${reply.turn}</a><meter min="0" max="${Math.round(longest)}" value="${Math.round(model + cells)}"></meter><small>model ${seconds(model)}, cells ${seconds(cells)} · ${tokens} tokens${price}</small></div>`;
  });
  return `<section class="timeline" aria-label="Time and cost">${bars.join("")}</section>`;
}

function chapterHtml(chapter: Told, diffs: ReadonlyMap<string, string>): string {
  if (chapter.type === "user") return `<h2>Task</h2><p class="said user">${escape(chapter.text)}</p>`;
  if (chapter.type === "harness") return `<h2>tackle</h2><p class="said harness">${escape(chapter.text)}</p>`;
  if (chapter.type === "end") return "";
  const { reply, deeds } = chapter;
  const words = reply.text === "" ? "" : `<p class="said">${escape(reply.text)}</p>`;
  return `<h2 id="turn-${reply.turn}">Turn ${reply.turn}</h2>${words}${deeds.map((deed) => deedHtml(deed, diffs)).join("\n")}`;
}

const languages = { ts: "TypeScript", sh: "shell", py: "Python" };

function deedHtml(
  { cell, outcome, calls, changes, refused, approvals }: Deed,
  diffs: ReadonlyMap<string, string>,
): string {
  const status = outcome?.status ?? "did not end";
  const took = outcome ? seconds(outcome.milliseconds) : "";
  return [
    `<article class="cell"><header><span>${escape(cell.id)}</span><span>${languages[cell.language]}</span><span class="${status === "ok" ? "ok" : "failed"}">${escape(status)}</span><span>${took}</span></header>`,
    `<pre>${highlight(cell.code, cell.language)}</pre>`,
    outcome ? folded("outcome", `<pre>${escape(renderOutcome(outcome))}</pre>`, status !== "ok") : "",
    ...calls.map(({ made, returned }) =>
      folded(
        `${made.tool} ${short(made.arguments)}`,
        `<pre>${escape(JSON.stringify({ arguments: made.arguments, ...(returned?.error === undefined ? { value: returned?.value } : { error: returned.error }) }, null, 2))}</pre>`,
      ),
    ),
    ...approvals.map(({ action, reason }) =>
      folded(
        `a person was asked: ${action.tool}`,
        `<pre>${escape(`${reason}\n${action.command ?? ""}\n${(action.files ?? []).join("\n")}`)}</pre>`,
      ),
    ),
    ...refused.map(({ what, reason }) => `<p class="failed">refused: ${escape(what)}: ${escape(reason)}</p>`),
    ...changes.map((change) => changeHtml(change, diffs)),
    "</article>",
  ].join("\n");
}

const short = (value: unknown): string => JSON.stringify(value).slice(0, 80);

function folded(title: string, html: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${escape(title)}</summary>${html}</details>`;
}

function changeHtml(
  { change, changes }: FactOf<"change.intended">,
  diffs: ReadonlyMap<string, string>,
): string {
  const paths = changes.map(({ path }) => path);
  const lines = (diffs.get(change) ?? paths.join("\n")).split("\n").map((line) => {
    const kind = line.startsWith("@@")
      ? "hunk"
      : line.startsWith("+")
        ? "add"
        : line.startsWith("-")
          ? "cut"
          : "";
    return kind === "" ? escape(line) : `<span class="${kind}">${escape(line)}</span>`;
  });
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return folded(`changed ${paths.slice(0, 3).join(", ")}${more}`, `<pre>${lines.join("\n")}</pre>`);
}

function evidenceHtml(evidence: FactOf<"evidence.gathered">["evidence"] | undefined): string {
  if (evidence === undefined) return "";
  const verdict = evidence.proven ? "proven" : "not proven";
  return `<h2>Evidence: ${verdict}</h2>${folded(evidence.command, `<pre>${escape(JSON.stringify(evidence, null, 2))}</pre>`)}`;
}
