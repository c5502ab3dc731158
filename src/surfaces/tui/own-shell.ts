/** A command of the person's own, in their own shell with all their rights: nothing of it is the model's. */
import { spawn } from "node:child_process";
import { Sanitizer } from "../sanitize.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface OwnCommand {
  /** Ends it and all that it started. */
  stop(): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts it; `print` gets its sanitized lines as they come. It has no stdin. */
export function runOwn(
  command: string,
  given: {
    readonly cwd: string;
    readonly environment: Environment;
    readonly print: (lines: readonly string[]) => void;
  },
): OwnCommand {
  const { cwd, environment, print } = given;
  const child = spawn(environment["SHELL"] ?? "/bin/sh", ["-c", command], {
    cwd,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const rests = [child.stdout, child.stderr].map((stream) => {
    const sanitizer = new Sanitizer();
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      const lines = (rest + sanitizer.push(text)).split("\n");
      rest = lines.pop() ?? "";
      if (lines.length > 0) print(lines.map((line) => `  ${line}`));
    });
    return () => rest;
  });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.on("error", (error) => {
    print([`  ${error.message}`]);
    resolve(127);
  });
  child.on("close", (code) => {
    for (const rest of rests) if (rest() !== "") print([`  ${rest()}`]);
    resolve(code);
  });
  return {
    ended: promise,
    stop: () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, "SIGTERM");
      } catch {
        // It has ended by itself.
      }
    },
  };
}
