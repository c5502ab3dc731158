/** Sensor: tests that stand in the programs they test (Rust's `#[test]`, vitest's in-source ones, examples in Rust's documentation) must stay. */
import { compareTests } from "./kept.ts";
import { textOn } from "./patch.ts";
import { green, type Sensor, type Subject } from "./sensor.ts";
import { closing, tokenize } from "./tokens.ts";
import { wordsOn } from "./words.ts";

/** The parts of a program that are tests, one behind the other. Pure. */
export function inlineTests(text: string, file: string): string {
  const tokens = tokenize(text, file);
  const parts: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (
      !begins(
        tokens.slice(at, at + 8).map((token) => token.text),
        file,
      )
    )
      continue;
    const open = tokens.findIndex(
      (token, place) => place > at && token.type === "sign" && token.text === "{",
    );
    const [first, last] = [tokens[at], tokens[closing(tokens, open)]];
    if (open < 0 || !first || !last) continue;
    parts.push(text.slice(first.start, last.end));
    at = closing(tokens, open);
  }
  return parts.join("\n");
}

/** Whether tests begin with these words. */
function begins(words: readonly string[], file: string): boolean {
  const line = words.join("");
  return file.endsWith(".rs")
    ? /^#\[(?:cfg\(test\)|(?:\w+::)?test[\](])/.test(line)
    : line.startsWith("if(import.meta.vitest)");
}

/** Lines of the examples in Rust's documentation, which are tests too. */
function examples(text: string): readonly string[] {
  let inside = false;
  return text.split("\n").flatMap((line) => {
    const words = /^\s*\/\/[/!] ?(.*)$/.exec(line)?.[1]?.trim();
    if (words === undefined) inside = false;
    else if (words.startsWith("```")) inside = !inside;
    else if (inside && words !== "" && !words.startsWith("# ")) return [words];
    return [];
  });
}

function weakened({ patch, sources, lines }: Subject, file: string): string | undefined {
  const [was, is] = [textOn(patch, "before", file) ?? "", textOn(patch, "after", file) ?? ""];
  const [before, after] = [inlineTests(was, file), inlineTests(is, file)];
  const sides = {
    was: wordsOn(patch, "before", sources, lines),
    is: wordsOn(patch, "after", sources, lines),
  };
  if (before !== "" && compareTests(file, { before, after }, sides).type === "weakened")
    return `the tests in ${file} no longer assert all that they did`;
  const kept = new Set(examples(is));
  const gone = file.endsWith(".rs") ? examples(was).find((line) => !kept.has(line)) : undefined;
  return gone === undefined ? undefined : `an example in ${file} lost the line: ${gone.slice(0, 120)}`;
}

export const inlineSensor: Sensor = {
  name: "inline tests",
  cost: "instant",
  covers: "tests and examples in changed Rust programs, and vitest's in-source tests",
  confidence: "certain",
  blind: [
    "tests that a macro makes",
    "doctests of Python",
    "what a changed program makes of its own assertions",
  ],
  async run(subject) {
    const findings = subject.sources
      .filter((file) => /\.(?:rs|[cm]?[jt]sx?)$/.test(file) && !subject.mayChange(file))
      .flatMap((file) => {
        const message = weakened(subject, file);
        return message === undefined
          ? []
          : [{ sensor: "inline tests", severity: "error", message, location: { file } } as const];
      });
    return findings.length === 0 ? green : { verdict: "red", findings };
  },
};
