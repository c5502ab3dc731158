/** What a command about a session's past asks for. */

export type PastCommand =
  | "rewind"
  | "fork"
  | "replay"
  | "compare"
  | "verify"
  | "forget"
  | "export"
  | "tree"
  | "experience"
  | "sessions";

export interface PastWish {
  readonly type: "past";
  readonly command: PastCommand;
  /** Sessions, by their ids or the starts of them. */
  readonly sessions: readonly string[];
  readonly to?: string;
  readonly undo: boolean;
  readonly at?: string;
  readonly into?: string;
  readonly live?: string;
  readonly head?: string;
  readonly pattern?: string;
  readonly search?: string;
  /** One attempt of a search. */
  readonly attempt?: string;
  /** Also what came to nothing. */
  readonly all: boolean;
  readonly drop: boolean;
  readonly du: boolean;
  readonly secrets: boolean;
  /** `--format` of an export, `--output-format` elsewhere. */
  readonly form: string;
  readonly format: "text" | "json";
}
