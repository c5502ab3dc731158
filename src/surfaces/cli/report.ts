/** How a running session is told to whoever started it: a screen for people, or JSON for programs. */
import type { Fault, Result, SessionView, Watch } from "../../index.ts";

export interface Report {
  /** What the session is watched with. */
  readonly watch: Watch;
  /** Lets go of the line that moves, because somebody else writes to the terminal now. */
  hold?(): void;
  /** Says a line that is not part of the session. */
  say(line: string): void;
  /** The session came to an ending; `diff` is asked for what it changed, if that is to be told. */
  end(result: Result, diff: () => Promise<string>): Promise<void>;
  /** The harness could not go on. */
  fail(fault: Fault): void;
}

/** What a report needs to know of its session beside its facts. */
export interface Subject {
  session(): string;
  /** In a stream: replies while they come, too. */
  readonly partial?: boolean;
  readonly resumed?: SessionView;
}
