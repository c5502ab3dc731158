/** Promises are read where all of a sentence is understood, held against calls, and dropped where the tests' own calls break them. */
import { describe, expect, test } from "vitest";
import type { Plain } from "../../src/words/documented.ts";
import { parametersIn, promisesIn, soundOn, type Outcome } from "../../src/words/promises.ts";
import { sentencesNaming } from "../../src/words/sentences.ts";

const came = (value: Plain | undefined): Outcome =>
  value === "raises"
    ? { type: "raised" }
    : value === undefined
      ? { type: "nothing" }
      : { type: "value", value };

/** What each promise in words says of a call: that it keeps them, breaks them, or nothing. */
function told(
  words: string,
  names: readonly string[],
  given: readonly Plain[],
  value: Plain | undefined,
): boolean | undefined {
  const all = promisesIn(words, names).pledges.map((one) => one.kept({ given, came: came(value) }));
  return all.includes(false) ? false : all.find((one) => one !== undefined);
}

describe("an answer that is stated for some calls", () => {
  test.each<[string, string[], Plain[], ...Plain[]]>([
    ["Returns None if the list is empty.", ["xs"], [[]], null, 0],
    ["The mean of the numbers; 0 for an empty list.", ["xs"], [[]], 0, "raises"],
    ["An empty text gives an empty list.", ["text"], [""], [], [""]],
    ["Raises ValueError if n is negative.", ["n"], [-1], "raises", 1],
    ["If n is zero or negative, an empty list.", ["xs", "n"], [[1], 0], [], [1]],
    ["@throws {RangeError} if `size` is less than 1", ["xs", "size"], [[1], 0], "raises", []],
    [":raises ValueError: if low is greater than high", ["low", "high"], [3, 1], "raises", 3],
    ["Args:\n  x: it\n\nRaises:\n  ValueError: if x is below 0 or above 9.", ["x"], [10], "raises", 1],
    ["Returns False for zero and negative numbers.", ["n"], [0], false, true],
    ["Returns its place, or -1 if it is not found.", ["xs", "x"], [[], 1], -1, 0],
    ["Lists with fewer than two items are returned unchanged.", ["xs"], [[4]], [4], []],
    ["Text, spelt; zero is `0s`.", ["n"], [0], "0s", ""],
    ["Takes it. An income below zero is a RangeError.", ["income"], [-5], "raises", 0],
    ["Raises ValueError if the strings have different lengths.", ["a", "b"], ["ab", "a"], "raises", 1],
  ])("is held against them: %s", (words, names, given, ...answers) => {
    expect(answers.map((one) => told(words, names, given, one))).toEqual([true, false]);
  });

  test.each<[string, string[], Plain[]]>([
    ["Returns 0 if n is negative and the moon is full.", ["n"], [-1]],
    ["Returns 0 if n is even, but only when strict.", ["n"], [2]],
    ["Returns None if the list is empty.", ["a", "b"], [[], [1]]],
    ["True if n is prime.", ["n"], [4]],
    ["A number below zero is the same with a `-`; zero has none.", ["n"], [0]],
    ["Raises ValueError if there is no such month.", ["n"], [13]],
  ])(
    "is not read where a part is not understood, or it is not sure what is meant: %s",
    (words, names, given) => {
      expect(told(words, names, given, "strange")).toBe(undefined);
    },
  );

  test("gives way where another is kept: words do not say which of two cases goes first", () => {
    const words = '"0" if n is zero. Raises ValueError if base is below 2.';
    const all = (value: Plain, given: Plain[]): unknown => told(words, ["n", "base"], given, value);
    expect([all("raises", [0, 1]), all("0", [0, 1]), all("", [0, 1])]).toEqual([true, true, false]);
    expect([all("0", [0, 2]), all("raises", [0, 2])]).toEqual([true, false]);
  });

  test("names calls that it speaks of", () => {
    const inputs = (words: string, names: string[], given: Plain[]): unknown =>
      promisesIn(words, names).pledges.flatMap((one) => one.inputs(given));
    expect(inputs("None for an empty list.", ["xs"], [[1, 2]])).toEqual([[[]]]);
    expect(inputs("Raises ValueError when size is less than 1.", ["xs", "size"], [[1], 2])).toEqual([
      [[1], 0],
      [[1], -1],
    ]);
  });
});

