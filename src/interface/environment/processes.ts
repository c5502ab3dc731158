/** Programs that live on beside the cells, such as development servers: started, read, stopped, and told of when they end. */
import { once } from "node:events";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "../../core/journal.ts";
import type { Guest, Sandbox } from "./sandbox.ts";

/** What of a program's output is kept, in characters; its tail in the journal when it ends. */
const logLimit = 1024 * 1024;
const tailLimit = 2_000;
const mostAtOnce = 8;
/** How long a start waits for the words that it was told to wait for. Milliseconds. */
const patience = 30_000;
const drain = 1_000;

export interface Started {
  readonly name: string;
  /** False when it ended, or was silent for too long, before it said what was waited for. */
  readonly ready: boolean;
}

export interface Log {
  readonly text: string;
  /** Pass it as `from` to read on. */
  readonly next: number;
  readonly running: boolean;
}

export interface Listed {
  name: string;
  command: string;
  running: boolean;
}

/** Errors are plain and meant for the cell. */
export interface Processes {
  /** Starts a command with the workspace read-only: it sees what is committed, and writes to its own /tmp. Commands reach its ports on localhost. */
  start(
    command: string,
    options: {
      readonly name?: string;
      readonly until?: string;
      readonly cell: string;
      readonly call: string;
    },
  ): Promise<Started>;
  /** What it has printed since `from`, a place in characters that an earlier `next` gave. */
  logs(name: string, from?: number): Log;
  /** Ends it and all that it started, and waits until they are gone. */
  stop(name: string): Promise<void>;
  list(): readonly Listed[];
  /** What has become of programs since this was last asked, a line each. */
  notes(): readonly string[];
  /** Ends all of them with the session. */
  close(): Promise<void>;
}

/** One program; `log` begins at `dropped`. */
interface Program {
  readonly name: string;
  readonly command: string;
  readonly guest: Guest;
  readonly gone: Promise<void>;
  readonly heard: Set<() => void>;
  log: string;
  dropped: number;
  running: boolean;
  endedBy: "itself" | "cell" | "session";
}

