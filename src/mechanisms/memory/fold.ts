/** Which parts of a conversation give way when it no longer fits: old outcomes first, then old turns. */
import type { Fact } from "../../core/fact.ts";
import type { Message } from "../../core/message.ts";
import { digest, type Digest } from "./digest.ts";
import { estimateText } from "./tokens.ts";

/** One message of the conversation, and what it would be as a handle. Sizes in estimated tokens. */
export interface Entry {
  readonly seq: number;
  readonly turn: number;
  readonly message: Message;
  readonly size: number;
  readonly handle?: { readonly cell: string; readonly message: Message; readonly size: number };
}

export interface Given {
  readonly facts: readonly Fact[];
  /** What is not folded yet, in order. */
  readonly entries: readonly Entry[];
  /** System words and task: they always stay. */
  readonly fixed: number;
  /** Tokens that all of it may have. */
  readonly capacity: number;
  readonly upTo: number;
  readonly handles: ReadonlySet<string>;
  readonly summary: string;
}

export interface Fold extends Digest {
  readonly upTo: number;
  readonly handles: readonly string[];
  /** Tokens of all of it afterwards. */
  readonly after: number;
}

/** Shares of the room beside what always stays. After a folding much of it is free, so that the next is far. */
const share = { goal: 0.5, summary: 0.3, kept: 0.4, last: 0.65 };
/** A summary in fewer tokens than this says nothing, and in more nobody reads it. */
const least = 120;
const readable = 8_000;

/** How a conversation is made to fit; undefined when not even what must stay does. Pure. */
export function fold(given: Given): Fold | undefined {
  const room = given.capacity - given.fixed;
  if (room * share.summary < least) return undefined;
  return withHandles(given, given.fixed + room * share.goal) ?? withSummary(given, room);
}

/** Outcomes before the last turn become handles, the oldest first, until it is enough; undefined when it never is. */
function withHandles(given: Given, goal: number): Fold | undefined {
  const { entries, fixed, upTo, summary } = given;
  const last = entries.at(-1)?.turn;
  const older = entries.filter(({ turn }) => turn !== last);
  const start = fixed + estimateText(summary) + sizeOf(entries, given.handles);
  const { handles, size } = shorten(older, given.handles, start, goal);
  if (size > goal) return undefined;
  return { upTo, handles: [...handles], text: summary, sources: [], after: size };
}

/** The newest turns stay, as many as there is room for; the rest is told by a digest. */
function withSummary({ facts, entries, fixed, handles }: Given, room: number): Fold {
  const kept = newest(entries, handles, room);
  const upTo = entries.at(-1 - kept.entries.length)?.seq ?? entries.at(-1)?.seq ?? 0;
  const summary = digest(facts, upTo, Math.min(room * share.summary, readable) * 4);
  const cells = new Set(kept.entries.flatMap(({ handle }) => (handle ? [handle.cell] : [])));
  return {
    ...summary,
    upTo,
    handles: [...kept.handles].filter((cell) => cells.has(cell)),
    after: fixed + estimateText(summary.text) + kept.size,
  };
}

interface Kept {
  readonly entries: readonly Entry[];
  readonly handles: ReadonlySet<string>;
  readonly size: number;
}

function newest(entries: readonly Entry[], handles: ReadonlySet<string>, room: number): Kept {
  const turns = byTurn(entries);
  let first = turns.length;
  let left = room * share.kept;
  while (first > 0) {
    left -= sizeOf(turns[first - 1] ?? [], handles);
    if (left < 0) break;
    first -= 1;
  }
  let kept = turns.slice(first).flat();
  // All of them fit, and yet something must give way.
  if (kept.length === entries.length) kept = turns.slice(1).flat();
  if (kept.length > 0) return { entries: kept, handles, size: sizeOf(kept, handles) };
  const last = turns.at(-1) ?? [];
  const most = room * share.last;
  const short = shorten(last, handles, sizeOf(last, handles), most);
  const fits = short.size <= most && turns.length > 1;
  return fits ? { ...short, entries: last } : { entries: [], handles, size: 0 };
}

/** Makes outcomes handles, the first of them first, until `size` is at most `goal`. */
function shorten(
  entries: readonly Entry[],
  before: ReadonlySet<string>,
  start: number,
  goal: number,
): { readonly handles: ReadonlySet<string>; readonly size: number } {
  const handles = new Set(before);
  let size = start;
  for (const { handle, size: whole } of entries) {
    if (size <= goal) break;
    if (handle === undefined || handles.has(handle.cell) || handle.size >= whole) continue;
    handles.add(handle.cell);
    size -= whole - handle.size;
  }
  return { handles, size };
}

function byTurn(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const turns = new Map<number, Entry[]>();
  for (const entry of entries) {
    const turn = turns.get(entry.turn);
    if (turn) turn.push(entry);
    else turns.set(entry.turn, [entry]);
  }
  return [...turns.values()];
}

/** Tokens of these entries, with handles in place of the outcomes that have one. */
export function sizeOf(entries: readonly Entry[], handles: ReadonlySet<string>): number {
  return entries.reduce((sum, entry) => sum + shownOf(entry, handles).size, 0);
}

/** An entry as it is shown. */
export function shownOf(
  entry: Entry,
  handles: ReadonlySet<string>,
): { readonly message: Message; readonly size: number } {
  return entry.handle && handles.has(entry.handle.cell) ? entry.handle : entry;
}
