/** The tools that GPT was trained on: a shell, and patches. */
import type { Draft } from "../../core/cell.ts";
import { python, typescript } from "./cell-tools.ts";
import { edited, pathRead, pythonInShell, ts, written } from "./one-line.ts";
import { patchOf, readPatch } from "./patch.ts";
import { createToolDialect, shape, type CellTool } from "./tools.ts";

const shell: CellTool = {
  name: "shell",
  aliases: ["bash", "sh", "shell_command", "exec_command", "local_shell"],
  description: "Run a shell command in the workspace.",
  properties: { command: { type: "string" } },
  cell({ command, cmd }) {
    const given = command ?? cmd;
    if (typeof given === "string") return { language: "sh", code: given };
    const words = Array.isArray(given)
      ? given.filter((word): word is string => typeof word === "string")
      : [];
    if (words.length === 0) return shape(["command"]);
    // `bash -lc script` is how a list of words says a script.
    const script =
      /(^|\/)(ba|z)?sh$/.test(words[0] ?? "") && /^-l?c$/.test(words[1] ?? "") ? words[2] : undefined;
    return { language: "sh", code: script ?? words.map(quote).join(" ") };
  },
  word(draft) {
    const path = pathRead(draft);
    if (path !== undefined) return { command: `cat ${quote(path)}` };
    const script = pythonInShell(draft);
    if (script !== undefined) return { command: script };
    return draft.language === "sh" ? { command: draft.code } : undefined;
  },
};

const quote = (word: string): string =>
  /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const patch: CellTool = {
  name: "apply_patch",
  description:
    "Edit files. Between *** Begin Patch and *** End Patch: *** Add File: <path> with + lines, *** Delete File: <path>, " +
    "*** Update File: <path> (then *** Move to: <path> to rename) with hunks of lines that begin with a space, - or +, separated by @@. " +
    "The space and - lines of a hunk must occur exactly once.",
  properties: { input: { type: "string" } },
  cell({ input, patch: other }): Draft | string {
    const given = input ?? other;
    if (typeof given !== "string") return shape(["input"]);
    const changes = readPatch(given);
    if (typeof changes === "string") return changes;
    return ts(
      changes
        .map((change) => {
          const [path, to] = [JSON.stringify(change.path), JSON.stringify(change.text)];
          if (change.type === "write") return `await files.write(${path}, ${to})`;
          if (change.type === "edit")
            return `await files.edit(${path}, ${JSON.stringify(change.old)}, ${to})`;
          const command =
            change.type === "delete"
              ? `rm -- ${quote(change.path)}`
              : `mv -- ${quote(change.path)} ${quote(change.text)}`;
          return `await shell.run(${JSON.stringify(command)})`;
        })
        .join("; "),
    );
  },
  word(draft) {
    const whole = written(draft);
    const [path = "", old = "", fresh = ""] = edited(draft) ?? [];
    if (whole !== undefined)
      return { input: patchOf([{ type: "write", path: whole[0] ?? "", text: whole[1] ?? "" }]) };
    return path === "" ? undefined : { input: patchOf([{ type: "edit", path, old, text: fresh }]) };
  },
};

export const gptTools = createToolDialect("gpt", [shell, patch, typescript, { ...python, hidden: true }]);
