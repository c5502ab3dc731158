/** A text with marks that stay with what they mark while the text changes. */
import { offsetOf, placeOf } from "./lines.js";

export class Document {
  #text;
  #marks = new Map();

  constructor(text = "") {
    this.#text = text;
  }

  get text() {
    return this.#text;
  }

  /**
   * Sets a mark between two characters, or sets it anew. Text that is inserted right there comes behind the mark, unless `after` is true: then
   * the mark goes behind that text.
   */
  mark(name, offset, { after = false } = {}) {
    this.#assertInside(offset, offset);
    this.#marks.delete(name);
    this.#marks.set(name, { offset, after });
  }

  /** Where a mark is; undefined when there is none of that name. */
  offsetOf(name) {
    return this.#marks.get(name)?.offset;
  }

  /** The line and the column of a mark. */
  placeOf(name) {
    const offset = this.offsetOf(name);
    return offset === undefined ? undefined : placeOf(this.#text, offset);
  }

  /** The names of marks from one offset to another, both included, in the order of the text; at the same place in the order in which they were set. */
  marksIn(from, to) {
    const inside = [...this.#marks].filter(([, { offset }]) => offset >= from && offset <= to);
    return inside.sort(([, a], [, b]) => a.offset - b.offset).map(([name]) => name);
  }

  /** Inserts a text; marks behind the offset go with what they mark. */
  insert(offset, text) {
    this.#assertInside(offset, offset);
    this.#text = this.#text.slice(0, offset) + text + this.#text.slice(offset);
    for (const mark of this.#marks.values()) {
      if (mark.offset > offset || (mark.offset === offset && mark.after)) mark.offset += text.length;
    }
  }

  /** Inserts a text at a line and a column, which may be behind the end of the line. */
  insertAt(place, text) {
    this.insert(offsetOf(this.#text, place), text);
  }

  /**
   * Removes the text from one offset up to another and gives it. A mark in it is at the place from then on where it was; no mark is lost. Throws
   * a RangeError, and removes nothing, when that is not a part of the text from left to right.
   */
  remove(from, to) {
    this.#assertInside(from, to);
    const removed = this.#text.slice(from, to);
    this.#text = this.#text.slice(0, from) + this.#text.slice(to);
    for (const mark of this.#marks.values()) {
      if (mark.offset > from) mark.offset -= removed.length;
    }
    return removed;
  }

  /** Removes a text, inserts another in its place and gives the one that was there. Marks go as if that had been done one after the other. */
  replace(from, to, text) {
    const removed = this.remove(from, to);
    this.insert(from, text);
    return removed;
  }

  #assertInside(from, to) {
    if (!(from >= 0 && from <= to && to <= this.#text.length)) throw new RangeError(`outside of the text: ${from} to ${to}`);
  }
}