describe("what holds of every answer", () => {
  test.each<[string, string[], Plain[], ...Plain[]]>([
    ["The area, never negative.", ["xs"], [[1]], 0, -1],
    ["Shortens the text to at most limit characters.", ["text", "limit"], ["abcdef", 3], "abc", "abcd"],
    ["Returns between low and high, inclusive.", ["x", "low", "high"], [9, 1, 3], 3, 4],
    ["The share of it, from 0 to 1.", ["text"], ["a"], 0.5, 1.5],
    ["The mean, rounded to 2 decimal places.", ["xs"], [[1]], 1.25, 1.234],
    ["The result is as long as values.", ["values"], [[1, 2]], [3, 4], [3]],
    ["Each item once, in the order in which they first occur.", ["xs"], [[2, 1, 2]], [2, 1], [1, 2]],
    ["Each share is whole, they add up to exactly `cents`.", ["cents"], [10], [4, 6], [4, 5]],
    ["Return the sum of all even numbers in the list.", ["xs"], [[1, 2, 4]], 6, 7],
    ["Count how many numbers of the list are odd.", ["xs"], [[1, 2, 3]], 2, 3],
    ["Return only the positive numbers, in their original order.", ["xs"], [[3, 0, 5]], [3, 5], [3, 0, 5]],
    [
      "Return the words of the text that are longer than n letters.",
      ["text", "n"],
      ["a big one", 1],
      ["big", "one"],
      ["a"],
    ],
    ["Count the vowels in the text.", ["text"], ["banana"], 3, 2],
    ["Sum of the digits of n.", ["n"], [123], 6, 5],
  ])("is held against each: %s", (words, names, given, ...answers) => {
    expect(answers.map((one) => told(words, names, given, one))).toEqual([true, false]);
  });

  test.each<[string, string[], Plain[], Plain]>([
    ["Return the distance between a and b.", ["a", "b"], [5, 9], 4],
    ["Count the numbers that are not greater than 3.", ["xs"], [[1, 2, 3, 1, 2]], 5],
    ["Sum of the items that are at least 1.", ["xs"], [[0]], 0],
    ["Return the words of the same length as text.", ["words", "text"], [["ab", "c"], "xy"], ["ab"]],
  ])("is not read of what is only spoken of: %s", (words, names, given, right) => {
    expect(told(words, names, given, right)).not.toBe(false);
  });

  test("counts only where the tests' own calls show it and none breaks it", () => {
    const { pledges } = promisesIn("Returns the sum of the even numbers.", ["xs"]);
    const call = (given: Plain[], value: Plain) => ({ given: [given], came: came(value) });
    expect(soundOn(pledges, [call([1, 2], 2), call([4], 4)])).toHaveLength(1);
    expect(soundOn(pledges, [call([1, 2], 4), call([4], 16)])).toEqual([]);
    expect(soundOn(pledges, [call([1, 2], 2), { given: [[4]], came: undefined }])).toEqual([]);
    const [share] = soundOn(promisesIn("The share, from 0 to 1.", ["xs"]).pledges, [
      call([1], 1),
      call([2], 0.5),
    ]);
    // Nobody said so of numbers below zero.
    expect([share?.kept(call([-1], -3)), share?.kept(call([1], 3))]).toEqual([undefined, false]);
  });

  test("may be that nothing that is given is changed", () => {
    const [pledge] = promisesIn("A sorted copy; the given list is not changed.", ["xs"]).pledges;
    const call = { given: [[1]], came: came([1]) };
    expect([true, false].map((touched) => pledge?.kept({ ...call, touched }))).toEqual([false, true]);
  });
});

test("words say what does not matter", () => {
  const [twin] = promisesIn("Counts the letter, ignoring case.", ["text", "letter"]).likenesses;
  expect(twin?.others(["aB", "b"])).toEqual([
    ["AB", "B"],
    ["ab", "b"],
  ]);
  for (const words of [
    "Counts the letter in this case.",
    "Returns None in either case.",
    "In any case, a text.",
  ])
    expect(promisesIn(words, ["text"]).likenesses).toEqual([]);
  const back = promisesIn("The shortest text that parse reads back.", ["n"]).likenesses;
  expect(back.map(({ relation }) => relation.test("?parse leads back"))).toEqual([true]);
});

test("a README's sentences count that begin with a function's name", () => {
  const readme =
    "# Numbers\n\nSmall and plain. Use median with care.\n\n- `median(xs)` returns None for an empty list.\n- `mean` is never negative.\n";
  expect(sentencesNaming(readme, "median")).toEqual(["It returns None for an empty list."]);
  expect(sentencesNaming(readme, "mean")).toEqual(["It is never negative."]);
  expect(told(sentencesNaming(readme, "median").join("\n"), ["xs"], [[]], 0)).toBe(false);
});

test("parameters are found however a function is written", () => {
  const all = [
    "def f(xs: list[int], n=(1, 2), *rest):",
    "function f(xs, n = [1, 2], ...rest) {",
    "const f = async (xs, n: Map<A, B>, rest) =>",
  ];
  for (const text of all) expect(parametersIn(text, "f")).toEqual(["xs", "n", "rest"]);
  expect(parametersIn("const f = xs => xs;", "f")).toEqual(["xs"]);
  expect(parametersIn("const g = 1;", "f")).toEqual([]);
});
