/** One run of a session: a word begins it or goes on with it, and it ends when there is nothing left to answer. */
import {
  findSession,
  readJournal,
  resumeSession,
  runTask,
  viewSession,
  type Fact,
  type Image,
  type Reserve,
  type Result,
} from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Face } from "./face.ts";
import type { Ground } from "./ground.ts";
import { picturesIn } from "./pictures.ts";
import type { Wheel } from "./steering.ts";
import { createTranscript, echo } from "./transcript.ts";

export interface Turn {
  readonly text: string;
  /** Absent: a session begins. */
  readonly session?: string;
  /** Absent: the one that answered before, or the usual one. */
  readonly model?: string;
  readonly wheel: Wheel;
  readonly reserve: Reserve;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly onSession: (id: string) => void;
  /** After each fact, all facts of the session so far. */
  readonly onFact: (fact: Fact, facts: readonly Fact[]) => void;
}

/** Throws Faults only. */
export async function runTurn(turn: Turn, ground: Ground, face: Face): Promise<Result> {
  const notice = (line: string): void => face.tell([face.canvas.style.dim(sanitizeLine(line))]);
  const surroundings = ground.surroundings();
  const { session, text } = turn;
  const known = session === undefined ? [] : readJournal(findSession(surroundings.state, session)).facts;
  const { rules, trusted, budget, sandbox, ...settings } = ground.settings(notice);
  const handed = {
    surroundings,
    signal: turn.signal,
    reserve: turn.reserve,
    rules,
    trusted,
    budget,
    images: shownIn(text, ground, face),
    ...beside(turn, ground, face),
    watch: watchOf(turn, known, face),
  };
  if (session !== undefined) {
    const options = turn.model === undefined ? {} : { options: { model: turn.model } };
    return resumeSession(session, { ...handed, ...options, say: text });
  }
  const named = turn.model ?? ground.options.model ?? settings.model;
  return runTask({
    ...(settings.verify !== undefined && { verify: settings.verify }),
    ...ground.options,
    ...handed,
    task: text,
    cwd: ground.root,
    model: named ?? (await ground.usualModel(notice)),
    sandbox,
  });
}

/** The pictures that a word shows; what is sent is said. */
function shownIn(text: string, { root }: Ground, face: Face): readonly Image[] {
  const { images, told } = picturesIn(text, root);
  face.tell(told.map((line) => face.canvas.style.dim(`  ${line}`)));
  return images;
}

/** The person beside the session: says more, and answers. */
function beside({ wheel }: Turn, ground: Ground, face: Face) {
  return {
    steering: {
      signal: () => wheel.signal(),
      words: async (end: AbortSignal) => {
        const words = await wheel.words(end);
        return words.map((text) => {
          face.print(echo(text, face.canvas.style));
          return { text, images: shownIn(text, ground, face) };
        });
      },
    },
    ask: async (...[question, signal]: Parameters<Face["approve"]>) => {
      face.call(`it asks: may it ${question.action.tool}?`);
      const answer = await face.approve(question, signal);
      if (answer.type === "always") ground.keepRules(question.always ?? []);
      return answer;
    },
  };
}

function watchOf({ onSession, onFact }: Turn, known: readonly Fact[], face: Face) {
  const before = known.length > 0 ? viewSession(known) : undefined;
  const open = before ? [...before.cells.values()].filter(({ id }) => !before.outcomes.has(id)) : [];
  const transcript = createTranscript(face, open);
  const facts = [...known];
  return {
    ...transcript,
    onSession,
    onFact: (fact: Fact) => {
      facts.push(fact);
      transcript.onFact?.(fact);
      onFact(fact, facts);
    },
  };
}
