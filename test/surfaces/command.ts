/** Runs the real command as a process, away from the user's own state. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

const home = path.resolve(import.meta.dirname, "../..");
const main = path.join(home, "src/surfaces/main.ts");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder of this test. */
export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "tackle-surface-"));
}

/** The arguments with which Node starts the command from its sources. */
export function commandLine(args: readonly string[]): readonly string[] {
  return ["--disable-warning=ExperimentalWarning", main, ...args];
}

/** A small environment: no keys, no colour settings, a state folder of its own. */
export function surroundings(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const folder = extra["HOME"] ?? emptyFolder();
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    XDG_STATE_HOME: path.join(folder, "state"),
    ...extra,
  };
}

/** Runs `tackle` with these arguments to its end. */
export async function tackle(
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly input?: string;
  } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, commandLine(args), {
    cwd: options.cwd ?? emptyFolder(),
    env: options.env ?? surroundings(),
    stdio: "pipe",
  });
  child.stdin.end(options.input ?? "");
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  return { code, stdout, stderr };
}
