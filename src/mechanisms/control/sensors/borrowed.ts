/** Steps and assertions of one test taken over at the end of another: they look at what it came to from elsewhere. */
import { isBalanced } from "./alterations.ts";
import { isLiteral, tokenize } from "./tokens.ts";

const assertion = /^(?:await\s+)?(?:assert\b|expect\(|self\.assert)/;
const step = /^(?:await\s+)?[\w$]+\.[\w$]+\([^]*\);?$/;

interface Test {
  readonly text: string;
  /** Names that it gives to things of its own. */
  readonly names: ReadonlySet<string>;
  /** Whole statements of a line each, without their indentation. */
  readonly lines: readonly string[];
}

function read(text: string): Test {
  const names = [...text.matchAll(/\b(?:const|let|var)\s+([\w$]+)|^[^\S\n]*(\w+)\s*=(?![=>])/gm)].map(
    ([, js, python]) => js ?? python ?? "",
  );
  const lines = text.split("\n").map((line) => line.trim());
  const whole = lines.filter((line) => isBalanced(line) && (assertion.test(line) || step.test(line)));
  return { text, names: new Set(names), lines: whole };
}

/** The things that a statement speaks of: its names but for those behind a dot and those of properties. */
function rootsOf(line: string, file: string): readonly string[] {
  const tokens = tokenize(line, file);
  return tokens.flatMap((token, at) =>
    token.type !== "name" || isLiteral(token) || tokens[at - 1]?.text === "." || tokens[at + 1]?.text === ":"
      ? []
      : [token.text],
  );
}

/** A test with statements at its end. */
function extended(text: string, file: string, lines: readonly string[]): string | undefined {
  if (file.endsWith(".py")) {
    const indent = /\n([^\S\n]+)\S/.exec(text)?.[1];
    return indent === undefined
      ? undefined
      : `${text.trimEnd()}\n${lines.map((line) => `${indent}${line}\n`).join("")}`;
  }
  const end = /\n[^\S\n]*\}\)\s*$/.exec(text)?.index;
  return end === undefined
    ? undefined
    : `${text.slice(0, end)}\n${lines.map((line) => `  ${line}`).join("\n")}${text.slice(end)}`;
}

/**
 * For each test up to `limit` copies that end with an assertion of another test, with or without a step of another test before it. Only
 * statements are taken over whose things have the same names in both. Pure.
 */
export function borrowed(
  texts: readonly string[],
  file: string,
  limit: number,
): readonly (readonly string[])[] {
  const tests = texts.map(read);
  return tests.map((own) => {
    const lines = new Set(
      tests.flatMap((other) => {
        if (other === own) return [];
        return other.lines.filter((line) =>
          rootsOf(line, file).every((name) => own.names.has(name) || !other.names.has(name)),
        );
      }),
    );
    const judges = [...lines].filter((line) => assertion.test(line) && !own.lines.includes(line));
    const steps = [...lines].filter((line) => !assertion.test(line));
    const ends = [
      ...judges.map((line) => [line]),
      ...steps.flatMap((one) => judges.map((line) => [one, line])),
    ];
    return ends.slice(0, limit).flatMap((some) => extended(own.text, file, some) ?? []);
  });
}
