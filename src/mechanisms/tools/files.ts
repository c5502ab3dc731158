/** Read, write and edit the files of the workspace. */
import { hash } from "node:crypto";
import * as z from "zod/mini";
import { createTool, type CallContext, type Tool } from "../../interface/api/tool.ts";

/** What the file tools stand on; paths are relative to the workspace or absolute inside it. */
export interface FileAccess {
  /** The text of a file. Throws an Error meant for the cell when there is none, or it is binary or too large. */
  read(path: string): Promise<string>;
  /** Paths of files that git does not ignore, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Writes a file through gate and journal; makes its folders. Throws an Error meant for the cell when it is refused. */
  write(path: string, text: string, context: CallContext): Promise<void>;
}

/** How often `part` occurs in `text`. */
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** Replaces the one occurrence of `old`. Throws an Error meant for the cell when there is none, or more than one. */
function edited(path: string, text: string, old: string, replacement: string): string {
  if (old === "")
    throw new Error("files.edit: the text to replace is empty; use files.write for a whole file");
  const count = occurrences(text, old);
  if (count === 0) throw new Error(`files.edit: the text to replace is not in ${path}; read the file again`);
  if (count > 1)
    throw new Error(
      `files.edit: the text to replace is ${count} times in ${path}; give more of its surroundings`,
    );
  return text.replace(old, () => replacement);
}

/** The tools `files.read`, `files.list`, `files.write` and `files.edit`. */
export function createFileTools(access: FileAccess): readonly Tool[] {
  return [
    createTool({
      name: "files.read",
      words: "The text of a file.",
      parameters: { path: z.string() },
      returns: z.string(),
      effect: "read",
      idempotent: true,
      run: async ({ path }, { saw }) => {
        const text = await access.read(path);
        saw?.({ path, hash: hash("sha256", text) });
        return text;
      },
    }),
    createTool({
      name: "files.list",
      words: "All files below a folder, without those that git ignores.",
      parameters: { folder: z.optional(z.string()) },
      returns: z.array(z.string()),
      effect: "read",
      idempotent: true,
      run: async ({ folder }) => [...(await access.list(folder ?? "."))],
    }),
    createTool({
      name: "files.write",
      words: "Writes a whole file.",
      parameters: { path: z.string(), text: z.string() },
      returns: z.void(),
      effect: "write",
      idempotent: true,
      run: ({ path, text }, context) => access.write(path, text, context),
    }),
    createTool({
      name: "files.edit",
      words: "Replaces one piece of text, which must occur exactly once, by another.",
      parameters: { path: z.string(), old: z.string(), replacement: z.string() },
      returns: z.void(),
      effect: "write",
      idempotent: false,
      staged: true,
      run: async ({ path, old, replacement }, context) =>
        access.write(path, edited(path, await access.read(path), old, replacement), context),
    }),
  ];
}
