/** Where words are typed: several lines, pasted text, what was said before, another editor. */
import { sanitize } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { createEditor, isKey, type Completer } from "./kit.ts";
import { pictureAt } from "./pictures.ts";
import type { Panel } from "./picker.ts";

export interface Composer extends Panel {
  /** All that is typed, what was pasted included. */
  text(): string;
  set(text: string): void;
  paste(text: string): void;
}

export interface Composing {
  readonly style: Style;
  readonly completer: Completer;
  /** What was said before, oldest first. */
  readonly history: readonly string[];
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly changed: () => void;
  /** Takes what was typed. False: it must not be remembered. */
  readonly submit: (text: string) => boolean;
  /** Keys that the editor has no use for. True: it was one. */
  readonly key: (data: string, composer: Composer) => boolean;
}

/** The editor's own caret is a reversed cell; the terminal's real one stands there, which input methods need. */
// oxlint-disable-next-line no-control-regex -- the sequences of that cell
const drawnCaret = /\u{1b}\[7m(.*?)\u{1b}\[0m/u;

export function createComposer(given: Composing): Composer {
  const { style, size, changed } = given;
  const submit = (typed: string): void => {
    const text = typed.trim();
    if (text === "") return;
    if (given.submit(text)) editor.addToHistory(text);
  };
  const editor = createEditor({
    style,
    changed,
    completer: given.completer,
    submit,
    rows: () => size().rows,
    columns: () => size().columns,
  });
  for (const text of given.history.slice(-100)) editor.addToHistory(text);
  const composer: Composer = {
    rows: (columns) =>
      editor.render(columns - 2).map((row, index) => {
        const mark = index === 0 ? style.accent("›") : " ";
        return `${mark} ${row.replace(drawnCaret, (_whole, letter: string) => letter).trimEnd()}`;
      }),
    key(data) {
      const completing = editor.isShowingAutocomplete();
      const own = completing && ["escape", "up", "down", "tab", "enter"].some((key) => isKeyNamed(data, key));
      const before = composer.text().trimEnd();
      if (own || !given.key(data, composer)) editor.handleInput(data);
      // A name that was typed whole has nothing to be completed: Enter sends it.
      if (own && isKey(data, "enter") && composer.text().trimEnd() === before) editor.handleInput(data);
      changed();
    },
    paste(pasted) {
      const text = pictureAt(pasted.trim()) ?? pasted;
      editor.handleInput(`\u{1b}[200~${sanitize(text)}\u{1b}[201~`);
      changed();
    },
    text: () => editor.getExpandedText(),
    set(text) {
      editor.setText(text);
      changed();
    },
  };
  return composer;
}

function isKeyNamed(data: string, name: string): boolean {
  return (["escape", "up", "down", "tab", "enter"] as const).some((key) => key === name && isKey(data, key));
}
