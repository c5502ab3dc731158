/** A text in the person's own editor. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sanitize } from "../sanitize.ts";

/** The text as it was left; undefined when the editor did not end well. Nobody else may have the terminal meanwhile. */
export async function editText(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-"));
  const file = path.join(folder, "message.md");
  try {
    writeFileSync(file, text, { mode: 0o600 });
    const editor = environment["VISUAL"] || environment["EDITOR"] || "vi";
    // Through the shell, as git does it: it may come with words of its own.
    const child = spawn("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], {
      stdio: "inherit",
      env: environment,
    });
    const code = await new Promise<number | null>((resolve) => {
      child.on("error", () => resolve(null));
      child.on("close", resolve);
    });
    return code === 0 ? sanitize(readFileSync(file, "utf8")).trimEnd() : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
