/** From what is known to what happens next, by an explicit table. */
import type { Decision } from "../../core/decision.ts";
import type { Evidence } from "../../core/evidence.ts";
import type { Stop } from "../../core/stop.ts";
import type { History } from "./history.ts";
import { bestOf, brokenSince } from "./redness.ts";

/** What the governor reads: the turn that just ended, and the session so far. */
export interface Situation {
  /** The model's last reply held no cells. */
  readonly wordsOnly: boolean;
  /** The model had nothing more to say. */
  readonly silent: boolean;
  /** How the last reply ended. */
  readonly finish: "stop" | "length" | "refusal" | "silent";
  /** `done` was called in this turn, or words alone ended work that had changed something. */
  readonly claimed: boolean;
  /** Any `done` so far in the session. */
  readonly everClaimed: boolean;
  readonly abandoned?: string;
  /** Workspace paths that differ from the start of the session. */
  readonly changed: readonly string[];
  /** What the last claim's check came to; only one that was judged in this turn can be proof. */
  readonly evidence?: Evidence;
  /** Claims turned down so far, this one included. */
  readonly rejections: number;
  /** Why something was refused that only a person could have allowed, when there was nobody to ask. */
  readonly unasked?: string;
  /** Why the last change of this task that was refused was; absent as soon as anything is changed. */
  readonly withheld?: string;
  /** No cell of the last turn that had any came through: it failed, or never ran. */
  readonly fruitless?: boolean;
  /** What the turns have brought; absent where only the last one counts. */
  readonly history?: History;
}

/** Claims that may be turned down before the session ends unproven. */
const patience = 3;

/** The same cell with the same outcome so often: a word, and then the end. */
const circling = { word: 3, end: 5 };
/** Turns without anything new: a word, and at twice as many the end. */
const plateau = { word: 12, end: 24 };
/** Errors of one kind in a row before the model is told to look instead of trying. */
const stubborn = 3;
/** Refused changes before less may change. */
const leash = 3;

/** A decision that does not know its rule's name yet. */
type Ruling =
  | { readonly type: "revise"; readonly words: string }
  | { readonly type: "narrow"; readonly words: string; readonly to: readonly string[] }
  | { readonly type: "stop"; readonly stop: Stop };

interface Rule {
  readonly name: string;
  applies(situation: Situation): boolean;
  decide(situation: Situation): Ruling;
}

const stop = (reason: Stop["reason"], detail: string): { type: "stop"; stop: Stop } => ({
  type: "stop",
  stop: { reason, detail },
});
const why = (evidence: Evidence | undefined): string =>
  (evidence?.reasons ?? ["it was never claimed to be done"]).join("; ");

/** What proves it, in a line. */
function provenWords({ fixed, ground }: Pick<Evidence, "fixed" | "ground">): string {
  const [count, one] = [fixed.length, fixed.length === 1];
  if (ground === "mutant") return "the check passes, and notices when the change is altered";
  if (ground === "undone")
    return `${one ? "1 check passes and fails" : `${count} checks pass and fail`} with the change undone`;
  return one ? "1 check failed before and passes now" : `${count} checks failed before and pass now`;
}

/** The model has come to an end of its own, with or without an answer. */
const hasEnded = ({
  abandoned,
  silent,
  finish,
  wordsOnly,
  changed,
  everClaimed,
  claimed,
  rejections,
  history,
}: Situation): boolean =>
  abandoned !== undefined ||
  silent ||
  (wordsOnly && finish === "refusal") ||
  (wordsOnly && finish !== "length" && changed.length === 0 && !everClaimed) ||
  (claimed && rejections >= patience) ||
  goesNowhere(history);

/** It turns in circles, or nothing has come of many turns. */
const goesNowhere = (history: History | undefined): boolean =>
  history !== undefined && (history.repeats >= circling.end || history.barren >= plateau.end);

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Read from the top; the first rule that applies decides. */
const table: readonly Rule[] = [
  {
    name: "proven",
    applies: ({ claimed, evidence }) => claimed && evidence?.proven === true,
    decide: ({ evidence }) => stop("verified", provenWords(evidence ?? { fixed: [] })),
  },
  {
    // Without this a run that was not allowed to do its work would look like an answer.
    name: "needed-a-yes",
    applies: (situation) => situation.unasked !== undefined && hasEnded(situation),
    decide: ({ unasked }) => stop("refused", unasked ?? ""),
  },
  {
    name: "gave-up",
    applies: ({ abandoned }) => abandoned !== undefined,
    decide: ({ abandoned }) => stop("gave_up", abandoned ?? ""),
  },
  {
    name: "declined",
    applies: ({ finish, wordsOnly }) => wordsOnly && finish === "refusal",
    decide: () => stop("gave_up", "the model declined"),
  },
  {
    name: "cut-off",
    applies: ({ finish, wordsOnly }) => wordsOnly && finish === "length",
    decide: () => ({
      type: "revise",
      words: "Your reply was cut off at its length limit. Go on in smaller pieces.",
    }),
  },
  {
    // Whoever says nothing after a refusal has not answered; whoever explains it has.
    name: "refused-and-silent",
    applies: ({ silent, withheld }) => silent && withheld !== undefined,
    decide: ({ withheld }) => stop("refused", withheld ?? ""),
  },
  {
    name: "answered",
    applies: ({ wordsOnly, silent, fruitless, changed, everClaimed }) =>
      (wordsOnly || (silent && fruitless !== true)) && changed.length === 0 && !everClaimed,
    decide: ({ silent }) =>
      stop(
        "answered",
        silent
          ? "the model had nothing to say; nothing was changed"
          : "the model answered; nothing was changed",
      ),
  },
  {
    name: "silent",
    applies: ({ silent }) => silent,
    decide: ({ evidence, changed, everClaimed }) =>
      stop(
        "model_silent",
        changed.length === 0 && !everClaimed
          ? "the model had nothing more to say after its last cells failed; nothing was changed"
          : `the model had nothing more to say before the work was proven: ${why(evidence)}`,
      ),
  },
  {
    name: "out-of-patience",
    applies: ({ claimed, rejections }) => claimed && rejections >= patience,
    decide: ({ evidence, rejections }) =>
      stop("unproven", `${rejections} claims were turned down: ${why(evidence)}`),
  },
  {
    name: "not-proven",
    applies: ({ claimed }) => claimed,
    decide: ({ evidence }) => ({
      type: "revise",
      words: `Not proven yet: ${why(evidence)}. Go on until the check passes, then call done(claim); or call giveUp(reason).`,
    }),
  },
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

/** The decision for a situation, with the name of the rule that fired; `continue` when none does. Pure. */
export function govern(situation: Situation): Decision {
  const rule = table.find((each) => each.applies(situation));
  if (rule === undefined) return { type: "continue", rule: "more-work" };
  return { ...rule.decide(situation), rule: rule.name };
}
