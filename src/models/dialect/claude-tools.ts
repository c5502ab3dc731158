/** The tools that Claude was trained on: bash, and an editor that views, creates, replaces and inserts. */
import { bash, python, typescript } from "./cell-tools.ts";
import {
  edited,
  editCell,
  listCell,
  pathRead,
  pythonInShell,
  readCell,
  readLinesCell,
  ts,
  writeCell,
  written,
} from "./one-line.ts";
import { createToolDialect, shape, type CellTool } from "./tools.ts";

const text = { type: "string" } as const;

const editor: CellTool = {
  name: "str_replace_based_edit_tool",
  aliases: ["str_replace_editor", "edit", "text_editor"],
  description:
    "View a file or folder, create a file, replace text that occurs exactly once, or insert text after a line (0: at the top).",
  properties: {
    command: { type: "string", enum: ["view", "create", "str_replace", "insert"] },
    path: text,
    view_range: {
      type: "array",
      items: { type: "integer" },
      description: "First and last line, from 1; -1: to the end.",
    },
    file_text: text,
    old_str: text,
    new_str: text,
    insert_line: { type: "integer" },
    insert_text: text,
  },
  optional: ["view_range", "file_text", "old_str", "new_str", "insert_line", "insert_text"],
  cell(input) {
    const { command, path, file_text: whole, old_str: old, new_str: fresh = "" } = input;
    if (typeof path !== "string") return shape(["command", "path"]);
    if (command === "create")
      return typeof whole === "string" ? writeCell(path, whole) : shape(["command", "path", "file_text"]);
    if (command === "str_replace") {
      return typeof old === "string" && typeof fresh === "string"
        ? editCell(path, old, fresh)
        : shape(["command", "path", "old_str", "new_str"]);
    }
    if (command === "insert") return insertCell(path, input["insert_line"], input["insert_text"] ?? fresh);
    if (command === "view") return viewCell(path, input["view_range"]);
    return "must have the command view, create, str_replace or insert";
  },
  word(draft) {
    const path = pathRead(draft);
    if (path !== undefined) return { command: "view", path };
    const whole = written(draft);
    if (whole !== undefined) return { command: "create", path: whole[0], file_text: whole[1] };
    const change = edited(draft);
    return change && { command: "str_replace", path: change[0], old_str: change[1], new_str: change[2] };
  },
};

function viewCell(path: string, range: unknown) {
  // A folder is named without an ending, or with a slash at its end.
  if (path === "." || path.endsWith("/")) return listCell(path);
  if (!Array.isArray(range)) return readCell(path);
  const [from, to]: readonly unknown[] = range;
  if (typeof from !== "number" || (to !== undefined && typeof to !== "number"))
    return "must have a view_range of two line numbers";
  return readLinesCell(path, from, to === undefined || to < 0 ? undefined : to);
}

function insertCell(path: string, line: unknown, added: unknown) {
  if (typeof line !== "number" || typeof added !== "string")
    return shape(["command", "path", "insert_line", "insert_text"]);
  const [where, what] = [JSON.stringify(path), JSON.stringify(added.replace(/\n$/, ""))];
  return ts(
    `await files.write(${where}, (await files.read(${where})).split("\\n").toSpliced(${line}, 0, ${what}).join("\\n"))`,
  );
}

const shell: CellTool = {
  ...bash,
  word: (draft) => {
    const script = pythonInShell(draft);
    return script === undefined ? bash.word(draft) : { command: script };
  },
};

export const claudeTools = createToolDialect("claude", [
  shell,
  editor,
  typescript,
  { ...python, hidden: true },
]);
