/** What the terminal is handed by whoever started it: a folder, what holds there, and where a person's choices are kept. */
import type { Budget, ResumeOptions, RuleTexts, Surroundings } from "../../index.ts";

/** What holds in the folder now. */
export interface Settings {
  readonly model?: string;
  readonly verify?: string;
  readonly sandbox: "auto" | "perl" | "bubblewrap" | "none";
  readonly budget: Budget;
  readonly rules: readonly RuleTexts[];
  readonly trusted: boolean;
}

export interface Ground {
  /** The workspace, absolute and real. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What was said on the command line and holds for every session begun here. */
  readonly options: NonNullable<ResumeOptions["options"]>;
  /** The session to go on with. */
  readonly session?: string;
  readonly plain: boolean;
  readonly color: boolean;
  /** Read anew each time: a key may have come. */
  readonly surroundings: () => Surroundings;
  readonly settings: (notice: (line: string) => void) => Settings;
  /** The model when none is named. */
  readonly usualModel: (notice: (line: string) => void) => Promise<string>;
  /** Keeps a provider's key and says where. Throws `Fault("bad_usage")` for a provider that nobody knows. */
  readonly keepKey: (provider: string, key: string) => string;
  /** Rules that the person wants for good. */
  readonly keepRules: (rules: readonly string[]) => void;
  /** The person's rules and the folder's, a sanitized line each. */
  readonly ruleLines: () => readonly string[];
  /** As `tackle rules`: changes the person's own, and says what it did, a sanitized line each. Throws `Fault("bad_usage")`. */
  readonly changeRules: (action: "add" | "edit" | "delete", words: readonly string[]) => readonly string[];
  /** Why the folder's own settings do not count, and what makes them; undefined when there is nothing to trust. */
  readonly distrust: () => { readonly words: string; readonly trust: () => void } | undefined;
}
