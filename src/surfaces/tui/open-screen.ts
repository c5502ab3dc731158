/** A screen with a keyboard, and a place where words are typed. */
import process from "node:process";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { commands } from "./commands.ts";
import { createCompleter } from "./completer.ts";
import { createComposer, type Composer } from "./composer.ts";
import type { Face, Person } from "./face.ts";
import type { Ground } from "./ground.ts";
import { openHistory } from "./history.ts";
import { keyIn } from "./key-in.ts";
import { openKeyboard, type Keyboard } from "./keyboard.ts";
import { noticeFor } from "./notice.ts";
import { editText } from "./own-editor.ts";
import { Screen } from "./screen.ts";
import { createShortcuts } from "./shortcuts.ts";
import { createNames } from "./tree.ts";

/** Terminals that are known to break rows anew when they become narrower, and to keep the cursor where it was among them. */
const reflows = (environment: Ground["environment"]): boolean =>
  ["TMUX", "KITTY_WINDOW_ID", "VTE_VERSION"].some((name) => environment[name] !== undefined) ||
  ["ghostty", "WezTerm", "iTerm.app"].includes(environment["TERM_PROGRAM"] ?? "");

export function openScreen({ root, environment, color, surroundings }: Ground, person: Person): Face {
  const { stdout } = process;
  const style = createStyle(color);
  const screen = new Screen(stdout, style, (words) => noticeFor(words, environment), reflows(environment));
  const history = openHistory(surroundings().state);
  const search = async (): Promise<void> => {
    const texts = history.all().toReversed();
    const picked = await screen.choose("said before:", texts.map(sanitizeLine));
    if (picked !== undefined) composer.set(texts[picked] ?? "");
  };
  const edit = async (): Promise<void> => {
    screen.suspend();
    keyboard.suspend();
    const text = await editText(composer.text(), environment);
    keyboard.resume();
    screen.resume();
    if (text !== undefined) composer.set(text);
  };
  const composer: Composer = createComposer({
    style,
    completer: createCompleter(commands, createNames(root)),
    history: history.all(),
    size: () => stdout,
    changed: () => screen.changed(),
    submit: (text) => {
      const remember = keyIn(text) === undefined;
      if (remember) history.add(text);
      person.say(text);
      return remember;
    },
    key: createShortcuts({
      person,
      search: () => void search(),
      edit: () => void edit(),
      hint: (words) => screen.hint(words),
      stop: () => {
        screen.suspend();
        keyboard.suspend();
        process.kill(process.pid, "SIGTSTP");
        // Reached when it goes on; at once where no shell is there that could stop it.
        setTimeout(() => {
          keyboard.resume();
          screen.resume();
        }, 100);
      },
    }),
  });
  const keyboard: Keyboard = openKeyboard(environment, {
    key: (data) => screen.key(data),
    paste: (text) => screen.paste(text),
    back: () => screen.resume(),
  });
  screen.open(composer);
  const close = screen.close.bind(screen);
  screen.close = () => {
    close();
    keyboard.close();
  };
  return screen;
}
