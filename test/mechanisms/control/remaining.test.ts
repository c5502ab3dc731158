/** What is left of a budget. */
import { expect, test } from "vitest";
import type { Fact } from "../../../src/core/fact.ts";
import { noUsage } from "../../../src/core/budget.ts";
import { remaining } from "../../../src/mechanisms/control/remaining.ts";

const reply = (seq: number): Fact => ({
  type: "model.replied",
  seq,
  at: 0,
  turn: seq,
  text: "",
  cells: [],
  usage: { ...noUsage, inputTokens: 100, outputTokens: 20 },
  finish: "stop",
  cost: 0.25,
  milliseconds: 1,
});

test("only what is limited is told, and never less than nothing", () => {
  const facts = [reply(1), reply(2)];
  expect(remaining({}, facts)).toEqual([]);
  expect(remaining({ turns: 5 }, facts)).toEqual(["left: 3 turns"]);
  expect(remaining({ turns: 5, tokens: 1000, dollars: 0.6 }, facts)).toEqual([
    "left: 3 turns, 760 tokens, $0.10",
  ]);
  expect(remaining({ dollars: 0.1 }, facts)).toEqual(["left: $0.00"]);
});

test("a session that was taken up again has as much again", () => {
  const resumed: Fact = { type: "session.resumed", seq: 2, at: 0, tackle: "0" };
  expect(remaining({ turns: 5 }, [reply(1), resumed, reply(3)])).toEqual(["left: 4 turns"]);
});
