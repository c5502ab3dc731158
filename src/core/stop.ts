/** Why an agent stopped: one of a closed list, and the exit code that follows. */

export type StopReason =
  | "verified" // a check that failed before passes now
  | "answered" // the model answered; nothing was changed nor claimed
  | "unproven" // something was changed or claimed, and no check proves it
  | "model_silent" // the model had nothing more to say before the work was proven
  | "gave_up" // the model said that it cannot do the task, or got nowhere
  | "no_value" // the value that was asked for never had its schema
  | "refused" // a needed effect was refused
  | "max_turns"
  | "max_tokens"
  | "max_budget"
  | "timeout"
  | "interrupted";

/** An ending is a value. `detail` is one line for people. */
export interface Stop {
  readonly reason: StopReason;
  readonly detail: string;
}

const codes: Record<StopReason, number> = {
  verified: 0,
  answered: 0,
  unproven: 3,
  model_silent: 3,
  gave_up: 3,
  no_value: 3,
  refused: 4,
  max_turns: 5,
  max_tokens: 5,
  max_budget: 5,
  timeout: 5,
  interrupted: 130,
};

/** The process exit code of an ending: 0 verified or answered, 3 unproven, 4 refused, 5 budget, 130 interrupted. */
export function exitCode(stop: Stop): number {
  return codes[stop.reason];
}
