/** What was said before, in every folder, newest last: a file of the user alone. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sanitize } from "../sanitize.ts";

/** So many are kept; the file is made shorter when it holds twice as many. */
const most = 1_000;
/** A longer word is a document, which is in its session. Characters. */
const longest = 20_000;

export interface History {
  /** Oldest first; each text once, where it was said last. */
  all(): readonly string[];
  add(text: string): void;
}

/** The history in a state folder. What cannot be read or written is done without. */
export function openHistory(state: string): History {
  const file = path.join(state, "history.jsonl");
  const texts = read(file);
  return {
    all: () => [...new Set(texts.toReversed())].slice(0, most).toReversed(),
    add(text) {
      if (text.trim() === "" || text.length > longest || texts.at(-1) === text) return;
      texts.push(text);
      write(file, text, texts);
    },
  };
}

function read(file: string): string[] {
  try {
    // What others can read or write was not written by us.
    if ((statSync(file).mode & 0o077) !== 0) return [];
    return readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line) => textOf(line));
  } catch {
    return [];
  }
}

function textOf(line: string): readonly string[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "string" ? [sanitize(entry)] : [];
  } catch {
    return [];
  }
}

function write(file: string, text: string, texts: string[]): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    if (texts.length <= 2 * most) {
      appendFileSync(file, `${JSON.stringify(text)}\n`, { mode: 0o600 });
      return;
    }
    texts.splice(0, texts.length - most);
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, texts.map((each) => `${JSON.stringify(each)}\n`).join(""), { mode: 0o600 });
    renameSync(fresh, file);
  } catch {
    // A full disk costs the history, not the session.
  }
}
