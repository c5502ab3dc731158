/** Strips text that is not ours of everything that could steer a terminal. */

// Cc but tab and newline, bidi marks and overrides, line separators, the byte order mark, and invisible tag letters.
const suspicious =
  // oxlint-disable-next-line no-control-regex -- control characters are what this file is about
  /[\0-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\u{61c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{e0000}-\u{e007f}]/u;

/** A program that never ends its sequence cannot swallow more than this. */
const longestString = 4096;

type State = "text" | "escape" | "sequence" | "string" | "string escape";

/**
 * A filter that remembers where it is between pieces, so that a sequence cut in two is still caught. CSI, OSC, DCS, APC, PM
 * and SOS sequences vanish, also in their 8-bit forms and when they never end; a lone carriage return becomes a newline;
 * other controls become U+FFFD; bidi and invisible characters are spelled out as `<U+202E>`.
 */
export class Sanitizer {
  #state: State = "text";
  #length = 0;
  #returned = false;

  /** The piece without what could steer a terminal. Keeps `\n` and `\t`. */
  push(piece: string): string {
    if (this.#state === "text" && !this.#returned && !suspicious.test(piece)) return piece;
    let clean = "";
    for (const character of piece) clean += this.#take(character, character.codePointAt(0) ?? 0);
    return clean;
  }

  #take(character: string, code: number): string {
    switch (this.#state) {
      case "text":
        return this.#text(character, code);
      case "escape":
        return this.#escape(character, code);
      case "sequence":
        return this.#sequence(character, code);
      case "string":
        return this.#string(code);
      case "string escape":
        // ESC \ ends the string; any other ESC ends it too, and begins something new.
        this.#state = character === "\\" ? "text" : "escape";
        return character === "\\" ? "" : this.#escape(character, code);
    }
  }

  #text(character: string, code: number): string {
    const opened = opens(code);
    if (opened !== undefined) return this.#enter(opened);
    const before = this.#returned && code !== 0x0a ? "\n" : "";
    this.#returned = code === 0x0d;
    if (this.#returned) return before;
    if (!suspicious.test(character)) return before + character;
    return (
      before + (isControl(code) ? "\u{fffd}" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`)
    );
  }

  #escape(character: string, code: number): string {
    if (code >= 0x20 && code <= 0x2f) return ""; // intermediates: `ESC ( 0`
    if (character === "[") return this.#enter("sequence");
    if ("P]X^_".includes(character)) return this.#enter("string");
    this.#state = "text";
    return code >= 0x30 && code <= 0x7e ? "" : this.#text(character, code);
  }

  #sequence(character: string, code: number): string {
    this.#length += 1;
    if (code >= 0x20 && code <= 0x3f && this.#length < longestString) return "";
    this.#state = "text";
    return code >= 0x40 && code <= 0x7e ? "" : this.#text(character, code);
  }

  #string(code: number): string {
    this.#length += 1;
    if (code === 0x1b) return this.#enter("string escape");
    const newline = code === 0x0a;
    const ended = newline || [0x07, 0x9c, 0x18, 0x1a].includes(code) || this.#length > longestString;
    if (ended) this.#state = "text";
    return newline ? "\n" : "";
  }

  #enter(state: State): "" {
    this.#state = state;
    this.#length = 0;
    return "";
  }
}

function opens(code: number): State | undefined {
  if (code === 0x1b) return "escape";
  if (code === 0x9b) return "sequence";
  return [0x90, 0x98, 0x9d, 0x9e, 0x9f].includes(code) ? "string" : undefined;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

/** A whole text, safe for a terminal; its newlines and tabs stay. */
export function sanitize(text: string): string {
  return new Sanitizer().push(text);
}

/** A name, a path, a message: one line, whatever is in it. Newlines and tabs show as `⏎` and a space. */
export function sanitizeLine(text: string): string {
  return sanitize(text).replaceAll("\n", "⏎").replaceAll("\t", " ");
}
