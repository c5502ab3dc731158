/** What a command line asks for. */

export type Format = "text" | "json" | "stream-json";
export type SandboxKind = "auto" | "perl" | "bubblewrap" | "none";

/** What `run` was asked for; absent values take their default from the surroundings. */
export interface RunWish {
  readonly type: "run";
  /** Absent: it is read from stdin. */
  readonly task?: string;
  readonly cwd?: string;
  readonly model?: string;
  readonly verify?: string;
  readonly sandbox: SandboxKind;
  readonly maxTurns?: number;
  readonly maxDollars?: number;
  readonly seconds?: number;
  readonly format: Format;
}

export type Wish =
  | RunWish
  | { readonly type: "help" }
  | { readonly type: "version" }
  | { readonly type: "sessions"; readonly format: Format }
  | { readonly type: "show"; readonly session: string; readonly format: Format }
  | { readonly type: "resume"; readonly session: string; readonly format: Format }
  | { readonly type: "doctor"; readonly cwd?: string; readonly compare: boolean; readonly format: Format };

/** A command line that cannot be followed: what is wrong in one line, and what to type instead. */
export interface Wrong {
  readonly type: "wrong";
  readonly message: string;
  readonly hint: string;
  readonly format: Format;
}
