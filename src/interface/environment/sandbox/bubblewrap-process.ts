/** How a bubble is started: the namespace around it, the arguments of bubblewrap, and the control line that ends it. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Duplex } from "node:stream";
import { Fault } from "../../../core/fault.ts";
import { isAtLeast } from "./kernel-version.ts";
import { layOut, masks, mostProcesses, type Step, type World } from "./layout.ts";
import { channelOf } from "./perl-process.ts";

/** What every start shares. */
export interface Bubble {
  readonly world: World;
  readonly programs: Programs;
  readonly environment: Readonly<Record<string, string>>;
  /** The process whose user and network namespace it joins; absent: it has a network of its own. */
  readonly joined?: number;
}

export interface Programs {
  readonly bwrap: string;
  readonly unshare: string;
  readonly nsenter: string;
}

/** Never through a PATH, which a workspace could have a say in. */
function find(name: string): string {
  const folders = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin"];
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Fault(
    "no_sandbox",
    `${name} was not found`,
    `apt-get install ${name === "bwrap" ? "bubblewrap" : "util-linux"}`,
  );
}

/** The programs of the system that this backend stands on. */
export function findPrograms(): Programs {
  return { bwrap: find("bwrap"), unshare: find("unshare"), nsenter: find("nsenter") };
}

/** One step as bubblewrap says it. Its own /dev takes the place of our steps for /dev; everything else is the same. */
function argumentsOf(step: Step): readonly string[] {
  if (step.target === "/dev" || step.target.startsWith("/dev/")) return [];
  switch (step.type) {
    case "folder":
      return ["--dir", step.target];
    case "link":
      return ["--symlink", step.text, step.target];
    case "bind":
      return [step.access === "write" ? "--bind" : "--ro-bind", step.source, step.target];
    case "tmpfs":
      return ["--perms", step.mode, "--tmpfs", step.target];
    case "proc":
      // With the host's uid 0 mapped, sysctl files are writable by their owner without any right: /proc is sealed too.
      return ["--proc", step.target, "--remount-ro", step.target];
    case "terminals":
      return [];
    case "seal":
      return ["--remount-ro", step.target];
  }
}

/** What one start differs in. */
export interface BubbleStart {
  readonly bubble: Bubble;
  readonly workspace: "read" | "none";
  readonly readable: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly argv: readonly string[];
}

/** A folder or a program that is not there is the command's failure, and must not look like a failure of bubblewrap. */
const enter = 'cd "$1" || exit 126; shift; exec "$@"';

const fixedArguments = [
  "--unshare-user",
  "--unshare-ipc",
  "--unshare-pid",
  "--unshare-uts",
  "--unshare-cgroup-try",
  "--die-with-parent",
  "--new-session",
  "--cap-drop",
  "ALL",
  "--dev",
  "/dev",
];

/** All of bubblewrap's arguments; the filter comes on descriptor 9 and what it tells on descriptor 8. */
export function bubbleArguments(start: BubbleStart): readonly string[] {
  const { world } = start.bubble;
  const { scratch, root } = world;
  const places = [...world.toolchains.readable, root];
  // bubblewrap must never make a mount point where a program could have put a link: then /tmp is new each time.
  const keepsTmp = start.workspace === "none" && !places.some((place) => place.startsWith("/tmp/"));
  const steps = layOut(world, start.workspace, start.readable, {
    tmp: keepsTmp ? path.join(scratch, "tmp") : undefined,
    home: start.workspace === "none" ? path.join(scratch, "home") : undefined,
  });
  const sealsFrom = steps.findIndex((step) => step.type === "seal");
  const cut = sealsFrom === -1 ? steps.length : sealsFrom;
  const inWorkspace =
    start.workspace === "none"
      ? ["--bind", path.join(scratch, "merged"), root, ...masks(world).flatMap(argumentsOf)]
      : [];
  return [
    fixedArguments,
    start.bubble.joined === undefined ? ["--unshare-net"] : [],
    ["--uid", String(world.uid), "--gid", String(world.gid)],
    steps.slice(0, cut).flatMap(argumentsOf),
    inWorkspace,
    steps.slice(cut).flatMap(argumentsOf),
    ["--remount-ro", "/", "--clearenv", "--seccomp", "9", "--json-status-fd", "8"],
    Object.entries(start.environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ["--chdir", "/", "--", "/bin/sh", "-c", enter, "sh", start.cwd, ...start.argv],
  ].flat();
}

/**
 * Shell: a /proc that knows the processes of this namespace (bubblewrap looks its child up there), the host's number of this shell in
 * `pid`, and the limits that hold for all in the bubble. Before Linux 6.14 pid_max is the whole machine's and is left
 * alone.
 */
export function limitLines(memory: number): string {
  const pids = isAtLeast(6, 14) ? `echo ${mostProcesses} > /proc/sys/kernel/pid_max\n` : "";
  return `read -r pid _ </proc/self/stat
mount -t proc proc /proc
${pids}ulimit -c 0\nulimit -d ${Math.floor(memory / 1024)}\n`;
}

/** Shell: ends everything else at each word on the control, and when it closes. The shell itself is the first process, which nothing inside can end. */
export function guardLine(control: number): string {
  return `( while read -r _ <&${control}; do kill -9 -1; done; kill -9 -1 ) </dev/null >/dev/null 2>&1 &\n`;
}

export interface BubbleProcess {
  readonly child: ChildProcess;
  readonly control: Duplex;
  /** Ends the shell and so the namespace, from outside. */
  readonly end: () => void;
}

/** Shell: closes the descriptors from `$1` on, which whoever started tackle may have left open to it, and becomes the rest. */
const closing = `first=$1; shift
for each in /proc/self/fd/*; do [ "\${each##*/}" -lt "$first" ] || eval "exec \${each##*/}>&-"; done
exec "$@"`;

/** Starts `script` as the first process of a new mount and pid namespace in a user namespace of ours, with an empty environment, in a group of its own. */
export function startBubble(
  { programs: { unshare, nsenter }, joined }: Pick<Bubble, "programs" | "joined">,
  script: string,
  given: readonly string[],
  channels: number,
): BubbleProcess {
  const pipes = Array.from({ length: channels + 1 }, () => "pipe" as const);
  const child = spawn(
    "/bin/bash",
    ["--noprofile", "--norc", "-c", closing, "bash", String(4 + channels)].concat(
      joined === undefined
        ? [unshare, "-U", "-r"]
        : [nsenter, "-t", String(joined), "-U", "-n", "--preserve-credentials", unshare],
      ["-m", "-p", "-f", "/bin/sh", "-c", script, "sh"],
      given,
    ),
    {
      cwd: "/",
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
      detached: true,
      stdio: ["pipe", "pipe", "pipe", ...pipes],
    },
  );
  const control = channelOf(child, 3 + channels);
  control.on("error", () => undefined); // its end is told by the exit of the process
  const end = (): void => {
    control.destroy();
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL"); // the group is gone already
    }
  };
  return { child, control, end };
}
