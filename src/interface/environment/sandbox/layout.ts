/** The world inside, as a list of steps that each backend carries out in its own way: what is shown, where, and how. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statSync,
  writeFileSync,
  copyFileSync,
} from "node:fs";
import { totalmem } from "node:os";
import path from "node:path";
import type { SandboxOptions } from "../sandbox.ts";
import { findToolchains, isWithin, linkText, type Toolchains } from "./toolchain.ts";

/** One step; `target` is absolute inside, `source` absolute on the host. */
export type Step =
  | { readonly type: "folder"; readonly target: string }
  | { readonly type: "link"; readonly target: string; readonly text: string }
  | {
      readonly type: "bind";
      readonly target: string;
      readonly source: string;
      readonly access: "read" | "write" | "device";
    }
  | { readonly type: "tmpfs"; readonly target: string; readonly mode: string; readonly megabytes: number }
  | { readonly type: "proc" | "terminals" | "seal"; readonly target: string };

/** The home inside: never the user's, and above no mount point. */
export const home = "/run/home";
/** Threads and processes that all programs of one sandbox may have at a time; a pid namespace reserves 300 of them when it wraps. */
export const mostProcesses = 2048;
/** Shown in place of a masked file, and of a masked folder; the stage host knows them by these names. */
const emptyFile = "empty";
const emptyFolder = "empty.d";
/** What is copied and what is shown of /etc, where the host has it. */
const etcFiles = [
  "ld.so.cache",
  "localtime",
  "mime.types",
  "protocols",
  "services",
  "os-release",
  "shells",
  "inputrc",
];
const etcFolders = [
  "alternatives",
  "ssl/certs",
  "pki/tls/certs",
  "pki/ca-trust",
  "ca-certificates",
  "crypto-policies",
  "fonts",
  "terminfo",
];

const folderMode = 0o755;

