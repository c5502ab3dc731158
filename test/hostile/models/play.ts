/** Plays a script as a whole command, with someone else's edit in the middle where it has one. */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Played } from "./adversaries.ts";
import type { Project } from "./projects.ts";

/** Where a project lies. */
export interface Ground {
  readonly root: string;
  /** HOME, and where the script and tackle's state go. */
  readonly base: string;
}

export interface Came {
  readonly exit: number | null;
  readonly reason: string;
  /** The facts that a stream shows. */
  readonly facts: readonly { readonly type: string; readonly [key: string]: unknown }[];
}

const tackle = path.resolve(import.meta.dirname, "../../../bin/tackle");

/** Runs it to its end. */
export function play(
  project: Project,
  { replies, words = [], meanwhile }: Played,
  { root, base }: Ground,
): Promise<Came> {
  const script = path.join(base, "script.json");
  writeFileSync(script, JSON.stringify(replies));
  const options = ["--model", `script:${script}`, "--output-format", "stream-json", ...words];
  const child = spawn(tackle, ["run", "mend what fails", ...options], {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: base, XDG_STATE_HOME: path.join(base, "state") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let stdout = "";
  let edited = false;
  child.stdout.on("data", (data) => {
    stdout += data;
    if (!meanwhile || edited || !stdout.includes(meanwhile.after)) return;
    edited = true;
    const file = path.join(root, project.source);
    writeFileSync(file, meanwhile.edit(readFileSync(file, "utf8")));
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => {
      const lines = stdout
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      resolve({
        exit,
        reason: lines.at(-1)?.stop_reason ?? "none",
        facts: lines.flatMap((line) => (line.subtype === "fact" ? [line.fact] : [])),
      });
    });
  });
}
