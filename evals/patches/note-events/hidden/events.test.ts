import assert from "node:assert/strict";
import { test } from "node:test";
import { mostAtOnce, toEvents, toNotes, waits, type NoteEvent } from "../lib/events.ts";
import { playable, quantise, transpose, type Note } from "../lib/notes.ts";
import { nameOf, parsePitch } from "../lib/pitch.ts";

let seed = 1983;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;

const channels = [0, 1, 9];
const pitches = [36, 60, 61, 127];
const last = 24;

function anyNotes(count: number, lengths: readonly number[]): Note[] {
  return Array.from({ length: count }, () => ({
    channel: pick(channels),
    pitch: pick(pitches),
    start: next(last / 2),
    length: pick(lengths),
    velocity: 1 + next(127),
  }));
}
/** Which note a key sounds at a time: that of those begun so far that has begun last, the longest and then the first one of several. */
function begunAt(notes: readonly Note[], channel: number, pitch: number, time: number): Note | undefined {
  let found: Note | undefined;
  for (const note of notes) {
    if (note.channel !== channel || note.pitch !== pitch || note.start > time) continue;
    if (found === undefined || note.start > found.start || (note.start === found.start && note.length > found.length)) found = note;
  }
  return found;
}
/** Goes through the ticks and looks at each key in turn. */
function plainEvents(notes: readonly Note[]): NoteEvent[] {
  const events: NoteEvent[] = [];
  for (let time = 0; time <= 2 * last; time++) {
    for (const channel of channels)
      for (const pitch of pitches) {
        const before = begunAt(notes, channel, pitch, time - 1);
        if (before === undefined || before.start + before.length < time) continue;
        // It has sounded up to now, and ends now or is struck again.
        const isStruck = begunAt(notes, channel, pitch, time) !== before;
        if (before.length > 0 && (isStruck || before.start + before.length === time)) events.push({ time, kind: "off", channel, pitch, velocity: 0 });
      }
    for (const channel of channels)
      for (const pitch of pitches) {
        const now = begunAt(notes, channel, pitch, time);
        if (now?.start !== time) continue;
        events.push({ time, kind: "on", channel, pitch, velocity: now.velocity });
        if (now.length === 0) events.push({ time, kind: "off", channel, pitch, velocity: 0 });
      }
  }
  return events;
}
function assertEvents(notes: readonly Note[]): void {
  const said = JSON.stringify(notes);
  const events = toEvents(notes);
  assert.deepEqual(events, plainEvents(notes), said);
  assert.equal(JSON.stringify(notes), said);
  assert.deepEqual(toNotes(events, 2 * last), playable(notes), said);
}
test("agrees with going through the ticks: long notes", () => {
  for (let i = 0; i < 300; i++) assertEvents(anyNotes(next(12), [1, 2, 3, 4, 12]));
});
test("agrees with going through the ticks: hits", () => {
  for (let i = 0; i < 300; i++) assertEvents(anyNotes(next(12), [0, 0, 0, 2, 4]));
});
test("agrees with going through the ticks: all kinds", () => {
  for (let i = 0; i < 300; i++) assertEvents(anyNotes(6 + next(14), [0, 1, 1, 2, 5]));
});
const at = (channel: number, pitch: number, start: number, length: number): Note => ({ channel, pitch, start, length, velocity: 9 });
const textOf = (events: readonly NoteEvent[]): string => events.map(({ time, kind, channel, pitch }) => `${time}${kind === "on" ? "+" : "-"}${channel}/${pitch}`).join(" ");

