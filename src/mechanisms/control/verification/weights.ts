/** How much each sign counts for or against a change, in log-odds: the numbers behind `evidence.confidence`. */

/** A change must reach this, from 0 to 1, to be accepted: what is likelier wrong than right is not. */
export const threshold = 0.5;

/**
 * What the verdict starts from: how the check was seen to be able to fail. `red` is fitted (see `signs`): of the patches of the corpus that
 * mend what was red and show no sign, right and wrong ones weighed alike, so many are right. The others are set below it by hand.
 */
export const grounds = { red: 0.5, undone: 0.45, mutant: 0.4 } as const;

/** And where it was not seen to be able to fail at all. */
export const groundless = -1;

interface Weight {
  /** For one finding; each further one of the same sign counts half of the one before. */
  readonly weight: number;
  /** What it means for whoever accepts the change. */
  readonly risk: string;
}

/**
 * As `node bench/patches.ts --judge evidence --only open --fit` prints them, where at least four projects have wrong patches that show the sign. What
 * speaks against right patches about as often as against wrong ones weighs nothing, or, where it is doubt enough beside another sign, too little
 * to refuse by itself: `narrowed`, `crashes-near`, `loses-symmetry`, `breaks-neighbour`. Rarer signs, `unasked-line`, and those that no patch
 * of the corpus can show, are set by hand. Unknown signs weigh nothing.
 */
export const signs: Readonly<Record<string, Weight>> = {
  "by-heart": { weight: -4, risk: "it may know the visible tests' answers and no others" },
  "special-case": { weight: -0.4, risk: "inputs of the visible tests are treated apart" },
  "only-examples": { weight: -0.1, risk: "it changes nothing but the very inputs of the failing tests" },
  "test-literal": { weight: -1.4, risk: "values of the visible tests are written into it" },
  "echoes-test": { weight: -1.3, risk: "texts of a visible test are written into it" },
  senseless: { weight: -0.8, risk: "something is compared with itself, or reckoned with that is no number" },
  "text-as-pattern": { weight: -1.3, risk: "texts with signs in them may be taken for patterns" },
  unmended: { weight: 0, risk: "it mends what the tests show and not what is wrong" },
  meddling: { weight: 0, risk: "it changes answers that were not wrong" },
  "mutates-input": { weight: -0.7, risk: "it changes what it is given" },
  broader: { weight: -1.2, risk: "another change passes the same tests and leaves more as it was" },
  "accepts-alike": { weight: 0, risk: "inputs that were refused are taken, such as a red test asks for one" },
  "breaks-relation": { weight: -0.6, risk: "answers break what all others keep" },
  "loses-symmetry": { weight: -0.24, risk: "what did not matter in an input matters now" },
  narrowed: { weight: -0.24, risk: "it mends fewer cases than it could, and no test asks for that" },
  "knows-test": { weight: -4, risk: "it may behave otherwise when it is not tested" },
  bends: { weight: -4, risk: "it changes what the tests stand on" },
  swallowed: { weight: -0.5, risk: "errors may pass unseen" },
  "dropped-error": { weight: -0.5, risk: "mistakes that were reported may pass now" },
  "dropped-condition": { weight: 0, risk: "a case that was told apart may not be any more" },
  "accepts-wrong": { weight: 0, risk: "inputs that were refused are taken now" },
  "breaks-neighbour": { weight: -0.24, risk: "it fails on inputs near the tested ones that worked before" },
  "crashes-near": {
    weight: -0.24,
    risk: "it crashes on inputs near the tested ones, where there was an answer before",
  },
  "contradicts-example": { weight: -2.5, risk: "it does not do what the words at the function say" },
  "breaks-promise": { weight: -2.5, risk: "it does not do what the words at the function promise" },
  "keeps-breach": {
    weight: 0,
    risk: "what the words at the function promise is not kept, as it was not before",
  },
  "weakened-test": { weight: -0.3, risk: "tests were changed with it" },
  uncovered: { weight: -1, risk: "no test runs some of the changed lines" },
  "uncovered-few": { weight: -0.4, risk: "no test runs some of the changed lines" },
  "coverage-unknown": { weight: -0.1, risk: "nobody knows whether the tests run the changed lines" },
  unasked: { weight: -2.6, risk: "a piece of it changes what comes out, and no test asks for that" },
  "unasked-mixed": { weight: -0.5, risk: "a piece of it changes what comes out, and no test asks for that" },
  "unasked-line": { weight: -0.8, risk: "a line of it changes more than it must, and no test asks for that" },
  "unasked-line-mixed": {
    weight: -0.3,
    risk: "a line of it changes more than it must, and no test asks for that",
  },
  "unasked-part-mixed": {
    weight: -0.3,
    risk: "a part of what a test asks for changes more than it asks, and no test asks for that",
  },
  "unasked-part": {
    weight: 0,
    risk: "a part of what a test asks for changes more than it asks, and no test asks for that",
  },
  stray: {
    weight: -1.2,
    risk: "a number or a sign is another apart from the rest, and no test asks for that",
  },
  unrun: { weight: -0.8, risk: "a piece of it is run by no test and needed by none" },
  unneeded: { weight: 0, risk: "no test notices when a piece of it is taken back" },
  unnoticed: { weight: -1.4, risk: "the tests do not notice when the changed lines are altered" },
  "load-only": { weight: -2.6, risk: "the new tests notice only that a name is missing" },
  "exit-only": { weight: -0.2, risk: "only the exit code of the check is known, not its tests by name" },
  flaky: { weight: -0.2, risk: "some tests turn red or green by themselves" },
  warned: { weight: -0.5, risk: "the check prints warnings that it did not print before" },
  secret: { weight: -0.3, risk: "a secret may have been written into the project" },
  duplicate: { weight: -0.1, risk: "the same lines must now be kept right in two places" },
  reviewed: { weight: -0.2, risk: "a second model has doubts" },
  "shown-doubt": { weight: -2.5, risk: "a second model's program shows a broken promise" },
  "shown-loss": {
    weight: -1.5,
    risk: "a second model's program shows that a promise is broken that was kept",
  },
};
