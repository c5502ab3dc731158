/** What a cell changes outside its kernel: the words in which it is asked, ruled on and recorded. */
import type { Language } from "./cell.ts";

/** What a path holds. `absent` stands for no entry; `hash` is the sha256 of a file's bytes. */
export type Version =
  | { readonly node: "absent" }
  | { readonly node: "file"; readonly mode: number; readonly size: number; readonly hash?: string }
  | { readonly node: "link"; readonly target: string }
  | { readonly node: "folder"; readonly mode: number };

/** A file that was read, and the sha256 of what was read of it. */
export interface Reading {
  readonly path: string;
  readonly hash: string;
}

/** One path of the workspace, before and after. Paths are relative to the workspace, with `/`, in any bytes that UTF-8 can hold. */
export interface Change {
  readonly path: string;
  readonly before: Version;
  readonly after: Version;
}

/** What is about to happen, put to the gate before it counts. */
export type Intent =
  | {
      readonly type: "call";
      readonly cell: string;
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      /** Where it reaches beyond stage and undo, such as `sends to example.org`; absent when it stays inside. */
      readonly leaves?: string;
    }
  | {
      readonly type: "program";
      readonly cell: string;
      readonly language: Language;
      readonly code: string;
      readonly leaves?: string;
    }
  | {
      readonly type: "change";
      readonly cell: string;
      /** The call that makes it, in a cell that calls. */
      readonly call?: string;
      readonly changes: readonly Change[];
      /** What git ignores and is written through with it: ruled on alike, and not taken back. */
      readonly ignored?: readonly Change[];
      /** The bytes that a path will hold, for whoever must see them first. */
      readonly staged?: (path: string) => Uint8Array | undefined;
    };

/** The gate's ruling. `ask` needs a person; where none can be asked it is a denial. */
export type Verdict =
  | { readonly type: "allow" }
  | { readonly type: "ask"; readonly reason: string }
  | { readonly type: "deny"; readonly reason: string };

/** One step of a commit, told so that it can be taken back: `kept` is where the old entry was put. */
export type UndoStep =
  | { readonly type: "made"; readonly path: string }
  | { readonly type: "moved"; readonly path: string; readonly kept: string }
  | { readonly type: "replaced"; readonly path: string; readonly kept: string }
  | { readonly type: "mode"; readonly path: string; readonly mode: number };