test("all that sounds ends before anything begins", () => {
  assert.equal(textOf(toEvents([at(0, 64, 0, 4), at(0, 60, 4, 4)])), "0+0/64 4-0/64 4+0/60 8-0/60");
  assert.equal(textOf(toEvents([at(1, 20, 0, 4), at(0, 60, 4, 4)])), "0+1/20 4-1/20 4+0/60 8-0/60");
  assert.equal(mostAtOnce(toEvents([at(0, 64, 0, 4), at(0, 60, 4, 4), at(0, 50, 8, 1)])), 1);
});
test("channels come before pitches", () => {
  assert.equal(textOf(toEvents([at(1, 20, 0, 4), at(0, 90, 0, 4)])), "0+0/90 0+1/20 4-0/90 4-1/20");
});
test("nothing comes between the events of a hit", () => {
  assert.equal(textOf(toEvents([at(0, 60, 4, 0), at(0, 61, 4, 0), at(0, 62, 4, 1), at(0, 70, 2, 2)])), "2+0/70 4-0/70 4+0/60 4-0/60 4+0/61 4-0/61 4+0/62 5-0/62");
  assert.equal(textOf(toEvents([at(0, 60, 0, 4), at(0, 60, 4, 0)])), "0+0/60 4-0/60 4+0/60 4-0/60");
  assert.equal(textOf(toEvents([at(0, 60, 0, 0)])), "0+0/60 0-0/60");
});
test("what a key can sound", () => {
  for (let i = 0; i < 300; i++) {
    const notes = anyNotes(next(14), [0, 1, 2, 5, 9]);
    const expected = notes
      .filter((note) => begunAt(notes, note.channel, note.pitch, note.start) === note)
      .map((note) => {
        const later = notes.filter((other) => other.channel === note.channel && other.pitch === note.pitch && other.start > note.start).map(({ start }) => start);
        return { ...note, length: Math.min(note.length, ...later.map((start) => start - note.start)) };
      })
      .sort((a, b) => a.start - b.start || a.channel - b.channel || a.pitch - b.pitch);
    assert.deepEqual(playable(notes), expected, JSON.stringify(notes));
  }
});
test("notes of any events", () => {
  for (let i = 0; i < 300; i++) {
    let time = 0;
    const events = Array.from({ length: next(16) }, (): NoteEvent => {
      time += next(3);
      return { time, kind: pick(["on", "on", "off"]), channel: pick([0, 3]), pitch: pick([60, 62]), velocity: pick([0, 40, 90]) };
    });
    const end = time + next(4);
    const sounds = ({ kind, velocity }: NoteEvent): boolean => kind === "on" && velocity !== 0;
    const expected = events.flatMap((event, index) => {
      if (!sounds(event)) return [];
      const after = events.slice(index + 1).find(({ channel, pitch }) => channel === event.channel && pitch === event.pitch);
      return [{ channel: event.channel, pitch: event.pitch, start: event.time, length: (after?.time ?? end) - event.time, velocity: event.velocity }];
    });
    assert.deepEqual(
      toNotes(events, end).toSorted(byAll),
      expected.toSorted(byAll),
      JSON.stringify(events),
    );
    const order = toNotes(events, end).map(({ start, channel, pitch }) => (start * 16 + channel) * 128 + pitch);
    assert.deepEqual(order, order.toSorted((a, b) => a - b));
    const counts = events.map((_, index) => {
      const states = new Map(events.slice(0, index + 1).map((event) => [`${event.channel} ${event.pitch}`, sounds(event)]));
      return [...states.values()].filter(Boolean).length;
    });
    assert.equal(mostAtOnce(events), Math.max(0, ...counts));
    const long = waits(events);
    assert.deepEqual(long.map((_, index) => long.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0)), events.map((event) => event.time));
  }
});
function byAll(a: Note, b: Note): number {
  return a.start - b.start || a.channel - b.channel || a.pitch - b.pitch || a.length - b.length || a.velocity - b.velocity;
}
test("a grid", () => {
  for (let grid = 1; grid < 9; grid++)
    for (let time = 0; time < 30; time++) {
      const multiples = Array.from({ length: 40 }, (_, index) => index * grid);
      const nearest = (value: number): number => multiples.reduce((best, one) => (Math.abs(one - value) <= Math.abs(best - value) ? one : best));
      const [moved] = quantise([at(0, 60, time, time)], grid);
      assert.deepEqual(moved, at(0, 60, nearest(time), time === 0 ? 0 : Math.max(grid, nearest(time))));
    }
  for (const grid of [0, -4, 1.5, NaN]) assert.throws(() => quantise([], grid), RangeError);
});
test("higher and lower", () => {
  const notes = [0, 1, 64, 126, 127].map((pitch) => at(0, pitch, 0, 1));
  assert.deepEqual(transpose(notes, 1).map(({ pitch }) => pitch), [1, 2, 65, 127]);
  assert.deepEqual(transpose(notes, -1).map(({ pitch }) => pitch), [0, 63, 125, 126]);
});
test("all pitches by their names", () => {
  for (let pitch = 0; pitch < 128; pitch++) assert.equal(parsePitch(nameOf(pitch)), pitch);
  assert.deepEqual(["C##4", "Dbb4", "E#4", "B#-1", "Fb4"].map(parsePitch), [62, 60, 65, 12, 64]);
  for (const name of ["Cb-1", "A9", "C#b4", "C4 ", "C-2", ""]) assert.throws(() => parsePitch(name), SyntaxError);
});
test("what cannot be played is refused", () => {
  const good = at(15, 127, 0, 0);
  assert.equal(toEvents([good]).length, 2);
  for (const wrong of [{ pitch: -1 }, { pitch: 1.5 }, { velocity: 128 }, { start: NaN }, { length: -1 }, { channel: -1 }]) assert.throws(() => toEvents([good, { ...good, ...wrong }]), RangeError);
});
