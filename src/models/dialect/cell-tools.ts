/** The dialect of cells: one tool for each language, named as model families know them. */
import { codeTool, createToolDialect } from "./tools.ts";

export const bash = codeTool("sh", {
  name: "bash",
  aliases: ["shell", "sh", "run_shell_command"],
  argument: "command",
  description: "Run a shell command in the workspace.",
});

export const typescript = codeTool("ts", {
  name: "typescript",
  aliases: ["ts", "javascript", "js"],
  argument: "code",
  description:
    "Run a TypeScript cell. Variables last from cell to cell; top-level await works; the last expression is the result.",
});

export const python = codeTool("py", {
  name: "python",
  aliases: ["py"],
  argument: "code",
  description: "Run a Python program in the workspace.",
});

export const cellTools = createToolDialect("cells", [bash, typescript, python]);
