/** The first choice of confinement: Linux namespaces, an overlay and a seccomp filter set up by perl, which every Debian has. */
import { chownSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Fault } from "../../../core/fault.ts";
import type { Command, Guest, Limits, Program, Resident, Run, Sandbox, SandboxOptions } from "../sandbox.ts";
import { createHolding } from "./hold.ts";
import { environmentInside, layOut, prepareWorld, type World } from "./layout.ts";
import { memoryToSpare } from "./memory.ts";
import { launchGuest } from "./perl-guest.ts";
import { launchResident } from "./perl-resident.ts";
import { createStageHost, type StageHost } from "./perl-host.ts";
import { runOnHost } from "./perl-run.ts";
import { hostSettings, packEnvironment } from "./perl-settings.ts";
import { removeTree } from "./remove-tree.ts";
import { knownArchitecture, seccompFilter } from "./seccomp.ts";
import { isAtLeast } from "./kernel-version.ts";

/** What both namespace backends stop. */
export const stopped: readonly string[] = [
  "reading or writing host files outside the workspace, HOME included",
  "the network: only its own loopback",
  "the host's sockets, also abstract ones",
  "the host's processes and their environment",
  "mounts, namespaces, tracing, kernel keys, bpf, io_uring",
  "kernel settings in /proc/sys",
  "children that outlive the command",
  "writes to the workspace before they are committed",
];

/** What neither of them stops. */
export const left: readonly string[] = [
  "filling the disk that holds the session's folder",
  "using all processors until the time limit",
  "holes in the kernel itself",
];

function limitsHere(): Limits {
  const counts = isAtLeast(6, 14) || process.getuid?.() !== 0;
  const bomb = "fork bombs";
  return counts
    ? { stops: [...stopped, bomb], leaves: left }
    : { stops: stopped, leaves: [...left, `${bomb}, for root before Linux 6.14`] };
}

/** The folders of this session that the host builds in. */
function makePlaces(
  scratch: string,
  { uid, gid }: World,
): { readonly base: string; readonly upper: string; readonly home: string } {
  const place = (name: string): string => {
    const folder = path.join(scratch, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  };
  const home = place("home");
  if (process.getuid?.() === 0) chownSync(home, uid, gid); // commands run as the workspace's owner
  return { base: place("root"), upper: place("upper"), home };
}

/** Opens the perl backend. Nothing is started before it is needed; a host that cannot be set up is a Fault at the first use. */
export function openPerl(options: SandboxOptions): Sandbox {
  const known = knownArchitecture();
  if (known === undefined)
    throw new Fault(
      "no_sandbox",
      `no system call filter is known for ${process.arch}`,
      "run on x64 or arm64",
    );
  const world = prepareWorld(options);
  const { base, upper, home } = makePlaces(options.scratch, world);
  const where = { world, base, upper };
  const environment = environmentInside(world);
  const packed = packEnvironment(environment);
  const memory = options.memory ?? memoryToSpare(options.scratch);
  let host: StageHost | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const guests = new Set<Guest>();
  const serving = new Set<Guest>();
  const housed = new Set<Guest>();
  const keep = <G extends Guest>(guest: G, ...sets: readonly Set<Guest>[]): G => {
    for (const set of [guests, ...sets]) set.add(guest);
    void guest.exited.then(() => [guests, ...sets].map((set) => set.delete(guest)));
    return guest;
  };

  const startHost = (): StageHost => {
    if (host?.alive === true) return host;
    for (const guest of [...serving, ...housed]) guest.kill(); // no later command could reach them
    const steps = layOut(world, "none", [], { tmp: undefined, home });
    const stage = { mode: "stage" as const, filter: seccompFilter(known, true), steps, megabytes: memory };
    host = createStageHost(known, hostSettings({ ...where, ...stage }));
    return host;
  };

  const hold = createHolding(memory > 0, async (held, command) =>
    runOnHost(startHost, { world, upper, environment, packed, inMemory: held === "memory" }, command),
  );

  return {
    name: "perl",
    limits: limitsHere(),
    async launch(program: Program): Promise<Guest> {
      const steps = layOut(world, "read", program.readable ?? [], { tmp: undefined, home: undefined });
      const stage = program.serves === true ? startHost() : undefined;
      await stage?.ready;
      // A socket file in the workspace would lead to the host's process behind it, so a guest gets no unix sockets.
      const filter = seccompFilter(known, false);
      const join = stage?.process !== undefined && { join: stage.process };
      const settings = { mode: "guest" as const, ...where, filter, steps, ...join };
      const guest = await launchGuest(known, settings, program, { environment });
      return program.serves === true ? keep(guest, serving) : keep(guest);
    },
    async house(program: Program): Promise<Resident> {
      const stage = startHost();
      await stage.ready;
      return keep(await launchResident(known, { ...where, stage }, program, environment), housed);
    },
    async run(command: Command): Promise<Run> {
      const turn = last.then(() => hold(command, serving.size === 0)); // what a server was told cannot be taken back
      last = turn.catch(() => undefined);
      return turn;
    },
    async close(): Promise<void> {
      for (const guest of guests) guest.kill();
      await Promise.all([...guests].map((guest) => guest.exited));
      await host?.close();
      await Promise.all(
        ["root", "upper", "home", "etc", "copies"].map((name) =>
          removeTree(path.join(options.scratch, name)),
        ),
      );
    },
  };
}
