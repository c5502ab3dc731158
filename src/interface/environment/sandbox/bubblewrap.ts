/** The second choice of confinement: bubblewrap inside a user namespace of ours that mounts the overlay. Needs bubblewrap and util-linux (or busybox). */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Fault } from "../../../core/fault.ts";
import type { Command, Guest, Limits, Program, Resident, Run, Sandbox, SandboxOptions } from "../sandbox.ts";
import { launchInBubble } from "./bubblewrap-guest.ts";
import { openNetwork, type Network } from "./bubblewrap-network.ts";
import { findPrograms, type Bubble } from "./bubblewrap-process.ts";
import { houseInBubble } from "./bubblewrap-resident.ts";
import { runInBubble } from "./bubblewrap-run.ts";
import { isAtLeast } from "./kernel-version.ts";
import { environmentInside, prepareWorld } from "./layout.ts";
import { left, stopped } from "./perl.ts";
import { removeTree } from "./remove-tree.ts";
import { knownArchitecture, seccompFilter } from "./seccomp.ts";

function limitsHere(): Limits {
  const counts = isAtLeast(6, 14);
  const bomb = "fork bombs";
  return counts
    ? { stops: [...stopped, bomb], leaves: left }
    : { stops: stopped, leaves: [...left, `${bomb}, before Linux 6.14`] };
}

/** Opens the bubblewrap backend; every command and program is a bubblewrap of its own. */
export function openBubblewrap(options: SandboxOptions): Sandbox {
  const known = knownArchitecture();
  if (known === undefined)
    throw new Fault(
      "no_sandbox",
      `no system call filter is known for ${process.arch}`,
      "run on x64 or arm64",
    );
  const programs = findPrograms();
  const world = prepareWorld(options);
  const place = (name: string): string => {
    const folder = path.join(options.scratch, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  };
  for (const name of ["lower", "merged", "upper", "home", "tmp"]) place(name);
  const bubble: Bubble = { world, programs, environment: environmentInside(world) };
  writeFileSync(path.join(options.scratch, "command.bpf"), seccompFilter(known, true));
  writeFileSync(path.join(options.scratch, "guest.bpf"), seccompFilter(known, false));
  const guests = new Set<Guest>();
  let last: Promise<unknown> = Promise.resolve();
  let network: Promise<Network> | undefined;
  /** From the first program that serves on, commands share its network; before, each has its own. */
  const inNetwork = async (): Promise<Bubble> =>
    network === undefined ? bubble : { ...bubble, joined: (await network).holder };
  return {
    name: "bubblewrap",
    limits: limitsHere(),
    async launch(program: Program): Promise<Guest> {
      if (program.serves === true) network ??= openNetwork(programs);
      const guest = await launchInBubble(program.serves === true ? await inNetwork() : bubble, program);
      guests.add(guest);
      void guest.exited.then(() => guests.delete(guest));
      return guest;
    },
    async house(program: Program): Promise<Resident> {
      network ??= openNetwork(programs);
      const resident = await houseInBubble(await inNetwork(), program);
      guests.add(resident);
      void resident.exited.then(() => guests.delete(resident));
      return resident;
    },
    async run(command: Command): Promise<Run> {
      const turn = last.then(async () => runInBubble(await inNetwork(), command));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close(): Promise<void> {
      for (const guest of guests) guest.kill();
      await Promise.all([...guests].map((guest) => guest.exited));
      await last;
      await network?.then((opened) => opened.close()).catch(() => undefined);
      const made = ["lower", "merged", "upper", "home", "tmp", "etc", "copies", "command.bpf", "guest.bpf"];
      await Promise.all(made.map((name) => removeTree(path.join(options.scratch, name))));
    },
  };
}
