/** What is offered while somebody types: commands after `/`, files of the workspace after `@`. */
import type { Completer } from "./kit.ts";
import { matching, type Names } from "./tree.ts";

/** Offered at once. */
const most = 20;

export interface Named {
  readonly name: string;
  readonly does: string;
}

export function createCompleter(commands: readonly Named[], names: Names): Completer {
  return {
    triggerCharacters: ["@"],
    getSuggestions: (lines, row, column) => {
      const before = (lines[row] ?? "").slice(0, column);
      const command = row === 0 ? /^\/([\w-]*)$/.exec(before) : null;
      if (command) {
        const [prefix, typed = ""] = command;
        const items = commands
          .filter(({ name }) => name.startsWith(typed))
          .map(({ name, does }) => ({ value: `/${name}`, label: `/${name}`, description: does }));
        return Promise.resolve(items.length === 0 ? null : { items, prefix });
      }
      const file = /(?:^|\s)(@(\S*))$/.exec(before);
      if (!file) return Promise.resolve(null);
      const [, prefix = "", typed = ""] = file;
      const items = matching(names.list(), typed, most).map((name) => ({ value: `@${name}`, label: name }));
      return Promise.resolve(items.length === 0 ? null : { items, prefix });
    },
    // oxlint-disable-next-line max-params -- the kit's shape
    applyCompletion: (lines, row, column, item, prefix) => {
      const line = lines[row] ?? "";
      // After a folder one goes on typing; after everything else comes something else.
      const value = item.value.endsWith("/") ? item.value : `${item.value} `;
      const start = column - prefix.length;
      const changed = line.slice(0, start) + value + line.slice(column);
      return { lines: lines.with(row, changed), cursorLine: row, cursorCol: start + value.length };
    },
    shouldTriggerFileCompletion: () => true,
  };
}
