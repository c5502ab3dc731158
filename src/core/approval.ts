/** Asking a person: what will happen, bound to exactly that by a hash, and the answer. */

/** What will happen, for a person to read. */
export interface Action {
  readonly type: "program" | "call" | "change";
  /** Such as `Bash`, `Python`, `Edit`, `web.fetch`: the name that rules use. */
  readonly tool: string;
  /** The code that will run, or the call's arguments. */
  readonly command?: string;
  /** Workspace paths that will change, each with what happens to it: `changed sum.js`. */
  readonly files?: readonly string[];
  readonly hosts?: readonly string[];
  /** The start of a unified diff of those files. */
  readonly diff?: string;
}

/** What a person is asked. */
export interface Question {
  readonly approval: string;
  readonly cell: string;
  readonly action: Action;
  /** sha256 of the whole action, contents of files included: the answer holds for nothing else. */
  readonly hash: string;
  /** Why it is asked. */
  readonly reason: string;
  /** Rules that would allow it from now on; absent when no rule can say just this. */
  readonly always?: readonly string[];
}

export type Answer =
  | { readonly type: "once" }
  /** The question's `always` become rules; whoever answers sees to it that they outlive the session. */
  | { readonly type: "always" }
  | { readonly type: "deny"; readonly words?: string };

/** Puts a question to a person. Settles when there is an answer, or rejects when the signal fires. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Answer>;

/** Permission rules as somebody wrote them, such as `Bash(git *)`; absent lists are empty. */
export interface RuleTexts {
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
}

/** What a session was told about permissions when it was opened; absent mode: `default`. */
export interface PermissionWords extends RuleTexts {
  readonly mode?: string;
}
