/** What a session is opened with. */
import type { PermissionWords } from "./approval.ts";
import type { Budget } from "./budget.ts";

/** What a session was opened with; `resume` uses it again. Holds no secrets. */
export interface SessionOptions {
  readonly model: string;
  readonly sandbox: string;
  /** The check as given by `--verify`; absent when it is to be found. */
  readonly verify?: string;
  /** The second model that reads the evidence. */
  readonly reviewer?: string;
  /** Globs of tests and check settings that the task may change. */
  readonly mayChange?: readonly string[];
  /** Globs of files with secrets that programs may see. */
  readonly allowSecrets?: readonly string[];
  /** Places on the network that programs may reach, `host:port`. */
  readonly allowNet?: readonly string[];
  /** A part of the task came through a pipe, such as an issue or a log: others may have written it. */
  readonly piped?: boolean;
  /** Words added to what the model reads first. */
  readonly words?: string;
  /** Folders outside the workspace that may be read. */
  readonly readable?: readonly string[];
  /** JSON Schema of the value that the session must end with. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly budget: Budget;
  /** As given on the command line; rules in settings are read anew by a resume. */
  readonly permissions?: PermissionWords;
}