/** The few files of /etc that programs want, written once a session; nothing of the host's users but the own id. */
function writeEtc(scratch: string, uid: number, gid: number): string {
  const etc = path.join(scratch, "etc");
  mkdirSync(etc, { recursive: true, mode: folderMode });
  const put = (name: string, text: string): void => {
    writeFileSync(path.join(etc, name), text);
  };
  const self = uid === 0 ? "" : `agent:x:${uid}:${gid}::${home}:/bin/sh\n`;
  put("passwd", `root:x:0:0::${home}:/bin/sh\n${self}nobody:x:65534:65534::/:/bin/false\n`);
  put("group", `root:x:0:\n${gid === 0 ? "" : `agent:x:${gid}:\n`}nogroup:x:65534:\n`);
  put("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
  put("hosts", "127.0.0.1 localhost tackle\n::1 localhost\n");
  put("hostname", "tackle\n");
  put(emptyFile, "");
  mkdirSync(path.join(etc, emptyFolder), { recursive: true, mode: 0o555 });
  for (const name of etcFiles) {
    const source = `/etc/${name}`;
    if (statSync(source, { throwIfNoEntry: false })?.isFile() ?? false)
      copyFileSync(source, path.join(etc, name));
  }
  for (const name of etcFolders)
    if (existsSync(`/etc/${name}`)) mkdirSync(path.join(etc, name), { recursive: true, mode: folderMode });
  if (existsSync("/etc/ssl/openssl.cnf"))
    copyFileSync("/etc/ssl/openssl.cnf", path.join(etc, "ssl/openssl.cnf"));
  return etc;
}

/** /bin, /lib and their kin: links where the host has links, read-only binds where it has folders. */
function systemFolders(): readonly Step[] {
  const names = ["bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix/store"];
  return names.flatMap((name): readonly Step[] => {
    const target = `/${name}`;
    if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return [];
    const text = linkText(target);
    if (text !== undefined) return [{ type: "link", target, text }];
    return [{ type: "bind", target, source: target, access: "read" }];
  });
}

/**
 * Mount points below /tmp, which programs may write to: their first folder is covered with a small file system of its own that
 * is sealed afterwards, so that no program can move a mount point away or put a link in its place.
 */
function covers(targets: readonly string[]): readonly string[] {
  const below = targets.filter((target) => isWithin(target, "/tmp"));
  return [...new Set(below.map((target) => target.split("/").slice(0, 3).join("/")))];
}

/** What a world is made of. */
export interface World {
  readonly root: string;
  readonly scratch: string;
  readonly toolchains: Toolchains;
  readonly uid: number;
  readonly gid: number;
  readonly etc: string;
  readonly masked: readonly string[];
}

/** Prepares what every world of this session shares: the toolchains and /etc. Programs run as the workspace's owner when that is possible. */
export function prepareWorld(options: SandboxOptions): World {
  const { root, scratch } = options;
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const { uid, gid } = own.uid === 0 ? statSync(root) : own;
  const toolchains = findToolchains(options.path, root, scratch);
  const further = (options.readable ?? []).filter(
    (folder) => ![root, "/usr", ...toolchains.readable].some((shown) => isWithin(folder, shown)),
  );
  return {
    root,
    scratch,
    toolchains: { ...toolchains, readable: [...further, ...toolchains.readable] },
    uid,
    gid,
    etc: writeEtc(scratch, uid, gid),
    masked: options.masked ?? [],
  };
}

/** Where things come from that may be written to: an own file system in memory, or a folder of the host. */
export interface Writable {
  readonly tmp: string | undefined;
  readonly home: string | undefined;
}

const ofMemory = (target: string, mode: string, megabytes: number): Step => ({
  type: "tmpfs",
  target,
  mode,
  megabytes,
});

/** Steps that mask files and folders, where they are still what they were: over a link, or in a folder that is one now, nothing is mounted. */
export function masks({ root, etc, masked }: World): readonly Step[] {
  return masked.flatMap((name): readonly Step[] => {
    const target = path.join(root, name);
    const seen = lstatSync(target, { throwIfNoEntry: false });
    const empty = seen?.isFile() ? emptyFile : seen?.isDirectory() ? emptyFolder : undefined;
    if (empty === undefined || realpathSync(target) !== target) return [];
    return [{ type: "bind", target, source: path.join(etc, empty), access: "read" }];
  });
}

/** All steps for one world. `workspace` is "read" for a program beside the session; a stage mounts its own over the place that "none" leaves. */
export function layOut(
  world: World,
  workspace: "read" | "none",
  extra: readonly string[],
  writable: Writable,
): readonly Step[] {
  const readable = [
    ...world.toolchains.readable,
    ...extra.filter((file) => !isWithin(file, "/usr") && existsSync(file)),
  ];
  const places = [...readable, world.root];
  const tops = covers(places);
  const show = (source: string, target: string, access: "read" | "write" | "device"): Step => ({
    type: "bind",
    target,
    source,
    access,
  });
  return [
    show("/usr", "/usr", "read"),
    ...systemFolders(),
    show(world.etc, "/etc", "read"),
    ...etcFolders
      .filter((name) => existsSync(`/etc/${name}`))
      .map((name) => show(`/etc/${name}`, `/etc/${name}`, "read")),
    { type: "proc", target: "/proc" },
    { type: "folder", target: "/dev" },
    ...["null", "zero", "full", "random", "urandom", "tty"].map((name) =>
      show(`/dev/${name}`, `/dev/${name}`, "device"),
    ),
    { type: "link", target: "/dev/fd", text: "/proc/self/fd" },
    { type: "link", target: "/dev/stdin", text: "fd/0" },
    { type: "link", target: "/dev/stdout", text: "fd/1" },
    { type: "link", target: "/dev/stderr", text: "fd/2" },
    { type: "terminals", target: "/dev/pts" },
    { type: "link", target: "/dev/ptmx", text: "pts/ptmx" },
    ofMemory("/dev/shm", "1777", 256),
    writable.tmp === undefined ? ofMemory("/tmp", "1777", 1024) : show(writable.tmp, "/tmp", "write"),
    { type: "folder", target: "/var" },
    { type: "link", target: "/var/tmp", text: "/tmp" },
    writable.home === undefined ? ofMemory(home, "0777", 256) : show(writable.home, home, "write"),
    ...tops.map((target) => ofMemory(target, "0755", 1)),
    ...readable.map((file) => show(file, file, "read")),
    workspace === "read" ? show(world.root, world.root, "read") : { type: "folder", target: world.root },
    ...(workspace === "read" ? masks(world) : []),
    ...tops.map((target): Step => ({ type: "seal", target })),
  ];
}

/** A command's processes may hold half of the machine each, and at least this. */
const leastMemory = 2 * 1024 ** 3;

let memory: number | undefined;

/** Bytes of private memory that each process of a command may hold. */
export function memoryOfCommands(): number {
  return (memory ??= Math.max(leastMemory, Math.floor(totalmem() / 2)));
}

/** The environment inside, before what a program adds. */
export function environmentInside(world: World): Readonly<Record<string, string>> {
  return {
    ...world.toolchains.env,
    PATH: world.toolchains.path,
    HOME: home,
    // Without it each shell looks through the list of users for its own.
    SHELL: "/bin/bash",
    TMPDIR: "/tmp",
    LANG: "C.UTF-8",
    GIT_OPTIONAL_LOCKS: "0",
    // There is no network: they would try for minutes.
    npm_config_fetch_retries: "0",
    PIP_RETRIES: "0",
  };
}
