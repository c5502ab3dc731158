import assert from "node:assert/strict";
import { test } from "node:test";
import { mostAtOnce, toEvents, toNotes, waits, type NoteEvent } from "../lib/events.ts";
import { playable, quantise, transpose, type Note } from "../lib/notes.ts";
import { nameOf, parsePitch } from "../lib/pitch.ts";

const note = (name: string, start: number, length: number, channel = 0): Note => ({ channel, pitch: parsePitch(name), start, length, velocity: 80 });
const textOf = (events: readonly NoteEvent[]): string => events.map(({ time, kind, pitch }) => `${time}${kind === "on" ? "+" : "-"}${nameOf(pitch)}`).join(" ");
const shortOf = (notes: readonly Note[]): string => notes.map(({ pitch, start, length }) => `${nameOf(pitch)}:${start}:${length}`).join(" ");

test("pitches have names", () => {
  assert.deepEqual(["C4", "A4", "F#3", "Bb2", "Cb4", "C-1", "G9"].map(parsePitch), [60, 69, 54, 46, 59, 0, 127]);
  assert.deepEqual([60, 61, 58, 0].map(nameOf), ["C4", "C#4", "Bb3", "C-1"]);
  for (const name of ["H4", "C", "C10", "G#9", "c4"]) assert.throws(() => parsePitch(name), SyntaxError);
});

test("a note is an on and an off", () => {
  assert.deepEqual(toEvents([note("C4", 10, 5, 2)]), [
    { time: 10, kind: "on", channel: 2, pitch: 60, velocity: 80 },
    { time: 15, kind: "off", channel: 2, pitch: 60, velocity: 0 },
  ]);
});

test("events are in the order of their times", () => {
  assert.equal(textOf(toEvents([note("E4", 4, 8), note("C4", 0, 6)])), "0+C4 4+E4 6-C4 12-E4");
});

test("a chord begins and ends with its lowest note", () => {
  assert.equal(textOf(toEvents([note("G4", 0, 4), note("C4", 0, 4), note("E4", 0, 4)])), "0+C4 0+E4 0+G4 4-C4 4-E4 4-G4");
});

test("a key is free when it is struck again", () => {
  assert.equal(textOf(toEvents([note("C4", 0, 4), note("C4", 4, 4)])), "0+C4 4-C4 4+C4 8-C4");
  assert.equal(textOf(toEvents([note("C4", 4, 4), note("C4", 0, 9)])), "0+C4 4-C4 4+C4 8-C4");
});

test("notes that follow each other are the same after their events", () => {
  const notes = [note("C4", 0, 4), note("C4", 4, 4), note("C4", 8, 2)];
  assert.deepEqual(toNotes(toEvents(notes), 10), notes);
});

test("a key sounds one note at a time", () => {
  assert.equal(shortOf(playable([note("C4", 0, 10), note("C4", 6, 2), note("D4", 1, 9)])), "C4:0:6 D4:1:9 C4:6:2");
  assert.equal(shortOf(playable([note("C4", 0, 3), note("C4", 0, 7)])), "C4:0:7");
});

test("notes that cannot be played are refused", () => {
  for (const wrong of [{ pitch: 128 }, { velocity: 0 }, { start: -1 }, { length: 1.5 }, { channel: 16 }]) assert.throws(() => toEvents([{ ...note("C4", 0, 1), ...wrong }]), RangeError);
});

test("events become notes", () => {
  const on = (time: number, pitch: number, velocity = 80): NoteEvent => ({ time, kind: "on", channel: 0, pitch, velocity });
  assert.equal(shortOf(toNotes([on(0, 60), on(2, 64), on(3, 60, 0), on(5, 64), on(6, 62, 0)], 9)), "C4:0:3 E4:2:3 E4:5:4");
  assert.throws(() => toNotes([on(4, 60), on(2, 60, 0)], 9), RangeError);
  assert.throws(() => toNotes([on(4, 60)], 3), RangeError);
});

test("how many keys are down, and for how long nothing happens", () => {
  const events = toEvents([note("C4", 2, 6), note("E4", 4, 3), note("G4", 9, 1)]);
  assert.equal(mostAtOnce(events), 2);
  assert.deepEqual(waits(events), [2, 2, 3, 1, 1, 1]);
});

test("notes are moved up and to a grid", () => {
  assert.equal(shortOf(transpose([note("C4", 0, 1), note("G9", 0, 1)], 2)), "D4:0:1");
  assert.equal(shortOf(quantise([note("C4", 11, 3), note("D4", 18, 0), note("E4", 13, 30)], 12)), "C4:12:12 D4:24:0 E4:12:36");
});
