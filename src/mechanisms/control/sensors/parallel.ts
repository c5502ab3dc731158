/** Arguments that go together: lists of which all tests pass as many of one as of the other. */
import type { Answer, Pair } from "./probing.ts";
import { closing, tokenize } from "./tokens.ts";

/** How many values each argument holds; undefined for what is no list. */
function lengthsOf({ input }: Answer): readonly (number | undefined)[] {
  const tokens = tokenize(input, "input.py").filter(({ type }) => type !== "newline");
  const lengths: (number | undefined)[] = [];
  for (let at = 1; at < tokens.length - 1; at += 1) {
    if (tokens[at]?.text === ",") continue;
    const end = /^[[({]$/.test(tokens[at]?.text ?? "") ? closing(tokens, at) : at;
    lengths.push(tokens[at]?.text === "[" ? countIn(tokens.slice(at + 1, end)) : undefined);
    at = end;
    while (at + 1 < tokens.length - 1 && tokens[at + 1]?.text !== ",") at += 1;
  }
  return lengths;
}

function countIn(tokens: ReturnType<typeof tokenize>): number {
  let count = tokens.length > 0 ? 1 : 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const { text = "", type } = tokens[at] ?? {};
    if (type !== "sign") continue;
    if (/^[[({]$/.test(text)) at = closing(tokens, at);
    else if (text === "," && at < tokens.length - 1) count += 1;
  }
  return count;
}

/** So many different lengths it takes to say that two lists go together. */
const various = 2;

/** True for a pair whose input parts what goes together in all of the tests' own calls of that function. */
export function partsParallel(pairs: readonly Pair[]): (pair: Pair) => boolean {
  const own = Map.groupBy(
    pairs.filter(({ before }) => before.turn === 0),
    ({ before }) => before.name,
  );
  const together = new Map(
    [...own].map(([name, calls]) => {
      const lengths = calls.map(({ before }) => lengthsOf(before));
      const places = [...(lengths[0] ?? []).keys()];
      const both = places.flatMap((one) => places.slice(one + 1).map((other) => [one, other] as const));
      const parallel = both.filter(
        ([one, other]) =>
          lengths.every((each) => each[one] !== undefined && each[one] === each[other]) &&
          new Set(lengths.map((each) => each[one])).size >= various,
      );
      return [name, parallel] as const;
    }),
  );
  return ({ before }) => {
    const lengths = lengthsOf(before);
    return (together.get(before.name) ?? []).some(([one, other]) => lengths[one] !== lengths[other]);
  };
}
