/** The time of a session as a drawing: a row for each turn, what the model took and what the cells took, and what it cost. */
import { escape } from "./highlight.ts";
import type { Told } from "./story.ts";

type Reply = Extract<Told, { type: "reply" }>;

const row = 26;
/** Of a drawing 1,000 wide: where the bars begin, and how long they can be. */
const [left, width] = [60, 720];

/** Seconds, as long as they are worth telling. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 950 ? 2 : milliseconds < 10_000 ? 1 : 0)} s`;
}

/** Dollars. */
export const dollars = (cost: number): string => `$${cost.toFixed(cost < 0.01 && cost > 0 ? 4 : 2)}`;

/** The drawing, in SVG; empty when there is no turn. `from` and `to`: when the session began and when its last fact was. */
export function timeline(
  told: readonly Told[],
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const replies = told.filter((chapter): chapter is Reply => chapter.type === "reply");
  if (replies.length === 0) return "";
  const scale = width / Math.max(1, to - from);
  let spent = 0;
  const rows = replies.map((reply, index) => {
    spent += reply.reply.cost ?? 0;
    return rowOf(reply, { y: index * row, from, scale, spent });
  });
  const height = replies.length * row + 4;
  return `<figure class="timeline"><svg viewBox="0 0 1000 ${height}" role="img" aria-label="When each turn was, and how long">${rows.join("")}</svg><figcaption><i class="key model"></i> model <i class="key cells"></i> cells <i class="key bad"></i> cells that failed</figcaption></figure>`;
}

function rowOf(
  { reply, deeds }: Reply,
  {
    y,
    from,
    scale,
    spent,
  }: { readonly y: number; readonly from: number; readonly scale: number; readonly spent: number },
): string {
  const bar = (kind: string, start: number, long: number, title: string): string =>
    `<rect class="${kind}" x="${(left + Math.max(0, start - from) * scale).toFixed(1)}" y="${y + 5}" width="${Math.max(1.5, long * scale).toFixed(1)}" height="${row - 10}" rx="2"><title>${escape(title)}</title></rect>`;
  const bars = deeds.flatMap(({ cell, outcome, started, ended }) => {
    if (!outcome || started === undefined || ended === undefined) return [];
    const kind = outcome.status === "ok" ? "cells" : "bad";
    return [
      bar(kind, started, ended - started, `${cell.id}: ${outcome.status}, ${seconds(ended - started)}`),
    ];
  });
  const model = bar(
    "model",
    reply.at - reply.milliseconds,
    reply.milliseconds,
    `model: ${seconds(reply.milliseconds)}`,
  );
  const tokens = reply.usage.inputTokens + reply.usage.outputTokens;
  const last = deeds.at(-1)?.ended ?? reply.at;
  const words = [
    seconds(last - reply.at + reply.milliseconds),
    ...(tokens > 0 ? [`${tokens.toLocaleString("en")} tokens`] : []),
    ...(spent > 0 ? [`${dollars(spent)} so far`] : []),
  ].join(" · ");
  return `<a href="#turn-${reply.turn}"><rect class="band" x="0" y="${y}" width="1000" height="${row}"/><text x="4" y="${y + 17}">turn ${reply.turn}</text>${model}${bars.join("")}<text class="soft" x="${left + width + 16}" y="${y + 17}">${escape(words)}</text></a>`;
}
