/** The one error class: the harness itself could not go on, and says why and what to do. */

/** What kind of thing broke. `bad_usage` and its kin exit with 2, everything else with 1. */
export type FaultCode =
  | "bad_usage"
  | "unknown_model"
  | "missing_key"
  | "no_check"
  | "no_sandbox"
  | "sandbox_failed"
  | "kernel_failed"
  | "model_failed"
  | "context_overflow"
  | "journal_corrupt"
  | "journal_failed"
  | "session_unknown"
  | "workspace_busy"
  | "workspace_failed"
  | "no_space"
  | "internal";

const usage: ReadonlySet<FaultCode> = new Set([
  "bad_usage",
  "unknown_model",
  "missing_key",
  "no_check",
  "session_unknown",
  "workspace_busy",
]);

/**
 * Thrown only when the harness cannot go on. A failing cell is data (`Outcome`), an ending is a value (`Stop`).
 * `message` says what and where in one line; `hint` says what the reader can do about it.
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly hint: string;

  constructor(code: FaultCode, message: string, hint = "", cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.hint = hint;
  }

  /** The process exit code that this fault leads to: 2 for bad usage, else 1. */
  get exitCode(): 1 | 2 {
    return usage.has(this.code) ? 2 : 1;
  }
}

/** Any thrown thing as a Fault: Faults pass through, a full disk is named, the rest is `internal`. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "";
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code === "ENOSPC" || code === "EDQUOT" || /database or disk is full/.test(message)) {
    return new Fault(
      "no_space",
      `no space left: ${message}`,
      "free some disk space, then run `tackle resume`",
      thrown,
    );
  }
  return new Fault(
    "internal",
    message,
    "this is a defect in tackle; please report it with this line",
    thrown,
  );
}
