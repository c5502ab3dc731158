/** One line that is asked for: a reason, or a key that is not shown. */
import type { Style } from "../style.ts";
import { sanitizeLine } from "../sanitize.ts";
import { caret, cut, isKey } from "./kit.ts";
import type { Panel } from "./picker.ts";

/** `settle` is given the line, or undefined when it was left. */
export function createLineField(
  title: string,
  given: {
    readonly style: Style;
    readonly secret: boolean;
    readonly settle: (text: string | undefined) => void;
    readonly changed: () => void;
  },
): Panel {
  const { style, secret, settle, changed } = given;
  let text = "";
  const add = (more: string): void => {
    text += sanitizeLine(more).replaceAll("⏎", "");
    changed();
  };
  return {
    rows(columns) {
      const told = secret ? "•".repeat(Math.min(text.length, 24)) : text;
      return [
        style.bold(cut(title, columns)),
        `› ${cut(told.slice(-(columns - 4)), columns - 3)}${caret}`,
        style.dim(cut("  Enter gives it · Esc leaves it", columns)),
      ];
    },
    key(data) {
      if (isKey(data, "escape") || isKey(data, "ctrl+c")) return settle(undefined);
      if (isKey(data, "enter")) return settle(text);
      if (isKey(data, "backspace")) text = Array.from(text).slice(0, -1).join("");
      else if (isKey(data, "ctrl+u")) text = "";
      // oxlint-disable-next-line no-control-regex -- what is not a letter
      else if (!/[\0-\u{1f}\u{7f}]/u.test(data)) return add(data);
      changed();
    },
    paste: add,
  };
}
