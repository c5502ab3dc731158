/** One warm worker in the sandbox: orders go in, reports come out, and a worker that dies is replaced. */
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";
import type { RunOrder, RunReport } from "./protocol.ts";

export interface Crew {
  /** What the run saw; undefined when the worker died of it (killed by its own watchdog, out of memory, a native crash). */
  run(order: Omit<RunOrder, "id" | "texts">): Promise<RunReport | undefined>;
  /** Texts to take in place of the files on disk, in this worker and in those that replace it. */
  keep(texts: Readonly<Record<string, string>>): void;
  close(): void;
}

interface Live {
  readonly guest: Guest;
  readonly lines: AsyncIterator<string>;
}

/** After so many runs a worker is replaced: module graphs are never collected. */
const shift = 600;

/** The workers' own files; the bundle holds each as one file that needs no other. */
const workers = {
  javascript: new URL("./javascript/worker.ts", import.meta.url),
  python: new URL("./python/worker.py", import.meta.url),
};

/** The program that the sandbox launches. */
function programOf(root: string, language: "javascript" | "python"): Program {
  const file = fileURLToPath(workers[language]);
  const argv =
    language === "javascript"
      ? [process.execPath, "--no-warnings", "--max-old-space-size=512", "--stack-size=900", file]
      : ["python3", "-B", file];
  // From the sources the JavaScript worker imports what lies beside it and above.
  const own = file.endsWith(".ts") ? path.dirname(path.dirname(file)) : file;
  const readable = language === "javascript" ? [own, process.execPath] : [file];
  const env: Record<string, string> = language === "python" ? { PYTHONHASHSEED: "0" } : {};
  return { argv, cwd: root, channels: 1, readable, env, memory: 4 * 1024 ** 3 };
}

/** A worker for a workspace; it starts when it is first needed. */
export function openCrew(
  root: string,
  language: "javascript" | "python",
  launch: (program: Program) => Promise<Guest>,
): Crew {
  let live: Live | undefined;
  let runs = 0;
  let fresh: Record<string, string> = {};
  const kept: Record<string, string> = {};

  const start = async (): Promise<Live> => {
    const guest = await launch(programOf(root, language));
    const channel = guest.channels[0];
    if (!channel) throw new Error("the sandbox gave the repair worker no channel");
    guest.stdout.resume();
    guest.stderr.resume();
    guest.stdin.on("error", () => undefined);
    channel.on("error", () => undefined);
    runs = 0;
    fresh = { ...kept };
    return { guest, lines: createInterface({ input: channel })[Symbol.asyncIterator]() };
  };
  const end = (): void => {
    live?.guest.kill();
    live = undefined;
  };

  return {
    keep(texts) {
      Object.assign(kept, texts);
      Object.assign(fresh, texts);
    },
    async run(order) {
      if (runs >= shift) end();
      live ??= await start();
      runs += 1;
      const { guest, lines } = live;
      guest.channels[0]?.write(`${JSON.stringify({ ...order, id: runs, texts: fresh })}\n`);
      fresh = {};
      const gone = guest.exited.then(() => undefined);
      const answer = await Promise.race([
        lines.next(),
        gone.then(() => new Promise<undefined>((resolve) => setImmediate(resolve, undefined))),
      ]);
      const report = answer && answer.done !== true ? readReport(answer.value) : undefined;
      // No report: it died, or says that it never will give one.
      if (!report || report.stale === true) end();
      return report;
    },
    close: end,
  };
}

function readReport(line: string): RunReport | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isReport(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The code under test could reach the channel: only the shape is trusted, and a found patch is proven elsewhere. */
function isReport(value: unknown): value is RunReport {
  return (
    typeof value === "object" &&
    value !== null &&
    "tests" in value &&
    Array.isArray(value.tests) &&
    "loaded" in value &&
    Array.isArray(value.loaded)
  );
}
