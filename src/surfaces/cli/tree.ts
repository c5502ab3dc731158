/** `tackle tree`: what the searches of a session tried, on top of what, and how it stood. */
import {
  Fault,
  findSession,
  pathTo,
  readJournal,
  viewSearches,
  type Attempt,
  type SearchView,
} from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitize, sanitizeLine } from "../sanitize.ts";
import { createStyle, type Style } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints the tree, or one attempt of it, and returns the exit code. */
export function tree(
  { sessions: [name = ""], search, attempt, all, format }: PastWish,
  terminal: Terminal,
): number {
  const { state } = readSurroundings(process.env);
  const { id, facts } = readJournal(findSession(state, name), { salvage: true });
  const views = viewSearches(facts).filter((view) => search === undefined || view.search === search);
  if (views.length === 0)
    throw new Fault(
      "bad_usage",
      search === undefined
        ? `session ${id} has searched for nothing`
        : `session ${id} has no search ${search}`,
      "a search begins when a cell calls search.attempts or search.try",
    );
  const style = createStyle(terminal.color);
  if (attempt !== undefined) return showAttempt(views, attempt, { id, format, style, terminal });
  if (format === "json") terminal.out(jsonLine({ session_id: id, searches: views }));
  else terminal.out(`${views.flatMap((view) => paintSearch(view, all, style)).join("\n")}\n`);
  return 0;
}

function showAttempt(
  views: readonly SearchView[],
  attempt: string,
  given: {
    readonly id: string;
    readonly format: "text" | "json";
    readonly style: Style;
    readonly terminal: Terminal;
  },
): number {
  const { id, format, style, terminal } = given;
  const view = views.find(({ attempts }) => attempts.some((one) => one.id === attempt));
  const path = view ? pathTo(view, attempt) : [];
  const last = path.at(-1);
  if (!view || !last)
    throw new Fault(
      "bad_usage",
      `session ${id} has no attempt ${attempt}`,
      `tackle tree ${id} --all names all of them`,
    );
  const on = view.attempts.filter(({ parent }) => parent === attempt);
  if (format === "json") {
    terminal.out(jsonLine({ session_id: id, search: view.search, path, tried_on_it: on.length }));
    return 0;
  }
  const failing = (last.failing ?? []).map((test) => `  ${style.bad("fails")} ${sanitizeLine(test)}`);
  const steps = path.flatMap((one) => paintStep(one, style));
  terminal.out(`${[...steps, ...failing, `${on.length} attempts were made on top of it`].join("\n")}\n`);
  return 0;
}

function paintStep(attempt: Attempt, style: Style): readonly string[] {
  const pieces = attempt.pieces.flatMap(({ path, line, before, after }) => [
    style.dim(sanitizeLine(`${path}:${line}`)),
    ...lines(before).map((text) => style.bad(`- ${text}`)),
    ...lines(after).map((text) => style.good(`+ ${text}`)),
  ]);
  return [headOf(attempt, style), ...pieces];
}

const lines = (text: string): readonly string[] => (text === "" ? [] : sanitize(text).split("\n"));

function paintSearch(view: SearchView, all: boolean, style: Style): readonly string[] {
  const { search, policy, workers, attempts, limit, cell, found, why = "it has not ended", failing } = view;
  const many = workers === 1 ? "one worker" : `${workers} workers`;
  const again = view.continued > 0 ? `, gone on with ${view.continued} times` : "";
  return [
    style.bold(
      sanitizeLine(
        `${search}: ${attempts.length} of ${limit} attempts, ${policy}, ${many}, by ${cell}${again}`,
      ),
    ),
    `${found === undefined ? style.bad("nothing found") : style.good(`found ${found}`)}${found === undefined ? `: ${sanitizeLine(why)}` : ""}`,
    ...(failing.length > 0 ? [style.dim(sanitizeLine(`failing: ${failing.slice(0, 5).join(", ")}`))] : []),
    "the snapshot",
    ...paintBranch(view, view.search, { all, style, indent: "" }),
    "",
  ];
}

interface Manner {
  readonly all: boolean;
  readonly style: Style;
  readonly indent: string;
}

/** What was tried on one attempt: what is better or was built on in full, the rest as a count. */
function paintBranch(view: SearchView, parent: string, manner: Manner): readonly string[] {
  const { all, style, indent } = manner;
  const own = view.attempts.filter((attempt) => attempt.parent === parent);
  const built = new Set(view.attempts.map((attempt) => attempt.parent));
  const shown = own.filter(
    (one) =>
      all ||
      built.has(one.id) ||
      one.outcome === "passed" ||
      one.outcome === "partial" ||
      one.failing !== undefined,
  );
  const rest = own.filter((one) => !shown.includes(one));
  const entries = shown
    .toSorted((a, b) => b.score - a.score)
    .map((one) => (last: boolean): readonly string[] => [
      `${indent}${last ? "└" : "├"} ${headOf(one, style)}`,
      ...paintBranch(view, one.id, { all, style, indent: `${indent}${last ? " " : "│"} ` }),
    ]);
  if (rest.length > 0) entries.push((last) => [`${indent}${last ? "└" : "├"} ${style.dim(restOf(rest))}`]);
  return entries.flatMap((entry, at) => entry(at === entries.length - 1));
}

function headOf({ id, score, outcome, label, pieces: [piece] }: Attempt, style: Style): string {
  const [before, after] = piece ? differing(piece.before, piece.after) : ["", ""];
  const what = piece ? ` ${piece.path}:${piece.line} ${short(before)} → ${short(after)}` : "";
  const mark = outcome === "passed" ? style.good : outcome === "partial" ? style.accent : style.dim;
  return `${mark(`${id} ${outcome} ${Math.round(score * 100)} %`)} ${sanitizeLine(`${label}${what}`)}`;
}

const short = (text: string): string => {
  const flat = text.trim().replaceAll(/\s+/g, " ");
  return flat.length > 40 ? `${flat.slice(0, 39)}…` : flat === "" ? "∅" : flat;
};

/** The words in which two texts differ, with nothing of what they have in common around them. */
function differing(before: string, after: string): [string, string] {
  const [a, b] = [before.split(/(\s+)/), after.split(/(\s+)/)];
  let top = 0;
  while (top < Math.min(a.length, b.length) - 1 && a[top] === b[top]) top += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - top - 1 && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const part = (words: readonly string[]): string => words.slice(top, words.length - end).join("");
  return [part(a), part(b)];
}

/** Attempts that came to nothing, by what they were. */
function restOf(attempts: readonly Attempt[]): string {
  const counts = new Map<string, number>();
  for (const { label } of attempts) counts.set(label, (counts.get(label) ?? 0) + 1);
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 6);
  const named = most.map(([label, count]) => `${label} ${count}`).join(", ");
  return sanitizeLine(
    `${attempts.length} that came to nothing: ${named}${counts.size > most.length ? " …" : ""}`,
  );
}
