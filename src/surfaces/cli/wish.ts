/** What a command line asks for. */
import type { PastWish } from "./past-wish.ts";

export type Format = "text" | "json" | "stream-json";
export type SandboxKind = "auto" | "perl" | "bubblewrap" | "none";

/** What may be spent, as far as it was said. */
export interface Limits {
  readonly turns?: number;
  readonly dollars?: number;
  readonly tokens?: number;
  readonly seconds?: number;
}

/** What `run` was asked for; absent values take their default from the surroundings. */
export interface RunWish {
  readonly type: "run";
  /** Absent: it is read from stdin. */
  readonly task?: string;
  readonly cwd?: string;
  readonly model?: string;
  readonly verify?: string;
  readonly reviewer?: string;
  readonly sandbox?: SandboxKind;
  readonly limits: Limits;
  /** The form of stdin: absent, a text that is added to the task. */
  readonly input?: "stream-json";
  /** `-p`: a program or a pipe is there, not a person. */
  readonly print?: boolean;
  /** In the interactive session: lines that are only added to. */
  readonly plain?: boolean;
  /** Goes on with the last session of the folder, or with this one. */
  readonly continue?: boolean;
  readonly session?: string;
  readonly fork?: boolean;
  /** In a stream: replies while they come, too. */
  readonly partial?: boolean;
  /** A JSON Schema, or the file that it is in. */
  readonly schema?: string;
  readonly systemWords?: string;
  /** A further settings file. */
  readonly settings?: string;
  readonly addDirs?: readonly string[];
  readonly mcpConfigs?: readonly string[];
  /** Globs of tests and check settings that the task may change. */
  readonly mayChange?: readonly string[];
  /** Globs of files with secrets that programs may see. */
  readonly allowSecrets?: readonly string[];
  /** Places on the network that programs may reach. */
  readonly allowNet?: readonly string[];
  readonly permissionMode?: string;
  /** Rules, several of them in one text or not. */
  readonly allowedTools?: readonly string[];
  readonly disallowedTools?: readonly string[];
  readonly format: Format;
}

/** A person wants to talk. `bare`: nothing was said with it. */
export interface InteractiveWish extends Omit<RunWish, "type" | "task"> {
  readonly type: "interactive";
  readonly bare: boolean;
}

export interface RulesWish {
  readonly type: "rules";
  readonly action: "list" | "add" | "edit" | "delete";
  readonly words: readonly string[];
  readonly format: Format;
}

export interface UndoWish {
  readonly type: "undo";
  /** Absent: the last session of the folder. */
  readonly session?: string;
  readonly cwd?: string;
  readonly from?: string;
  readonly format: Format;
}

export interface ShowWish {
  readonly type: "show";
  readonly session: string;
  /** One cell `c3`, one turn `t2`: all of it. */
  readonly cell?: string;
  readonly format: Format;
}

export interface TrustWish {
  readonly type: "trust";
  readonly cwd?: string;
  readonly format: Format;
}

export interface DiffWish {
  readonly type: "diff" | "evidence";
  readonly session: string;
  readonly format: Format;
}

export interface ResumeWish {
  readonly type: "resume";
  readonly session: string;
  /** In place of those that the session was opened with. */
  readonly limits: Limits;
  readonly format: Format;
}

export interface LoginWish {
  readonly type: "login" | "logout";
  readonly provider: string;
  readonly format: Format;
}

export type Wish =
  | RunWish
  | InteractiveWish
  | { readonly type: "help"; readonly of?: "run" }
  | { readonly type: "version" }
  | { readonly type: "sessions"; readonly format: Format }
  | ShowWish
  | TrustWish
  | ResumeWish
  | UndoWish
  | RulesWish
  | DiffWish
  | PastWish
  | LoginWish
  | { readonly type: "models"; readonly format: Format }
  | { readonly type: "doctor"; readonly cwd?: string; readonly compare: boolean; readonly format: Format };

/** A command line that cannot be followed: what is wrong in one line, and what to type instead. */
export interface Wrong {
  readonly type: "wrong";
  readonly message: string;
  readonly hint: string;
  readonly format: Format;
}
