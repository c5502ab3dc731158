/** One long-lived program under perl: its own namespaces, the workspace read-only, its channels passed through. */
import { once } from "node:events";
import { constants } from "node:os";
import type { Duplex, Readable, Writable } from "node:stream";
import { Fault } from "../../../core/fault.ts";
import type { Exit, Guest, Program } from "../sandbox.ts";
import { packFrame, packList, type Frame } from "./frames.ts";
import { channelOf, startPerl } from "./perl-process.ts";
import { hostSettings, packEnvironment, type HostSettings } from "./perl-settings.ts";
import type { Architecture } from "./seccomp.ts";

export const defaultMemory = 2 * 1024 ** 3;

/** The name of a signal. */
export function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `SIG${number}`;
}

function piped<Stream>(stream: Stream | null): Stream {
  if (stream === null) throw new Fault("sandbox_failed", "the guest has no standard streams");
  return stream;
}

/** Launches it; rejects with a Fault when its world cannot be built. `onFrame` hears what is said of it once it stands. */
export async function launchGuest(
  known: Architecture,
  settings: HostSettings,
  program: Program,
  {
    environment,
    onFrame,
  }: {
    readonly environment: Readonly<Record<string, string>>;
    readonly onFrame?: (frame: Frame) => void;
  },
): Promise<Guest & { readonly control: Duplex }> {
  const count = program.channels ?? 0;
  const standing = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<Exit>();
  const { child, control } = startPerl(known, "pipe", count, (frame) => {
    const { type, payload } = frame;
    onFrame?.(frame);
    if (type === "R") standing.resolve();
    if (type === "X")
      standing.reject(
        new Fault(
          "sandbox_failed",
          `the guest could not start: ${payload.toString("utf8")}`,
          "see `tackle doctor`",
        ),
      );
    if (type !== "E") return;
    const signal = payload.readUInt32BE(4);
    exited.resolve(
      signal === 0
        ? { code: payload.readUInt32BE(0), signal: null }
        : { code: null, signal: signalName(signal) },
    );
  });
  child.on("error", (error) => {
    standing.reject(new Fault("sandbox_failed", `the guest could not start: ${error.message}`));
    exited.resolve({ code: null, signal: "SIGKILL" });
  });
  // A killed namespace says nothing; whatever was said is read before the end is told.
  void Promise.all([once(child, "exit"), once(control, "close")]).then(
    () => {
      standing.reject(
        new Fault("sandbox_failed", "the guest ended before it started", "see `tackle doctor`"),
      );
      return exited.resolve({ code: null, signal: "SIGKILL" });
    },
    () => undefined,
  );
  const rest = [
    program.memory ?? defaultMemory,
    program.cwd ?? settings.world.root,
    count,
    packList(program.argv),
    packEnvironment(environment, program.env),
  ];
  const stdin: Writable = piped(child.stdin);
  const stdout: Readable = piped(child.stdout);
  const stderr: Readable = piped(child.stderr);
  const channels = Array.from({ length: count }, (_, index) => channelOf(child, 4 + index));
  // A write to a guest that has died is not our failure: `exited` tells it.
  for (const stream of [stdin, stdout, stderr, ...channels]) stream.on("error", () => undefined);
  control.write(packFrame("S", hostSettings(settings, rest)));
  await standing.promise;
  return {
    stdin,
    stdout,
    stderr,
    channels,
    exited: exited.promise,
    control,
    kill() {
      control.destroy();
      child.kill("SIGKILL");
    },
  };
}
