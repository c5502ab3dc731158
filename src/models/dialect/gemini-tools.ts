/** The tools that Gemini was trained on: a shell, and one each to read, write and replace. */
import { bash, python, typescript } from "./cell-tools.ts";
import {
  edited,
  editCell,
  pathRead,
  pythonInShell,
  readCell,
  readLinesCell,
  writeCell,
  written,
} from "./one-line.ts";
import { createToolDialect, shape, type CellTool } from "./tools.ts";

const text = { type: "string" } as const;

const shell: CellTool = {
  ...bash,
  name: "run_shell_command",
  aliases: ["bash", "shell", "sh"],
  word: (draft) => {
    const script = pythonInShell(draft);
    return script === undefined ? bash.word(draft) : { command: script };
  },
};

const read: CellTool = {
  name: "read_file",
  description: "Read a file of the workspace.",
  properties: {
    file_path: text,
    offset: { type: "integer", description: "Lines to skip." },
    limit: { type: "integer", description: "Lines to read." },
  },
  optional: ["offset", "limit"],
  cell({ file_path: given, absolute_path: older, offset = 0, limit }) {
    const path = given ?? older;
    if (typeof path !== "string" || typeof offset !== "number") return shape(["file_path"]);
    if (offset === 0 && limit === undefined) return readCell(path);
    return readLinesCell(path, offset + 1, typeof limit === "number" ? offset + limit : undefined);
  },
  word(draft) {
    const path = pathRead(draft);
    return path === undefined ? undefined : { file_path: path };
  },
};

const write: CellTool = {
  name: "write_file",
  description: "Write a whole file.",
  properties: { file_path: text, content: text },
  cell({ file_path: path, content }) {
    return typeof path === "string" && typeof content === "string"
      ? writeCell(path, content)
      : shape(["file_path", "content"]);
  },
  word(draft) {
    const whole = written(draft);
    return whole && { file_path: whole[0], content: whole[1] };
  },
};

const replace: CellTool = {
  name: "replace",
  aliases: ["edit"],
  description: "Replace text of a file that occurs exactly once.",
  properties: { file_path: text, old_string: text, new_string: text },
  cell({ file_path: path, old_string: old, new_string: fresh }) {
    if (typeof path !== "string" || typeof old !== "string" || typeof fresh !== "string")
      return shape(["file_path", "old_string", "new_string"]);
    // Gemini creates a file by replacing nothing.
    return old === "" ? writeCell(path, fresh) : editCell(path, old, fresh);
  },
  word(draft) {
    const change = edited(draft);
    return change && { file_path: change[0], old_string: change[1], new_string: change[2] };
  },
};

export const geminiTools = createToolDialect("gemini", [
  shell,
  read,
  write,
  replace,
  typescript,
  { ...python, hidden: true },
]);
