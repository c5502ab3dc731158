/** What a program may reach: the one port behind which every way of confining it lives. */
import type { Duplex, Readable, Writable } from "node:stream";

export type SandboxName = "perl" | "bubblewrap" | "none";

/** A program that lives on beside the session (a kernel, a warm worker). The workspace is read-only to it; nothing of it is captured. */
export interface Program {
  /** Found through `env.PATH` inside the sandbox unless absolute. */
  readonly argv: readonly string[];
  /** Absolute; default is the workspace. */
  readonly cwd?: string;
  /** Added to the sandbox's own small environment (PATH with the user's toolchains, HOME, LANG, TMPDIR). */
  readonly env?: Readonly<Record<string, string>>;
  /** How many two-way channels it gets, on descriptors 3, 4 … */
  readonly channels?: number;
  /** Host files or folders that it may also read, at the same path. */
  readonly readable?: readonly string[];
  /** Its loopback is the one that commands have, so that they reach what it serves. A Fault where the sandbox cannot do that. */
  readonly serves?: boolean;
  /** Bytes of private writable memory it may hold (RLIMIT_DATA); default 2 GiB. */
  readonly memory?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A program that runs. `kill` ends it and everything that it started. */
export interface Guest {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly channels: readonly Duplex[];
  readonly exited: Promise<Exit>;
  kill(): void;
}

/** What a resident left on its stage. */
export interface Held extends Stage {
  /** Places on the network that it reached, and why others were not, as of a `Run`. */
  readonly reached?: readonly string[];
  readonly blocked?: readonly string[];
  /** How many programs that it had started were ended. */
  readonly ended: number;
}

/**
 * A program that lives on like a guest, but may write to the workspace: it stands still until `begin` puts it on a stage, and runs until
 * `hold`. What it still holds open of a stage that was taken leads nowhere: its bytes are copied out before they count.
 */
export interface Resident extends Guest {
  /** Shows it the workspace as it is now, on a fresh stage, and lets it go on. What the stage before held is dropped. */
  begin(): Promise<void>;
  /**
   * Stops it, and takes what lies on its stage. Whatever it has started is ended first; with `only` it is left alone instead when
   * there is any, and the answer is undefined. A Fault when it does not stand still: then it is to be killed.
   */
  hold(only?: "alone"): Promise<Held | undefined>;
  /** True when surely nothing lies on its stage. */
  isBlank(): boolean;
  /** Sends it SIGINT; with `children`, after ending all that it has started. */
  interrupt(children: boolean): void;
}

/** A program run to its end on a fresh stage: it sees the workspace as it is now, and may write to it; its writes are held, not applied. */
export interface Command {
  readonly argv: readonly string[];
  /** Absolute, in the workspace; default is the workspace. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Wall time after which it and all its children are ended. Milliseconds; default 120,000. */
  readonly timeLimit?: number;
  /** Bytes of output kept, half from the head and half from the tail; default 1 MiB. */
  readonly outputLimit?: number;
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Files that the stage shows in place of the workspace's own: path in the workspace → its bytes and mode, or null for absent. */
  readonly overlay?: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mode: number } | null>;
}

/** How a command ended, and what it left on its stage. */
export interface Run {
  /** 128 + n when ended by signal n. */
  readonly exit: number;
  /** stdout and stderr as they came. */
  readonly output: string;
  /** All of the output in bytes, when `output` is only its head and tail. */
  readonly cut: number;
  readonly milliseconds: number;
  /** Milliseconds of those that went into finding what it left; absent where that is not told. */
  readonly capture?: number;
  readonly timedOut: boolean;
  readonly interrupted: boolean;
  /** What it changed outgrew the memory that held it, so it was run a second time, with its changes on disk: this is that run. */
  readonly repeated?: true;
  /** Places on the network that it reached, and why others were not, where an allowlist rules on them. */
  readonly reached?: readonly string[];
  readonly blocked?: readonly string[];
  readonly stage: Stage;
}

/** One entry that a command left on its stage. */
export interface StagedEntry {
  /** Relative to the workspace. */
  readonly path: string;
  /** `gone`: deleted. `opaque`: a folder that hides all that was there before. `odd`: a device, fifo or socket, which is never committed. */
  readonly type: "file" | "link" | "folder" | "opaque" | "gone" | "odd";
  /** Where the bytes lie on the host; absent for `gone`. */
  readonly source?: string;
}

/** Held changes, parents before children. They wait until they are committed (environment/commit.ts) or dropped; a stage is used once. */
export interface Stage {
  readonly entries: readonly StagedEntry[];
  /** From when on a change of the workspace is someone else's, where that is later than the command began: it was put back until then. Milliseconds since 1970. */
  readonly since?: number;
  /** Lets go of what was not committed. */
  drop(): Promise<void>;
}

/** What one backend does not stop, said plainly; `tackle doctor` prints it. */
export interface Limits {
  readonly stops: readonly string[];
  readonly leaves: readonly string[];
}

/**
 * A confinement of programs for one session and one workspace. The host's files outside the workspace, HOME, the network,
 * other processes and the host's environment are out of reach of what runs in it, as far as `limits` says.
 * Failing to confine is a Fault (`no_sandbox`, `sandbox_failed`), never a silent run without.
 */
export interface Sandbox {
  readonly name: SandboxName;
  readonly limits: Limits;
  launch(program: Program): Promise<Guest>;
  /** Starts a program that is put on stages; its loopback is the one that commands have. It runs before the first stage, and sees no workspace then. */
  house(program: Program): Promise<Resident>;
  run(command: Command): Promise<Run>;
  close(): Promise<void>;
}

/** What every backend is opened with. */
export interface SandboxOptions {
  /** The workspace, absolute and real. */
  readonly root: string;
  /** A private folder of this session for uppers, kept files and skeletons; best on the workspace's own file system. */
  readonly scratch: string;
  /** The user's PATH; its folders outside /usr are bound read-only so that toolchains work inside. */
  readonly path: string;
  /** Files and folders of the workspace, relative to it, in whose place programs see an empty one that cannot be written. */
  readonly masked?: readonly string[];
  /** Further folders of the host that all programs may read, absolute and real. */
  readonly readable?: readonly string[];
  /** Megabytes of memory in which a command's changes may be held while it runs; 0 for none. Default: what the machine has to spare. */
  readonly memory?: number;
}
