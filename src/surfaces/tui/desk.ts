/** What a command works with. */
import { findSession, Fault, readJournal, type Fact } from "../../index.ts";
import type { Conversation } from "./conversation.ts";
import type { Face } from "./face.ts";
import type { Ground } from "./ground.ts";

export interface Desk {
  readonly ground: Ground;
  readonly face: Face;
  readonly conversation: Conversation;
  readonly leave: () => void;
}

export interface Command {
  readonly name: string;
  /** One line for the list. */
  readonly does: string;
  /** The workspace must be free: a run that waits is ended for it, one that works is not. */
  readonly alone?: true;
  /** `words` are what was typed behind the name. Throws Faults only. */
  readonly run: (words: string, desk: Desk) => Promise<void> | void;
}

/** The session that is talked with. Throws `Fault("bad_usage")` when there is none. */
export function sessionOf({ conversation }: Pick<Desk, "conversation">): string {
  if (conversation.session !== undefined) return conversation.session;
  throw new Fault("bad_usage", "there is no session yet", "say what to do, or take one up again: /resume");
}

/** Its facts so far. */
export function factsOf({ ground, conversation }: Desk): readonly Fact[] {
  return readJournal(findSession(ground.surroundings().state, sessionOf({ conversation }))).facts;
}
