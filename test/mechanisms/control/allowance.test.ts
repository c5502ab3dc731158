/** Budgets: a session stops before a limit is passed, not after. */
import { expect, test } from "vitest";
import type { Budget } from "../../../src/core/budget.ts";
import type { Fact, FactBody } from "../../../src/core/fact.ts";
import { readSpending, spentByModel, sumSpent } from "../../../src/core/spending.ts";
import { overspent } from "../../../src/mechanisms/control/allowance.ts";
import { remaining } from "../../../src/mechanisms/control/remaining.ts";
import { paintSpending } from "../../../src/surfaces/closing.ts";
import { createStyle } from "../../../src/surfaces/style.ts";

const facts = (...bodies: readonly FactBody[]): readonly Fact[] => {
  const made: Fact[] = [];
  for (const body of bodies) made.push({ ...body, seq: made.length + 1, at: made.length });
  return made;
};

const reply = (turn: number, inputTokens: number, outputTokens: number, cost?: number): FactBody => ({
  type: "model.replied",
  turn,
  text: "some words",
  cells: [{ id: `c${turn}`, language: "sh", code: "some words some words some words" }],
  usage: { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 },
  finish: "stop",
  ...(cost !== undefined && { cost }),
  milliseconds: 1,
});

const review = (inputTokens: number, outputTokens: number, cost?: number): FactBody => ({
  type: "review.replied",
  model: "c/three",
  text: "NOTHING",
  usage: { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 },
  ...(cost !== undefined && { cost }),
  milliseconds: 1,
});

const opened: FactBody = {
  type: "session.opened",
  task: "t",
  root: "/",
  options: { model: "a/one", sandbox: "none", budget: {} },
  tackle: "0",
};

const spent = (budget: Budget, next: number, ...bodies: readonly FactBody[]): string | undefined =>
  overspent(budget, facts(...bodies), { elapsed: 10, next })?.reason;

test("a request that would pass the limit in tokens is not made", () => {
  expect(spent({ tokens: 1_000 }, 900)).toBeUndefined();
  expect(spent({ tokens: 1_000 }, 1_001)).toBe("max_tokens");
  expect(spent({ tokens: 1_000 }, 400, reply(1, 500, 50))).toBeUndefined();
  expect(spent({ tokens: 1_000 }, 450, reply(1, 500, 50))).toBe("max_tokens");
});

test("a request that would pass the limit in dollars, at the dearest price so far, is not made", () => {
  expect(spent({ dollars: 1 }, 900, reply(1, 900, 100, 0.4))).toBeUndefined();
  expect(spent({ dollars: 1 }, 900, reply(1, 900, 100, 0.6))).toBe("max_budget");
  expect(spent({ dollars: 1 }, 100, reply(1, 900, 100, 1.2))).toBe("max_budget");
});

test("a limit in dollars for a model without a price stops at once and says why", () => {
  const stop = overspent({ dollars: 1 }, facts(reply(1, 900, 100)), { elapsed: 0, next: 1 });
  expect(stop).toMatchObject({ reason: "max_budget", detail: expect.stringContaining("is not known") });
});

test("a second model's review is paid from the same tokens and dollars, and is no turn", () => {
  expect(spent({ tokens: 1_000 }, 300, reply(1, 300, 50), review(200, 50))).toBeUndefined();
  expect(spent({ tokens: 1_000 }, 300, reply(1, 300, 50), review(300, 50))).toBe("max_tokens");
  expect(spent({ dollars: 1 }, 1, reply(1, 900, 100, 0.4), review(900, 100, 0.7))).toBe("max_budget");
  expect(spent({ turns: 2 }, 1, reply(1, 1, 1), review(1, 1))).toBeUndefined();
  const left = remaining({ turns: 2, tokens: 1_000 }, facts(reply(1, 300, 50), review(200, 50)));
  expect(left).toEqual(["left: 1 turns, 400 tokens"]);
  const turns = readSpending(facts(opened, reply(1, 300, 50, 0.4), review(200, 50, 0.1)));
  expect(turns[1]).toMatchObject({ turn: 1, review: true, model: "c/three", cost: 0.1, cells: [] });
  expect(sumSpent(turns).cost).toBeCloseTo(0.5);
  expect(paintSpending(turns, createStyle(false)).at(-1)).toContain("review: 200 in, 50 out");
});

test("turns and time are counted from when the session was last taken up", () => {
  const resumed: FactBody = { type: "session.resumed", tackle: "0" };
  expect(spent({ turns: 2 }, 1, reply(1, 1, 1), reply(2, 1, 1))).toBe("max_turns");
  expect(spent({ turns: 2 }, 1, reply(1, 1, 1), resumed, reply(2, 1, 1))).toBeUndefined();
  expect(spent({ milliseconds: 10 }, 1)).toBe("timeout");
  expect(spent({ milliseconds: 11 }, 1)).toBeUndefined();
});

test("what was spent is told by turn, by cell and by model, and is unknown when a part of it is", () => {
  const turns = readSpending(
    facts(
      opened,
      reply(1, 100, 42, 0.42),
      { type: "model.switched", from: "a/one", to: "b/two", why: "down" },
      reply(2, 100, 42),
    ),
  );
  expect(turns.map(({ model, cost }) => [model, cost])).toEqual([
    ["a/one", 0.42],
    ["b/two", undefined],
  ]);
  // 32 of 42 letters are the cell's.
  expect(turns[0]?.cells[0]).toMatchObject({ id: "c1", outputTokens: 32, cost: expect.closeTo(0.32) });
  expect(turns[1]?.cells[0]).not.toHaveProperty("cost");
  expect(sumSpent(turns)).toMatchObject({ usage: { inputTokens: 200, outputTokens: 84 } });
  expect(sumSpent(turns)).not.toHaveProperty("cost");
  expect([...spentByModel(turns)].map(([model, { cost, turns: count }]) => [model, cost, count])).toEqual([
    ["a/one", 0.42, 1],
    ["b/two", undefined, 1],
  ]);
});
