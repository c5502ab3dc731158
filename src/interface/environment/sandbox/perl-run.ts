/** One command on a stage host, from its frame to its entries. */
import path from "node:path";
import { performance } from "node:perf_hooks";
import { Fault } from "../../../core/fault.ts";
import type { Command, Stage, StagedEntry } from "../sandbox.ts";
import type { HeldRun } from "./hold.ts";
import { packList } from "./frames.ts";
import { memoryOfCommands, type World } from "./layout.ts";
import type { StageHost } from "./perl-host.ts";
import { packEnvironment } from "./perl-settings.ts";
import { prefill } from "./prefill.ts";
import { removeTree } from "./remove-tree.ts";
import { newStageId } from "./stage-id.ts";
import { createTranscript } from "./transcript.ts";
import { watchOver } from "./watch.ts";

const defaultOutput = 1024 * 1024;

const types = { f: "file", l: "link", d: "folder", O: "opaque", D: "gone", "?": "odd" } as const;
const isType = (letter: string): letter is keyof typeof types => letter in types;

interface Ended {
  readonly code: number;
  readonly signal: number;
  readonly capture: number;
  /** The memory that held its changes was not enough; then there are no entries. */
  readonly full: boolean;
  readonly entries: readonly StagedEntry[];
}

/** Code, signal, microseconds of looking at the stage, and whether it was full. */
const headLength = 16;
/** How programs say that there was no room, also for what the host, which only looks now and then, did not see. */
const noRoom = /No space left on device|\bENOSPC\b/;

/** What the host found on the stage. A name that is not UTF-8 cannot be told in a path, so it is odd. */
export function readEntries(told: Buffer, upper: string): readonly StagedEntry[] {
  const records = told.length > 0 ? told.toString("latin1").split("\0") : [];
  return records.map((record): StagedEntry => {
    const bytes = Buffer.from(record.slice(1), "latin1");
    const name = bytes.toString("utf8");
    const letter = record.slice(0, 1);
    const type = isType(letter) && Buffer.from(name, "utf8").equals(bytes) ? types[letter] : "odd";
    return type === "gone" ? { path: name, type } : { path: name, type, source: path.join(upper, name) };
  });
}

function readEnded(payload: Buffer, upper: string): Ended {
  return {
    code: payload.readUInt32BE(0),
    signal: payload.readUInt32BE(4),
    capture: payload.readUInt32BE(8) / 1000,
    full: payload.readUInt32BE(12) === 1,
    entries: readEntries(payload.subarray(headLength), upper),
  };
}

/** Runs it. `startHost` gives the host that is alive, or a new one. */
export async function runOnHost(
  startHost: () => StageHost,
  place: {
    readonly world: World;
    readonly upper: string;
    readonly environment: Readonly<Record<string, string>>;
    /** The same, packed. */
    readonly packed: Buffer;
    /** Its changes are held in memory while it runs, as far as the host has some; on disk otherwise. */
    readonly inMemory: boolean;
  },
  command: Command,
): Promise<HeldRun> {
  const started = performance.now();
  const host = startHost();
  const megabytes = await host.ready;
  const inMemory = place.inMemory && megabytes > 0 && command.overlay === undefined;
  const id = newStageId();
  const upper = path.join(place.upper, id, "u");
  const absent = command.overlay === undefined ? [] : await prefill(command.overlay, place.world.root, upper);
  const transcript = createTranscript(command.outputLimit ?? defaultOutput, command.onOutput);
  const result = Promise.withResolvers<Ended>();
  host.listen({
    output: (bytes) => transcript.add(bytes),
    ended: (payload) => {
      result.resolve(readEnded(payload, upper));
    },
    failed: (why) => {
      result.reject(hostFault(why, place.upper));
    },
  });
  const watch = watchOver(
    command,
    () => host.send("K", Buffer.alloc(0)),
    () => host.end(),
  );
  if (!watch.interrupted)
    host.send(
      "C",
      packList([
        id,
        inMemory ? "1" : "",
        command.cwd ?? place.world.root,
        memoryOfCommands(),
        command.stdin === undefined ? "" : "1",
        command.stdin ?? "",
        packList(absent),
        packList(command.argv),
        command.env === undefined ? place.packed : packEnvironment(place.environment, command.env),
        packList(place.world.masked),
      ]),
    );
  try {
    const none: Ended = { code: 130, signal: 0, capture: 0, full: false, entries: [] };
    const { code, signal, capture, full, entries } = watch.interrupted ? none : await result.promise;
    const stage: Stage = {
      entries,
      async drop() {
        if (host.alive && entries.length > 0) host.send("D", Buffer.from(id));
        if (!host.alive) await removeTree(path.join(place.upper, id));
      },
    };
    const { output, cut } = transcript.end();
    return {
      exit: signal === 0 ? code : 128 + signal,
      output,
      cut,
      outgrew: inMemory && !watch.timedOut && !watch.interrupted && (full || noRoom.test(output)),
      milliseconds: performance.now() - started,
      capture,
      timedOut: watch.timedOut,
      interrupted: watch.interrupted,
      stage,
    };
  } finally {
    watch.end();
    host.listen(undefined);
  }
}

function hostFault(why: string, upper: string): Fault {
  if (noRoom.test(why))
    return new Fault(
      "no_space",
      `no space left in ${upper} for what a command changed`,
      "free some disk space",
    );
  return new Fault("sandbox_failed", `the stage host failed: ${why}`, "see `tackle doctor`");
}
