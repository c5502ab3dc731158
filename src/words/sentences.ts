/** The clauses of the words at a function, one thing said in each, without its examples. */

/** One clause, and the sentence in which it stands, as a reader finds it. */
export interface Clause {
  readonly sentence: string;
  /** On one line, with digits for numbers, without signs of documentation. */
  readonly text: string;
}

/** Lines that show calls and what they give; what `documented.ts` reads. */
const shown = /^\s*(?:>>>|>\s|\.\.\.)|➞|=>|==|\w\([^)]*\)\s*(?:->|→|#)/;

const digits: readonly string[] = "zero one two three four five six seven eight nine ten".split(" ");

/** Tags of JSDoc, Sphinx and the sections that Google and NumPy write, as words of a sentence. */
function untagged(line: string): string {
  return line
    .replace(/^\s*@(?:returns?|yields?)\s*(?:\{[^}]*\})?\s*/i, "\nReturns ")
    .replace(/^\s*:returns?:\s*/i, "\nReturns ")
    .replace(/^\s*@(?:throws|exception)\s*(?:\{([^}]*)\})?\s*/i, "\nRaises $1 ")
    .replace(/^\s*:raises?\s+(\w+):\s*/i, "\nRaises $1 ")
    .replace(/^\s*(\w*(?:Error|Exception)):\s*(?=if|when)/i, "\nRaises $1 ")
    .replace(/^\s*(?:@|:)\w+.*$/, "\n")
    .replace(/^\s*(?:args|arguments|parameters|returns?|raises|yields|notes?|examples?):\s*$/i, "\n")
    .replace(/^\s*-{3,}\s*$/, "\n");
}

/** Sentences without examples, each on one line. */
export function sentencesIn(words: string): string[] {
  const lines = words.split("\n");
  const kept = lines.filter((line, at) => !shown.test(line) && !/^\s*>>>/.test(lines[at - 1] ?? ""));
  return kept
    .map((line) => (line.trim() === "" ? "\n\n" : untagged(line)))
    .join(" ")
    .split(/\n\s*|(?<=[a-z0-9)`'"\]][.!?])\s+(?=[A-Z`'"[(-]|\d)/)
    .map((one) => one.replaceAll(/\s+/g, " ").trim())
    .filter((one) => /[a-z]/i.test(one));
}

/** Code in words that is a name, a call or a plain value; other code is a text. */
const isWord = /^(?:[A-Za-z_$][\w$.]*(?:\(.*\))?|-?\d+(?:\.\d+)?|\[.*\]|\(.*\)|".*"|'.*')$/;

const plain = (text: string): string =>
  text
    .replaceAll(/`([^`]*)`/g, (_, code: string) => (isWord.test(code) ? code : JSON.stringify(code)))
    .replaceAll(/[`*]/g, "")
    // "from 0 (worst) to 5"
    .replaceAll(/ \([a-z]+\)/g, "")
    .replaceAll(/\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\b/gi, (word) =>
      String(digits.indexOf(word.toLowerCase())),
    )
    .replaceAll(/\s*(?:[.!:,]|\s-)\s*$/g, "")
    .trim();

/** Where one thing ends and the next is said: semicolons, and commas before "or" and "else"; before "and" only where a case of its own follows. */
const joints =
  /\s*;\s*|\s+-\s+|\s*:\s+|,?\s+(?:otherwise|else)\b,?\s*|,\s+or\s+|,\s+(?:and|but)\s+(?!only)(?=.*\b(?:if|when|for)\b)|,\s+(?=(?:-?\w+|an empty \w+) (?:if|when|for)\b)/;

/** The clauses of all sentences: each whole, and its parts. */
export function clausesIn(words: string): Clause[] {
  return sentencesIn(words).flatMap((sentence) => {
    const parts = sentence.split(joints).filter((one) => one !== "");
    const texts = new Set([
      sentence,
      ...parts,
      ...parts.flatMap((one) => one.split(/\s+or\s+(?=-?\d|none\b|null\b|an? empty)/i)),
    ]);
    return [...texts].map((text) => ({ sentence, text: plain(text) }));
  });
}

/** Sentences of another text, such as a README, that are about a function by its name: said of "it". */
export function sentencesNaming(text: string, name: string): string[] {
  const named = new RegExp(`^\`?${name.replaceAll("$", "\\$")}(?:\\([\\w, .=]*\\))?\`?\\s+(?=[a-z])`);
  return sentencesIn(text).flatMap((one) => {
    const said = one.replace(/^[-*#\s]+/, "");
    return named.test(said) ? [said.replace(named, "It ")] : [];
  });
}
