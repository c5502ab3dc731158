/** A session as one page that needs nothing else: no script, no network, nothing of it unescaped. */
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Fact } from "../core/fact.ts";
import { viewSession, type SessionView } from "../core/view.ts";
import { escape, highlightDiff } from "./highlight.ts";
import { cellHtml, folded } from "./html-cell.ts";
import { evidenceHtml } from "./html-evidence.ts";
import { dollars, seconds, timeline } from "./html-timeline.ts";
import { tell, type Told } from "./story.ts";

const css = readFileSync(new URL("./page.css", import.meta.url), "utf8");

/** What a page is made from besides facts. */
export interface PageGiven {
  readonly session: string;
  /** The journal's chain head, by which the page can be checked against the journal. */
  readonly head: string;
  /** Unified diffs of changes by their names. */
  readonly diffs: ReadonlyMap<string, string>;
  /** The unified diff of all that the session changed. */
  readonly net: string;
  readonly redacted: number;
}

/** The page. Pure but for the style sheet that it reads. */
export function toHtml(facts: readonly Fact[], { session, head, diffs, net, redacted }: PageGiven): string {
  const view = viewSession(facts);
  const told = tell(facts);
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", css, "base64")}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escape(view.task.slice(0, 80))}</title>
<style>${css}</style>
</head>
<body>
${headHtml(view)}
${timeline(told, { from: view.openedAt, to: view.lastAt })}
${net === "" ? "" : folded(`All that it changed: ${changedIn(net)}`, highlightDiff(net), net.split("\n").length < 60)}
<main>
${told.map((chapter, index) => chapterHtml(chapter, { diffs, first: index === 0 })).join("\n")}
${evidenceHtml(view.evidence)}
</main>
<footer>Session ${escape(session)} · journal head <code title="${escape(head)}">${escape(head.slice(0, 16))}</code> · <code>tackle verify ${escape(session)} --head ${escape(head.slice(0, 16))}</code><br>${redacted === 1 ? "1 secret" : `${redacted} secrets`} redacted · ${new Date(view.openedAt).toISOString().slice(0, 16).replace("T", " ")} UTC</footer>
</body>
</html>
`;
}

const changedIn = (diff: string): string => {
  const lines = diff.split("\n");
  const added = lines.filter((line) => /^\+(?!\+\+ )/.test(line)).length;
  const cut = lines.filter((line) => /^-(?!-- )/.test(line)).length;
  const files = lines.filter((line) => line.startsWith("--- ")).length;
  return `${files === 1 ? "1 file" : `${files} files`}, +${added} −${cut}`;
};

function headHtml(view: SessionView): string {
  const { stop, usage, cost, turns } = view;
  const tokens = usage.inputTokens + usage.outputTokens;
  const good = stop !== undefined && ["verified", "answered"].includes(stop.reason);
  const spent = [
    turns === 1 ? "1 turn" : `${turns} turns`,
    `${view.outcomes.size} cells`,
    seconds(view.lastAt - view.openedAt),
    ...(tokens > 0 ? [`${tokens.toLocaleString("en")} tokens`] : []),
    ...(cost === undefined ? ["cost unknown"] : cost > 0 ? [dollars(cost)] : []),
    view.options.model,
    view.root,
  ];
  const tone = stop === undefined ? "soft" : good ? "ok" : "failed";
  return `<header class="top"><p class="badge ${tone}">${escape((stop?.reason ?? "open").replaceAll("_", " "))}</p>
<h1>${escape(view.task)}</h1>
<p>${escape(stop?.detail ?? "this session has not ended")}</p>
<p class="soft">${escape(spent.join(" · "))}</p></header>`;
}

/** The task is the page's title already. */
function chapterHtml(
  chapter: Told,
  { diffs, first }: { readonly diffs: ReadonlyMap<string, string>; readonly first: boolean },
): string {
  if (chapter.type === "user")
    return first ? "" : `<h2>You</h2><p class="said user">${escape(chapter.text)}</p>`;
  if (chapter.type === "harness")
    return `<aside class="said harness"><b>tackle</b>${escape(chapter.text)}</aside>`;
  if (chapter.type === "end") return "";
  const { reply, deeds, copied } = chapter;
  const words = reply.text === "" ? "" : `<p class="said">${escape(reply.text)}</p>`;
  const past = copied ? ' <span class="soft">from the session that this one was forked from</span>' : "";
  return `<h2 id="turn-${reply.turn}">Turn ${reply.turn}${past}</h2>${words}${deeds.map((deed) => cellHtml(deed, diffs)).join("\n")}`;
}
