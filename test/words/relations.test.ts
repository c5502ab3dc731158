/** What the relations say of given values and answers, and where they say nothing. */
import { expect, test } from "vitest";
import { isOrderBlind, relations } from "../../src/words/relations.ts";
import type { Plain } from "../../src/words/documented.ts";

function holds(name: string, given: readonly Plain[], answer: Plain): boolean | undefined {
  const relation = relations.find((one) => one.name === name);
  if (!relation) throw new TypeError(name);
  return relation.holds(given, answer);
}

test.each([
  ["ascending", [[3, 1]], [1, 3], [3, 1], [1]],
  ["descending", [[1, 3]], ["b", "a"], ["a", "b"], []],
  ["without duplicates", [[1, 1]], [1, 2], [1, 1], [1]],
  ["a count", ["aa"], 2, -1, "2"],
  ["prime", [9], [2, 3], [4], 7],
  ["a palindrome", ["ab"], "aba", "ab", ""],
  ["as long as what is given", [[1, 2, 3]], [0, 0, 0], [0, 0], 3],
  ["of what is given", [[1, 2, 3]], [3, 1], [4], []],
  ["the same items in another order", ["abc"], "cab", "cat", 3],
  ["one of what is given", [[1, 2, 3]], 3, 6, null],
  ["between the least and the greatest", [[1, 2, 3]], 2, 6, "2"],
  ["a divisor", [12], 3, 5, "3"],
] satisfies [string, Plain[], Plain, Plain, Plain][])("%s", (name, given, ...answers) => {
  expect(answers.map((answer) => holds(name, given, answer))).toEqual([true, false, undefined]);
});

test("the order of what is given matters where the words speak of places, and not where they only count", () => {
  expect(isOrderBlind("Return how many numbers are even.")).toBe(true);
  expect(isOrderBlind("Return the sum of the numbers at even positions.")).toBe(false);
  expect(isOrderBlind("Return the sum of the first and the last number.")).toBe(false);
  expect(isOrderBlind("Return the text.")).toBe(false);
});
