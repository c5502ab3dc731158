/** What an instrument is sent; the README says in which order. */
import { assertNote, keyOf, playable, type Note } from "./notes.ts";

export interface NoteEvent {
  readonly time: number;
  readonly kind: "on" | "off";
  readonly channel: number;
  readonly pitch: number;
  /** An `on` with a velocity of 0 is an `off`. */
  readonly velocity: number;
}

/** The events that play some notes. Throws a RangeError for a note that cannot be played. */
export function toEvents(notes: readonly Note[]): NoteEvent[] {
  for (const note of notes) assertNote(note);
  const played = playable(notes);
  const events = [...played.map(onOf), ...played.map(offOf)];
  return events.sort((a, b) => a.time - b.time || keyOf(a) - keyOf(b));
}

const onOf = ({ start, channel, pitch, velocity }: Note): NoteEvent => ({ time: start, kind: "on", channel, pitch, velocity });
const offOf = ({ start, length, channel, pitch }: Note): NoteEvent => ({ time: start + length, kind: "off", channel, pitch, velocity: 0 });

const isOn = ({ kind, velocity }: NoteEvent): boolean => kind === "on" && velocity > 0;

/**
 * The notes that some events play, in the order in which they begin, and of those that begin together in that of their keys. What is down when the
 * events are over sounds until `end`. An `off` for a key that is up does nothing. Throws a RangeError when the events are not in order.
 */
export function toNotes(events: readonly NoteEvent[], end: number): Note[] {
  const times = [...events.map(({ time }) => time), end];
  if (times.some((time, at) => time < (times[at - 1] ?? 0))) throw new RangeError("times do not go backwards");
  const notes: Note[] = [];
  const down = new Map<number, NoteEvent>();
  const finish = ({ time, channel, pitch, velocity }: NoteEvent, now: number): void => {
    notes.push({ channel, pitch, start: time, length: now - time, velocity });
  };
  for (const event of events) {
    const sounding = down.get(keyOf(event));
    if (sounding) finish(sounding, event.time);
    down.delete(keyOf(event));
    if (isOn(event)) down.set(keyOf(event), event);
  }
  for (const sounding of down.values()) finish(sounding, end);
  return notes.sort((a, b) => a.start - b.start || keyOf(a) - keyOf(b));
}

/** How many keys are down at once at most. */
export function mostAtOnce(events: readonly NoteEvent[]): number {
  const down = new Set<number>();
  let most = 0;
  for (const event of events) {
    if (isOn(event)) down.add(keyOf(event));
    else down.delete(keyOf(event));
    most = Math.max(most, down.size);
  }
  return most;
}

/** How long each event comes after the one before; the first one, after the beginning. */
export function waits(events: readonly NoteEvent[]): number[] {
  return events.map(({ time }, at) => time - (events[at - 1]?.time ?? 0));
}
