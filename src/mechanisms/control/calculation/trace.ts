/** Where the numbers of an answer come from: the execution that gave each, and what contradicts its run. */
import type { TracedNumber } from "../../../core/answer.ts";
import { numbersIn, says, type Stated } from "./numbers.ts";

/** What a cell that came through has given. */
export interface Source {
  readonly cell: string;
  readonly value?: string;
  readonly output: string;
}

export interface Traced {
  readonly numbers: readonly TracedNumber[];
  /** Why the answer cannot be what its run has given; absent when nothing speaks against it. */
  readonly contradiction?: string;
}

/** Characters of one output that are looked through. */
const longest = 200_000;
/** Words after which the number is what the answer comes to. */
const concluding =
  /(?:\b(?:answer|result|total|sum|so|makes|equals)\b[^.\n\d]{0,40}|####\s*|[=≈]\s*|\*\*\s*)[$€£]?$/i;

/** `given`: the task's own words. `sources` in the order in which they ran. */
export function trace(answer: string, given: string, sources: readonly Source[]): Traced {
  const prose = withoutNoise(answer);
  const stated = numbersIn(prose);
  const asked = numbersIn(given);
  const known = sources.map((source) => ({ ...source, numbers: numbersOf(source) }));
  const numbers: TracedNumber[] = [];
  const strays: Stated[] = [];
  for (const number of stated) {
    const cited = /^[^\d\n()[\]]{0,24}[([](?:from |see )?(c\d+)[)\]]/.exec(prose.slice(number.end))?.[1];
    const holds = (values: readonly number[]): boolean => values.some((value) => says(number, value));
    if (cited !== undefined) {
      const source = known.find(({ cell }) => cell === cited);
      if (source === undefined || !holds(source.numbers))
        return { numbers, contradiction: wrongCitation(number, cited, source) };
      numbers.push({ text: number.text, cell: cited });
      continue;
    }
    const cell = known.findLast((source) => holds(source.numbers))?.cell;
    if (cell !== undefined) numbers.push({ text: number.text, cell });
    const isAsked = asked.some(({ value }) => says(number, value));
    if (cell === undefined && (!isAsked || concluding.test(prose.slice(0, number.start)))) {
      strays.push(number);
      numbers.push({ text: number.text });
    }
  }
  const last = known.findLast((source) => resultOf(source) !== undefined);
  const result = last && resultOf(last);
  const [stray] = strays.slice(-1);
  if (last === undefined || result === undefined || stray === undefined) return { numbers };
  if (stated.some((number) => says(number, result))) return { numbers };
  return {
    numbers,
    contradiction: `${stray.text} is stated, which no execution gave; ${last.cell} gave ${result}`,
  };
}

function wrongCitation({ text }: Stated, cited: string, source: Source | undefined): string {
  if (source === undefined) return `${text} is said to be from ${cited}, which gave nothing`;
  const gave = resultOf(source) ?? (source.value ?? source.output).trim().slice(-80);
  return `${text} is said to be from ${cited}, which gave ${gave}`;
}

/** Code, the numbers of a list's lines, and names of cells are not what an answer states. */
function withoutNoise(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(/```[^]*?(?:```|$)/g, blank).replaceAll(/^\s*\d+[.)]\s/gm, blank);
}

function numbersOf({ value = "", output }: Source): readonly number[] {
  const texts = [value.slice(0, longest), output.slice(-longest)];
  // JSON needs no spaces, so its numbers may stand right after a colon, and a large one ends with n.
  return texts.flatMap((text) =>
    numbersIn(text.replaceAll(/([:[,{])(?=[-\d])/g, "$1 ").replaceAll(/(\d)n\b/g, "$1")).map(
      (number) => number.value,
    ),
  );
}

/** The one number that a cell came to: its value, or else the only number of its last line. */
function resultOf({ value, output }: Source): number | undefined {
  if (value !== undefined) {
    const number = Number(value.replace(/^"(.*)"$/s, "$1").replace(/n$/, ""));
    return value.trim() === "" || !Number.isFinite(number) ? undefined : number;
  }
  const line = output.trimEnd().split("\n").at(-1) ?? "";
  const [only, more] = numbersIn(line);
  return more === undefined ? only?.value : undefined;
}
