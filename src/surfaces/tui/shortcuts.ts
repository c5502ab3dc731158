/** The keys beside those of the editor. */
import type { Composer } from "./composer.ts";
import type { Person } from "./face.ts";
import { isKey } from "./kit.ts";

/** A second Ctrl-C or Esc counts as one within this. Milliseconds. */
export const twice = 1_500;

export interface Shortcuts {
  readonly person: Person;
  /** Searches in what was said before. */
  readonly search: () => void;
  /** Opens the person's own editor. */
  readonly edit: () => void;
  /** Stops the process, as Ctrl-Z does. */
  readonly stop: () => void;
  /** Says something for a moment. */
  readonly hint: (words: string) => void;
}

/** Takes a key, and says whether it was one of these. */
export function createShortcuts(given: Shortcuts): (data: string, composer: Composer) => boolean {
  const { person, hint } = given;
  const none = { key: "", at: -Infinity };
  let pressed = none;
  const again = (key: string): boolean => {
    const second = pressed.key === key && performance.now() - pressed.at < twice;
    pressed = { key, at: performance.now() };
    return second;
  };
  const interrupt = (composer: Composer): void => {
    if (again("ctrl+c")) return person.leave();
    if (composer.text() === "") person.interrupt();
    else composer.set("");
    hint("Ctrl-C again leaves; the work is kept");
  };
  const escape = (composer: Composer): void => {
    const empty = composer.text() === "";
    const words = person.takeBack();
    if (words !== "") return composer.set(empty ? words : `${words}\n${composer.text()}`);
    if (person.interrupt()) return void (pressed = none);
    if (again("escape") && empty) person.say("/rewind");
    else hint(empty ? "Esc again goes back in the session" : "Ctrl-C clears the line");
  };
  return (data, composer) => {
    // Twice is twice in a row.
    if (pressed.key !== "" && !isKey(data, pressed.key === "escape" ? "escape" : "ctrl+c")) pressed = none;
    if (isKey(data, "ctrl+c")) interrupt(composer);
    else if (isKey(data, "ctrl+d") && composer.text() === "") person.leave();
    else if (isKey(data, "escape")) escape(composer);
    else if (isKey(data, "ctrl+r")) given.search();
    else if (isKey(data, "ctrl+g")) given.edit();
    else if (isKey(data, "alt+u")) person.say("/undo");
    else if (isKey(data, "alt+s")) person.say("/resume");
    else if (isKey(data, "ctrl+z")) given.stop();
    else return false;
    return true;
  };
}
