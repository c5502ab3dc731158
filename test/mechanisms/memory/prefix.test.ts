/** When requests begin with something else than before, it is told, with its reason. */
import { expect, test } from "vitest";
import type { Fact, FactBody } from "../../../src/core/fact.ts";
import { cacheBegun } from "../../../src/mechanisms/memory/prefix.ts";

const placed = (bodies: readonly FactBody[]): readonly Fact[] =>
  bodies.map((body, index) => ({ ...body, seq: index + 1, at: 0 }));

const opened: FactBody = {
  type: "session.opened",
  task: "t",
  root: "/r",
  options: { model: "a/one", sandbox: "auto", budget: {} },
  tackle: "1.0.0",
};
const first = { model: "a/one", system: "words" };
const begun = (bodies: readonly FactBody[]): readonly FactBody[] => [
  ...bodies,
  ...cacheBegun(placed(bodies), first),
];
const resumed = (given: Partial<Extract<FactBody, { type: "session.resumed" }>> = {}): FactBody => ({
  type: "session.resumed",
  tackle: "1.0.0",
  ...given,
});

test("a session's first request begins a cache, and a process that begins its requests the same goes on with it", () => {
  const facts = begun([opened]);
  expect(facts.at(-1)).toMatchObject({ type: "cache.begun", why: "the session begins" });
  expect(cacheBegun(placed([...facts, resumed()]), first)).toEqual([]);
});

test.each([
  ["another model", resumed({ options: { model: "b/two" } }), "b/two answers from here on"],
  ["another version", resumed({ tackle: "1.1.0" }), "tackle 1.0.0 has become 1.1.0"],
  ["other flags", resumed({ options: { words: "be brief" } }), "the session was taken up with other flags"],
  ["nothing that is known", resumed(), "what the model reads first has changed"],
])("the reason is told: %s", (_name, fact, why) => {
  const facts = placed([...begun([opened]), fact]);
  expect(cacheBegun(facts, { ...first, system: "other words" })).toMatchObject([{ why }]);
});

test("the reason is told: instructions", () => {
  const read: FactBody = { type: "instructions.read", files: [], cut: false };
  const facts = placed([...begun([opened]), resumed(), read]);
  expect(cacheBegun(facts, { ...first, system: "other words" })).toMatchObject([
    { why: "the instructions have changed" },
  ]);
});

test("of a session whose beginning was not written down, that is told", () => {
  const facts = placed([opened, { type: "model.asked", turn: 1 }, resumed()]);
  expect(cacheBegun(facts, first)).toMatchObject([
    { why: "it is not known what requests began with before" },
  ]);
});
