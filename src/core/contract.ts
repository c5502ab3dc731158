/** What a change may touch, what it assumes, what will prove it, and the way back: formed before it, kept to, amended with a reason. */

/** Something that must still be so. */
export type Assumption =
  /** `hash`: sha256 of the bytes that the model has seen. */
  | { readonly type: "file"; readonly path: string; readonly hash: string }
  | { readonly type: "tool"; readonly tool: string; readonly version: string };

export interface Contract {
  /** Globs of what may be read, and folders outside the workspace; one that begins with `!` takes out. The sandbox holds it. */
  readonly reads: readonly string[];
  /** Globs of what may change; the gate holds it. */
  readonly changes: readonly string[];
  readonly assumes: readonly Assumption[];
  /** Commands that must pass before the work is done. */
  readonly checks: readonly string[];
  /** The command that takes all of it back. */
  readonly back: string;
}

/** An assumption that does not hold: what is there now is a hash, a version or `absent`. */
export interface Broken {
  readonly assumption: Assumption;
  readonly now: string;
}

export type ContractFact =
  | { readonly type: "contract.formed"; readonly by: "harness" | "model"; readonly contract: Contract }
  /** The contract as it is from here on. */
  | { readonly type: "contract.amended"; readonly contract: Contract; readonly reason: string }
  /** Its assumptions were looked at, before a change or at a claim. */
  | {
      readonly type: "contract.checked";
      readonly when: "change" | "claim";
      readonly broken: readonly Broken[];
    };
