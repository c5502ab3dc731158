/** The governor's rules for what the turns have brought: circles, errors of one kind, refusals, what got worse, a plateau. */
import type { Stop } from "../../core/stop.ts";
import type { Situation } from "./situation.ts";
import type { History } from "./history.ts";
import { bestOf, brokenSince } from "./redness.ts";

/** A decision that does not know its rule's name yet. */
type Ruling =
  | { readonly type: "revise"; readonly words: string }
  | { readonly type: "fetch"; readonly words: string; readonly paths: readonly string[] }
  | { readonly type: "revert"; readonly words: string }
  | { readonly type: "narrow"; readonly words: string; readonly to: readonly string[] }
  | { readonly type: "stop"; readonly stop: Stop };

export interface Rule {
  readonly name: string;
  applies(situation: Situation): boolean;
  decide(situation: Situation): Ruling;
}

/** The same cell with the same outcome so often: a word, and then the end. */
const circling = { word: 3, end: 5 };
/** Turns without anything new: a word, and at twice as many the end. */
const plateau = { word: 12, end: 24 };
/** Errors of one kind in a row before the model is told to look instead of trying. */
const stubborn = 3;
/** Refused changes before less may change. */
const leash = 3;

export const stop = (reason: Stop["reason"], detail: string): { type: "stop"; stop: Stop } => ({
  type: "stop",
  stop: { reason, detail },
});
/** It turns in circles, or nothing has come of many turns. */
export const goesNowhere = (history: History | undefined): boolean =>
  history !== undefined && (history.repeats >= circling.end || history.barren >= plateau.end);

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Read from the top, after the rules for endings and claims. */
export const turning: readonly Rule[] = [
  {
    name: "looping",
    applies: ({ history }) => (history?.repeats ?? 0) >= circling.end,
    decide: ({ history }) =>
      stop("gave_up", `the same was done ${history?.repeats ?? 0} times, and came out the same each time`),
  },
  {
    name: "stuck",
    applies: ({ history }) => (history?.barren ?? 0) >= plateau.end,
    decide: ({ history }) => stop("gave_up", `${history?.barren ?? 0} turns have brought nothing new`),
  },
  {
    name: "too-many-refusals",
    applies: ({ history }) => (history?.violations ?? 0) >= leash,
    decide: ({ changed, history }) => ({
      type: "narrow",
      to: changed,
      words: `${history?.violations ?? 0} of your changes were refused. From now on ${changed.length === 0 ? "nothing may change" : `only these may change: ${changed.join(", ")}`}. Finish with that, or call giveUp(reason).`,
    }),
  },
  {
    name: "look-again",
    applies: ({ history }) => history?.sameError?.times === stubborn && history.sameError.about.length > 0,
    decide: ({ history }) => ({
      type: "fetch",
      paths: history?.sameError?.about ?? [],
      words: `${stubborn} cells in a row failed in the same way (${history?.sameError?.kind ?? ""}). Before you try again, read what it is about, as it is now:`,
    }),
  },
  {
    name: "circling",
    applies: ({ history }) => history?.repeats === circling.word,
    decide: () => ({
      type: "revise",
      words: `You have run the same ${circling.word} times, and it came out the same. Do something else, or call giveUp(reason).`,
    }),
  },
  {
    name: "same-error",
    applies: ({ history }) =>
      (history?.sameError?.times ?? 0) > 0 && (history?.sameError?.times ?? 0) % stubborn === 0,
    decide: ({ history }) => ({
      type: "revise",
      words: `${history?.sameError?.times ?? 0} cells in a row failed in the same way (${history?.sameError?.kind ?? ""}). Before you try again, read what it is about: the file as it is, or the functions that there are.`,
    }),
  },
  {
    // The tree as it was found is left to the model: it is not for the harness to throw all of the work away.
    name: "worse-again",
    applies: ({ history }) =>
      history?.checkedNow === true &&
      history.warned > 0 &&
      brokenSince(history.redness).length > 0 &&
      bestOf(history.redness)?.tree !== 0,
    decide: ({ history }) => ({
      type: "revert",
      words: `It is worse still: ${listed(brokenSince(history?.redness ?? []))} passed before. The files are taken back to their best state, with ${bestOf(history?.redness ?? [])?.failing.length ?? 0} tests red. Go on from there, another way.`,
    }),
  },
  {
    name: "worse",
    applies: ({ history }) => history?.checkedNow === true && brokenSince(history.redness).length > 0,
    decide: ({ history }) => ({
      type: "revise",
      words: `That made it worse: ${listed(brokenSince(history?.redness ?? []))} passed before, when ${bestOf(history?.redness ?? [])?.failing.length ?? 0} tests were red. Take back what you changed since, and try another way.`,
    }),
  },
  {
    name: "plateau",
    applies: ({ history }) => history?.barren === plateau.word,
    decide: () => ({
      type: "revise",
      words: `${plateau.word} turns have brought nothing new: no change, no other red tests. Try another way, or call giveUp(reason).`,
    }),
  },
];