/** Programs of one session. Those that an earlier process of this session had are gone, and are told of so. */
export function createProcesses(given: {
  readonly sandbox: Pick<Sandbox, "launch">;
  readonly journal: Journal;
  readonly argumentsOf: (command: string) => readonly string[];
}): Processes {
  const { sandbox, journal } = given;
  const programs = new Map<string, Program>();
  const notes = [...lostBefore(journal)];
  const find = (name: string): Program => {
    const program = programs.get(name);
    if (program) return program;
    const names = [...programs.keys()].join(", ");
    throw new Error(
      `there is no process ${name}; ${names === "" ? "none was started" : `there are ${names}`}`,
    );
  };
  const end = (program: Program, code: number | null, signal: string | null): void => {
    const { name, command, endedBy } = program;
    program.running = false;
    for (const wake of program.heard) wake();
    const output = program.log.slice(-tailLimit);
    const how = { ...(code !== null && { code }), ...(signal !== null && { signal }) };
    journal.append({ type: "process.ended", process: name, by: endedBy, ...how, output });
    if (endedBy !== "itself") return;
    const said = output.trim() === "" ? "it printed nothing" : `its last output:\n${output.trimEnd()}`;
    notes.push(`process ${name} (${command}) has ended with ${signal ?? `exit ${code}`}; ${said}`);
  };
  const launch = async (name: string, command: string): Promise<Program> => {
    const argv = given.argumentsOf(command);
    const guest = await sandbox.launch({ argv, serves: true }).catch((thrown: unknown) => {
      throw new Error(`it cannot be started: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    });
    const heard = Promise.all([guest.stdout, guest.stderr].map(async (stream) => once(stream, "close")));
    const waitForEnd = async (): Promise<void> => {
      const { code, signal } = await guest.exited;
      // Its last words may still be on their way; without a sandbox its children may hold the pipe for ever.
      await Promise.race([heard.catch(() => undefined), sleep(drain, undefined, { ref: false })]);
      end(program, code, signal);
    };
    const program: Program = openProgram({ name, command, guest, gone: waitForEnd() });
    return program;
  };
  return {
    async start(command, { name = nextName(journal), until, cell, call }) {
      if (!/^[\w.-]{1,40}$/.test(name))
        throw new Error(`${JSON.stringify(name)} is no name: use letters, digits, - and _`);
      if (programs.get(name)?.running === true)
        throw new Error(`process ${name} is running already; stop it first`);
      if ([...programs.values()].filter(({ running }) => running).length >= mostAtOnce)
        throw new Error(`${mostAtOnce} processes are running already; stop one first`);
      journal.append({ type: "process.started", process: name, cell, call, command });
      const program = await launch(name, command).catch((thrown: unknown) => {
        journal.append({ type: "process.ended", process: name, by: "itself", output: String(thrown) });
        throw thrown;
      });
      programs.set(name, program);
      return { name, ready: until === undefined || (await says(program, until)) };
    },
    logs(name, from = 0) {
      const { log, dropped, running } = find(name);
      const left = dropped - from;
      const text = left > 0 ? `[… ${left} characters left out …]\n${log}` : log.slice(from - dropped);
      return { text, next: dropped + log.length, running };
    },
    async stop(name) {
      const program = find(name);
      await endNow(program, "cell");
    },
    list: () => [...programs.values()].map(({ name, command, running }) => ({ name, command, running })),
    notes: () => notes.splice(0),
    async close() {
      await Promise.all([...programs.values()].map((program) => endNow(program, "session")));
    },
  };
}

function openProgram(parts: Pick<Program, "name" | "command" | "guest" | "gone">): Program {
  const program: Program = {
    ...parts,
    heard: new Set(),
    log: "",
    dropped: 0,
    running: true,
    endedBy: "itself",
  };
  const { guest } = parts;
  guest.stdin.end();
  for (const stream of [guest.stdout, guest.stderr]) listen(stream, program);
  return program;
}

async function endNow(program: Program, by: "cell" | "session"): Promise<void> {
  if (!program.running) return;
  program.endedBy = by;
  program.guest.kill();
  await program.gone;
}

function listen(stream: Guest["stdout"], program: Program): void {
  const decoder = new StringDecoder("utf8");
  stream.on("data", (bytes: Buffer) => {
    program.log += decoder.write(bytes);
    const more = program.log.length - logLimit;
    if (more > logLimit) {
      program.log = program.log.slice(more);
      program.dropped += more;
    }
    for (const wake of program.heard) wake();
  });
}

/** Waits until it has printed `words`; false when it ends first, or the patience does. */
async function says(program: Program, words: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = (): void => {
    if (program.log.includes(words)) resolve(true);
    else if (!program.running) resolve(false);
  };
  const timer = setTimeout(() => resolve(false), patience);
  program.heard.add(look);
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    program.heard.delete(look);
  }
}

const nextName = (journal: Journal): string =>
  `p${journal.facts.filter((fact) => fact.type === "process.started").length + 1}`;

/** Programs that ended with an earlier process of this session, and of which no cell has been told: journaled, and a line each. */
function lostBefore(journal: Journal): readonly string[] {
  const running = new Map<string, string>();
  const untold = new Map<string, string>();
  for (const fact of journal.facts) {
    if (fact.type === "process.started") running.set(fact.process, fact.command);
    if (fact.type === "cell.ran") untold.clear();
    if (fact.type !== "process.ended") continue;
    if (fact.by === "session") untold.set(fact.process, running.get(fact.process) ?? "");
    running.delete(fact.process);
  }
  for (const process of running.keys())
    journal.append({ type: "process.ended", process, by: "session", output: "" });
  return [...untold, ...running].map(
    ([name, command]) => `process ${name} (${command}) has ended with the interruption of this session`,
  );
}
