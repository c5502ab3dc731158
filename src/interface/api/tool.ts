/** A function that a cell may call: its types, its words, its effect and its body. */
import type { $ZodType, output } from "zod/v4/core";
import type { Language } from "../../core/cell.ts";
import type { Reading } from "../../core/effect.ts";

/** What a call changes: nothing outside the kernel, the workspace's files, processes, or the session itself. */
export type EffectClass = "none" | "read" | "write" | "process" | "control";

/** What a body is told about its call. */
export interface CallContext {
  readonly cell: string;
  /** The call's own name in the journal. */
  readonly call: string;
  readonly signal: AbortSignal;
  /** Of the cell; absent: TypeScript. */
  readonly language?: Language;
  /** Puts on record which version of a file it has read. */
  readonly saw?: (reading: Reading) => void;
}

/**
 * One definition renders to declarations for the check, to the index in the prompt, and to the bridge's validation.
 * `name` is dotted (`files.read`); parameters are positional in the order of their keys, optional ones last.
 */
export interface Tool {
  readonly name: string;
  /** What the model reads; the first sentence is its line in the index. */
  readonly words: string;
  readonly parameters: Readonly<Record<string, $ZodType>>;
  readonly returns: $ZodType;
  readonly effect: EffectClass;
  /** True when doing it twice is as good as once: it may be retried after a crash. */
  readonly idempotent: boolean;
  /** True when all that it does in a sandbox lies on a stage or in undoable changes: cut off, it is taken back and can be done anew. */
  readonly staged?: boolean;
  /** Throws an Error whose message is meant for the cell. */
  run(input: Readonly<Record<string, unknown>>, context: CallContext): Promise<unknown>;
}

/** A tool whose body is typed by its own schemas. */
export function createTool<P extends Record<string, $ZodType>, R extends $ZodType>(
  tool: Omit<Tool, "parameters" | "returns" | "run"> & {
    readonly parameters: P;
    readonly returns: R;
    run(input: { readonly [K in keyof P]: output<P[K]> }, context: CallContext): Promise<output<R>>;
  },
): Tool {
  return tool;
}
