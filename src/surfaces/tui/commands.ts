/** The words that begin with `/`. */
import { toFault } from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import { choosing } from "./choosing.ts";
import { paintFault } from "./conversation.ts";
import type { Command, Desk } from "./desk.ts";
import { goingBack } from "./going-back.ts";
import { rules } from "./rules.ts";
import { looking } from "./looking.ts";

const help: Command = {
  name: "help",
  does: "these lines",
  run: (_words, { face }) => {
    const { dim } = face.canvas.style;
    face.tell([
      "",
      ...commands.map(({ name, does }) => `  /${name.padEnd(9)} ${dim(does)}`),
      "",
      ...keys.map(([key, does]) => `  ${key.padEnd(18)} ${dim(does)}`),
    ]);
  },
};

const keys = [
  ["Enter", "sends; while it works, the word waits for its next turn"],
  ["Shift-Enter, Ctrl-J", "a new line; so does \\ and Enter"],
  ["Esc", "interrupts the cell or the reply; variables are kept. Twice when idle: /rewind"],
  ["Ctrl-C", "clears the line, or interrupts; twice leaves, the work kept"],
  ["@", "a file of the workspace, a picture too; Tab completes"],
  ["! command", "runs it yourself, outside the sandbox; the model does not see it"],
  ["↑, Ctrl-R", "what was said before; search in it"],
  ["Ctrl-G", "your own editor ($VISUAL, $EDITOR)"],
  ["Alt-U, Alt-S", "/undo, /resume"],
] as const;

const quit: Command = { name: "quit", does: "leaves; the work is kept", run: (_words, { leave }) => leave() };

export const commands: readonly Command[] = [help, ...looking, rules, ...goingBack, ...choosing, quit];

/** Does what such a word says; everything that goes wrong is told. */
export async function obey(text: string, desk: Desk): Promise<void> {
  const { face, conversation } = desk;
  const { accent, bad, dim } = face.canvas.style;
  face.print(["", `${accent("›")} ${sanitizeLine(text)}`]);
  const [, name = "", words = ""] = /^\/(\S*)\s*([^]*)$/.exec(text) ?? [];
  const command = commands.find((each) => each.name === name) ?? only(name);
  if (!command) {
    face.tell([bad(sanitizeLine(`there is no /${name}`)), dim("  → /help lists them")]);
    return;
  }
  try {
    if (command.alone && conversation.working) {
      if (!conversation.paused) {
        face.tell([
          bad(`/${command.name} waits for nobody: a turn is under way`),
          dim("  → Esc interrupts it first"),
        ]);
        return;
      }
      await conversation.rest();
    }
    await command.run(words.trim(), desk);
  } catch (thrown) {
    face.tell(paintFault(toFault(thrown), face.canvas.style));
  }
}

/** The one command that begins so. */
function only(start: string): Command | undefined {
  const found = start === "" ? [] : commands.filter(({ name }) => name.startsWith(start));
  return found.length === 1 ? found[0] : undefined;
}
