/** Examples are found in the words of both languages, in the forms that people write them in. */
import { describe, expect, test } from "vitest";
import { descriptionsIn, endOfLiteral, examplesIn } from "../../src/words/documented.ts";

const inPython = (...words: readonly string[]): string[] =>
  examplesIn(`def f(a, b=(1, 2)):\n    """${words.join("\n    ")}\n    """\n    return a\n`, "python").map(
    ({ call, expected }) => `${call} = ${expected}`,
  );
const inJavaScript = (comment: string): string[] =>
  examplesIn(`${comment}\nconst f = (a) => a;\n`, "javascript").map(
    ({ call, expected }) => `${call} = ${expected}`,
  );

describe("examples", () => {
  test.each([
    ['>>> f([1, 2], "a)b")', "[2, 1]", 'f([1, 2], "a)b") = [2, 1]'],
    ["f(3) ➞ 6", "", "f(3) = 6"],
    ["f(3) => (1, 'x')", "", "f(3) = (1, 'x')"],
    ["f(3) == -1.5e3, the least.", "", "f(3) = -1.5e3"],
    ["For example, f(3) should return true.", "", "f(3) = True"],
    ["f(3) # returns None", "", "f(3) = None"],
    ["f(3): {'a': 1, 'b': [2]}", "", "f(3) = {'a': 1, 'b': [2]}"],
    ["f([1,", "   2]) = [1]", "f([1, 2]) = [1]"],
  ])("are read: %s %s", (first, second, said) => {
    expect(inPython(first, second)).toEqual([said]);
  });

  test.each([
    ["f(x) == 3"],
    ["f(3) == f(2) + f(1)"],
    ["f(n - 1) + 2"],
    ["returns f(3), a number"],
    ["f(3) = 2 * 3"],
    ["g(3) == 3"],
    ["f(3 == 3"],
    ["f(3) returns the least"],
  ])("are no example: %s", (words) => {
    expect(inPython(words)).toEqual([]);
  });

  test("stand in comments before a function, whichever way it is written", () => {
    expect(inJavaScript("/* Twice.\n  >>> f(None)\n  True\n  */")).toEqual(["f(null) = true"]);
    expect(inJavaScript("/**\n * @example\n * f({ a: 1 }) // => [1]\n */\nexport")).toEqual([
      "f({ a: 1 }) = [1]",
    ]);
    expect(inJavaScript("// f(1) returns 2\n// f(2) is 4\nexport")).toEqual(["f(1) = 2", "f(2) = 4"]);
    expect(inJavaScript("// f(1) returns 2\n\nlet other;\n")).toEqual([]);
  });

  test("words belong to the function they stand at", () => {
    const text =
      "def a():\n    \"\"\"One.\"\"\"\n\ndef b(x):\n    return x\n\nasync def c() -> int:\n    '''Three.'''\n";
    expect(descriptionsIn(text, "python")).toEqual([
      { name: "a", words: "One." },
      { name: "c", words: "Three." },
    ]);
  });
});

test("a literal ends where it ends, and is none when it goes on", () => {
  expect(endOfLiteral("[1, [2]] and", 0)).toBe(8);
  expect(endOfLiteral("'a\\'b' x", 0)).toBe(6);
  expect(endOfLiteral("1.", 0)).toBe(1);
  for (const text of ["1 + 2", "3px", "[1, x]", "[1", "'a", "name", ""])
    expect(endOfLiteral(text, 0)).toBeUndefined();
});
