/** What Python's tests are set up with: the `setUp` of their class, done once more at the beginning of one test, with something of it altered. */
import type { Stretch } from "./alterations.ts";
import type { Token } from "./tokens.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A piece of a test file from which tests come to what they pass. */
export interface Fixture extends Place {
  /** Its words. */
  readonly stretch: Stretch;
  /** True for a test that is set up with it. */
  readonly serves: (test: Place) => boolean;
  /** The test with this text done before it. */
  readonly set: (altered: string, test: string) => string;
}

/** The bodies of `setUp` in a test file; in other languages there are none that could be done twice. Pure. */
export function fixturesIn(text: string, file: string, tokens: readonly Token[]): readonly Fixture[] {
  if (!file.endsWith(".py")) return [];
  const heads = [...text.matchAll(/^class\b/gm)].map(({ index }) => index);
  return [...text.matchAll(/^([^\S\n]+)def setUp\(self\):\n((?:\1[^\S\n]+\S.*\n|[^\S\n]*\n)+)/gm)].flatMap(
    ({ index, 0: whole, 2: body = "" }): Fixture[] => {
      const [start, end] = [index + whole.length - body.length, index + whole.trimEnd().length];
      const [from, to] = [
        tokens.findIndex((one) => one.start >= start),
        tokens.findLastIndex((one) => one.end <= end),
      ];
      const indent = /^\s*/.exec(body)?.[0] ?? "";
      // What a parent sets up may not be set up twice.
      if (from < 0 || to < from || /\bsuper\(/.test(body)) return [];
      const begin = heads.findLast((head) => head < index) ?? 0;
      const stop = heads.find((head) => head > index) ?? text.length;
      return [
        {
          start,
          end,
          stretch: { from, to },
          serves: (test) => test.start > begin && test.start < stop,
          set: (altered, test) => atBeginning(test, indent, altered),
        },
      ];
    },
  );
}

/** A test with lines before those of its body, where they are indented alike. */
function atBeginning(test: string, indent: string, lines: string): string {
  const found = /\bdef\s+\w+\s*\([^)]*\)[^:\n]*:[^\S\n]*\n(?=([^\S\n]+)\S)/.exec(test);
  if (found?.[1] !== indent) return test;
  const at = found.index + found[0].length;
  return `${test.slice(0, at)}${lines.trimEnd()}\n${test.slice(at)}`;
}
