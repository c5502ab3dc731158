/** From what is known to what happens next, by an explicit table. */
import type { Decision } from "../../core/decision.ts";
import type { Evidence } from "../../core/evidence.ts";
import type { Situation } from "./situation.ts";
import { goesNowhere, stop, turning, type Rule } from "./turning.ts";

/** Claims that may be turned down before the session ends unproven. */
const patience = 3;

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

/** What was changed for earlier words of the user stays, and is not denied. */
const unchanged = ({ earlier }: Pick<Situation, "earlier">): string =>
  earlier === true
    ? "nothing was changed since your last word; what was changed before it stands"
    : "nothing was changed";

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
    decide: (situation) =>
      stop(
        "answered",
        `${situation.silent ? "the model had nothing to say" : "the model answered"}; ${unchanged(situation)}`,
      ),
  },
  {
    name: "silent",
    applies: ({ silent }) => silent,
    decide: (situation) =>
      stop(
        "model_silent",
        situation.changed.length === 0 && !situation.everClaimed
          ? `the model had nothing more to say after its last cells failed; ${unchanged(situation)}`
          : `the model had nothing more to say before the work was proven: ${why(situation.evidence)}`,
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
  ...turning,
];

/** The decision for a situation, with the name of the rule that fired; `continue` when none does. Pure. */
export function govern(situation: Situation): Decision {
  const rule = table.find((each) => each.applies(situation));
  if (rule === undefined) return { type: "continue", rule: "more-work" };
  return { ...rule.decide(situation), rule: rule.name };
}
