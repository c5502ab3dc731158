/** A list at the foot of the terminal from which one is picked; typing narrows it. */
import type { Style } from "../style.ts";
import { caret, cut, isKey } from "./kit.ts";
import { matching } from "./tree.ts";

/** Something at the foot that has the keys. */
export interface Panel {
  rows(columns: number, rows: number): readonly string[];
  key(data: string): void;
  paste?(text: string): void;
}

const shown = 8;

/** `settle` is given the index that was picked, or undefined when none was. Labels must be sanitized. */
export function createPicker(
  title: string,
  labels: readonly string[],
  given: {
    readonly style: Style;
    readonly settle: (index: number | undefined) => void;
    readonly changed: () => void;
  },
): Panel {
  const { style, settle, changed } = given;
  let typed = "";
  let at = 0;
  const found = (): readonly number[] => {
    if (typed === "") return [...labels.keys()];
    const places = new Map(labels.map((label, index) => [`${index} ${label}`, index]));
    return matching(labels, typed, 500).map((label) => places.get(`${labels.indexOf(label)} ${label}`) ?? 0);
  };
  return {
    rows(columns, rows) {
      const all = found();
      const room = Math.max(1, Math.min(shown, rows - 2));
      const first = Math.max(0, Math.min(at - Math.floor(room / 2), all.length - room));
      const list = all.slice(first, first + room).map((index) => {
        const line = cut(labels[index] ?? "", columns - 2);
        return index === all[at] ? style.accent(`› ${line}`) : `  ${line}`;
      });
      const count = all.length > room ? style.dim(`  ${at + 1} of ${all.length}`) : "";
      return [
        `${style.bold(title)} ${typed}${caret}${count}`,
        ...(list.length === 0 ? [style.dim("  nothing like it")] : list),
        style.dim(cut("  ↑ ↓ move · type to narrow · Enter picks · Esc leaves it", columns)),
      ];
    },
    key(data) {
      const all = found();
      if (isKey(data, "escape") || isKey(data, "ctrl+c") || isKey(data, "ctrl+g")) return settle(undefined);
      if (isKey(data, "enter")) return settle(all[at]);
      if (isKey(data, "up") || isKey(data, "ctrl+p")) at = Math.max(0, at - 1);
      else if (isKey(data, "down") || isKey(data, "ctrl+n") || isKey(data, "ctrl+r"))
        at = Math.max(0, Math.min(all.length - 1, at + 1));
      else if (isKey(data, "backspace")) [typed, at] = [typed.slice(0, -1), 0];
      // oxlint-disable-next-line no-control-regex -- what is not a letter
      else if (!/[\0-\u{1f}\u{7f}]/u.test(data)) [typed, at] = [typed + data, 0];
      changed();
    },
  };
}
