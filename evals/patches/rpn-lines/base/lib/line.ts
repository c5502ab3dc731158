/** Reads lines into steps. */

export type Step =
  | { readonly kind: "number"; readonly word: string; readonly value: number }
  | { readonly kind: "memory"; readonly word: "sto" | "rcl" | "add"; readonly name: string }
  | { readonly kind: "define"; readonly word: ":"; readonly name: string; readonly body: readonly Step[] }
  | { readonly kind: "word"; readonly word: string };

/** A word that could not be done, and why. */
export class CalculatorError extends Error {
  readonly word: string;

  constructor(word: string, why: string) {
    super(`${word}: ${why}`);
    this.name = "CalculatorError";
    this.word = word;
  }
}

export const wordsOf = (line: string): string[] => line.split(/\s+/).filter((word) => word !== "");

/** The steps of some words. Throws a CalculatorError where a name or the end of a definition is missing. */
export function stepsOf(words: readonly string[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(word)) steps.push({ kind: "number", word, value: Number(word) });
    else if (word === "sto" || word === "rcl" || word === "add") steps.push({ kind: "memory", word, name: nameFor(word, words[++at]) });
    else if (word === ":") {
      const end = words.indexOf(";", at);
      if (end < 0) throw new CalculatorError(word, "there is no ; to end it");
      steps.push({ kind: "define", word, name: nameFor(word, words[at + 1]), body: stepsOf(words.slice(at + 2, end)) });
      at = end;
    } else steps.push({ kind: "word", word });
  }
  return steps;
}

function nameFor(word: string, name: string | undefined): string {
  if (name === undefined || !/^[a-z]\w*$/i.test(name)) throw new CalculatorError(word, "a name must follow");
  return name;
}
