/** The governor's table: every situation has one decision, and names the rule that made it. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence } from "../../../src/core/evidence.ts";
import { govern } from "../../../src/mechanisms/control/governor.ts";
import type { Situation } from "../../../src/mechanisms/control/situation.ts";

const none = { passed: 0, failed: 0, skipped: 0 };
const evidence = (proven: boolean): Evidence => ({
  proven,
  command: "npm test",
  before: none,
  after: none,
  fixed: ["adds"],
  failing: [],
  changed: ["sum.js"],
  reasons: proven ? [] : ["adds still fails"],
});

const working: Situation = {
  wordsOnly: false,
  silent: false,
  finish: "stop",
  claimed: false,
  everClaimed: false,
  changed: [],
  rejections: 0,
};

const cases: readonly (readonly [string, Partial<Situation>, string, string])[] = [
  ["cells that claimed nothing", {}, "more-work", "continue"],
  ["a claim with proof", { claimed: true, evidence: evidence(true) }, "proven", "verified"],
  ["a claim without", { claimed: true, rejections: 1, evidence: evidence(false) }, "not-proven", "revise"],
  [
    "the third claim without",
    { claimed: true, rejections: 3, evidence: evidence(false) },
    "out-of-patience",
    "unproven",
  ],
  ["giving up", { abandoned: "too hard", claimed: true }, "gave-up", "gave_up"],
  ["words about nothing changed", { wordsOnly: true }, "answered", "answered"],
  ["silence with nothing changed", { silent: true, finish: "silent" }, "answered", "answered"],
  [
    "silence after cells that all failed",
    { silent: true, finish: "silent", fruitless: true },
    "silent",
    "model_silent",
  ],
  [
    "silence after a refused change",
    { silent: true, finish: "silent", fruitless: true, withheld: "changes to a were refused: no" },
    "refused-and-silent",
    "refused",
  ],
  [
    "words after a refused change",
    { wordsOnly: true, withheld: "changes to a were refused: no" },
    "answered",
    "answered",
  ],
  ["silence after a change", { silent: true, finish: "silent", changed: ["a"] }, "silent", "model_silent"],
  [
    "silence after an earlier proof that was not claimed now",
    { silent: true, changed: ["a"], evidence: evidence(true) },
    "silent",
    "model_silent",
  ],
  ["words cut off at the limit", { wordsOnly: true, finish: "length" }, "cut-off", "revise"],
  ["a model that declines", { wordsOnly: true, finish: "refusal" }, "declined", "gave_up"],
];

test.each(cases)("%s", (_name, situation, rule, outcome) => {
  const decision = govern({ ...working, ...situation });
  expect(decision.rule).toBe(rule);
  expect(decision.type === "stop" ? decision.stop.reason : decision.type).toBe(outcome);
});

test("nothing is verified without a claim in this turn and proof of it", () => {
  const situations = fc.record({
    wordsOnly: fc.boolean(),
    silent: fc.boolean(),
    finish: fc.constantFrom<Situation["finish"]>("stop", "length", "refusal", "silent"),
    claimed: fc.boolean(),
    everClaimed: fc.boolean(),
    changed: fc.array(fc.string()),
    rejections: fc.nat(5),
    fruitless: fc.boolean(),
    proven: fc.option(fc.boolean(), { nil: undefined }),
  });
  fc.assert(
    fc.property(situations, ({ proven, ...situation }) => {
      const decision = govern({ ...situation, ...(proven !== undefined && { evidence: evidence(proven) }) });
      const verified = decision.type === "stop" && decision.stop.reason === "verified";
      expect(verified).toBe(situation.claimed && proven === true);
    }),
  );
});

test("what was changed for an earlier word is not denied when an answer to a further one changes nothing", () => {
  const decided = govern({ ...working, wordsOnly: true, earlier: true });
  expect(decided).toMatchObject({
    stop: {
      reason: "answered",
      detail:
        "the model answered; nothing was changed since your last word; what was changed before it stands",
    },
  });
});
