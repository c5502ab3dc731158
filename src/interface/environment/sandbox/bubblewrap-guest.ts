/** One long-lived program in a bubble: the workspace read-only, its channels passed through. */
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { Fault } from "../../../core/fault.ts";
import type { Exit, Guest, Program } from "../sandbox.ts";
import { bubbleArguments, guardLine, limitLines, startBubble, type Bubble } from "./bubblewrap-process.ts";
import { defaultMemory, signalName } from "./perl-guest.ts";
import { channelOf } from "./perl-process.ts";

/** A shell names its descriptors with one digit: 8 and 9 are taken, and the control comes after the channels. */
const mostChannels = 4;

/** Standard streams and channels go through as they are; the program does not get the control. */
function script(memory: number, control: number): string {
  return `set -e
filter=$1; bwrap=$2; shift 2
${limitLines(memory)}set +e
${guardLine(control)}"$bwrap" "$@" 8>&${control} ${control}<&- 9<"$filter"
echo ended >&${control}
`;
}

/** How a program is started that gets stages: the script around bubblewrap, what that is given, and who hears its control. */
export interface Housing {
  readonly script: (memory: number, control: number) => string;
  readonly given: readonly string[];
  hear(bytes: Buffer): void;
}

/** Launches it; rejects with a Fault when the bubble cannot be built. */
export async function launchInBubble(
  bubble: Bubble,
  program: Program,
  housing?: Housing,
): Promise<Guest & { readonly control: Duplex }> {
  const count = program.channels ?? 0;
  if (count > mostChannels)
    throw new Fault("sandbox_failed", `${count} channels are more than bubblewrap's ${mostChannels}`);
  const { world, programs, environment } = bubble;
  const inside = bubbleArguments({
    bubble,
    workspace: housing === undefined ? "read" : "none",
    readable: program.readable ?? [],
    environment: { ...environment, ...program.env },
    cwd: program.cwd ?? world.root,
    argv: program.argv,
  });
  const given = housing?.given ?? [`${world.scratch}/guest.bpf`, programs.bwrap];
  const { child, control, end } = startBubble(
    bubble,
    (housing?.script ?? script)(program.memory ?? defaultMemory, 3 + count),
    [...given, ...inside],
    count,
  );
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Fault("sandbox_failed", "the guest has no standard streams");
  const channels = Array.from({ length: count }, (_, index) => channelOf(child, 3 + index));
  for (const stream of [stdin, stdout, stderr, ...channels]) stream.on("error", () => undefined);
  const standing = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<Exit>();
  let told = "";
  control.on("data", (chunk: Buffer) => {
    housing?.hear(chunk);
    told += chunk.toString("latin1");
    if (told.includes('"child-pid"')) standing.resolve();
  });
  child.on("error", (error) => {
    standing.reject(new Fault("sandbox_failed", `the guest could not start: ${error.message}`));
    exited.resolve({ code: null, signal: "SIGKILL" });
  });
  // Whatever it said is read before its end is told.
  void Promise.all([once(child, "exit"), once(control, "close")]).then(
    () => {
      standing.reject(
        new Fault("sandbox_failed", "the guest ended before it started", "see `tackle doctor`"),
      );
      return exited.resolve(exitFrom(told));
    },
    () => undefined,
  );
  await standing.promise;
  return { stdin, stdout, stderr, channels, exited: exited.promise, kill: end, control };
}

/** bubblewrap says a death by signal as 128 + n. */
function exitFrom(told: string): Exit {
  const found = /"exit-code"\s*:\s*(\d+)/.exec(told)?.[1];
  if (found === undefined) return { code: null, signal: "SIGKILL" };
  const code = Number(found);
  return code > 128 ? { code: null, signal: signalName(code - 128) } : { code, signal: null };
}
