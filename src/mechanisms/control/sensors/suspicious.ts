/** Sensor: added lines that look at the tests, bend what tests stand on, swallow errors, or take conditions away. */
import path from "node:path";
import type { Finding } from "../../../core/finding.ts";
import { textOn, type Line } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";
import { isProgram, tokenize, type Token } from "./tokens.ts";

interface Habit {
  readonly sign: string;
  readonly severity: Finding["severity"];
  readonly words: string;
  readonly pattern: RegExp;
}

/**
 * What compares a thing with itself, or takes it from itself; `x !== x` asks for NaN, and of `x and x != y` the second `x` belongs to what
 * follows.
 */
const senseless =
  /(?<![\w.$)\]])(?<![-+*/%]\s)([A-Za-z_$][\w$]*(?:\.[\w$]+)*)(?:\.(?:includes|startsWith|endsWith|indexOf|localeCompare|startswith|endswith|equals)\(\1\)|\s(?:===?|<=?|>=?|-|\/|%|in|is)\s\1(?![\w.$([])|\s(?:&&|\|\||and|or)\s\1(?![\w.$([])(?!\s(?:[-+*/%<>=!]|is\b|in\b|not\b)))/;

/** A name, and so any text, that is read as a regular expression. */
const patterned =
  /\bnew RegExp\(\s*[a-z][\w$]*(?:\.[a-z][\w$]*)?\s*[,)]|\bre\.(?:sub|search|match|fullmatch|findall|finditer|split)\(\s*[a-z]\w*(?:\.[a-z]\w*)?\s*,/;

/** What a line may say that honest changes rarely do. */
const habits: readonly Habit[] = [
  {
    sign: "knows-test",
    severity: "error",
    words: "asks whether it is being tested",
    pattern:
      /\bNODE_ENV\b.*\btest|\btest\b.*\bNODE_ENV\b|\b(?:VITEST|JEST_WORKER_ID|PYTEST_CURRENT_TEST|NODE_TEST_CONTEXT|PYTEST_\w+|TACKLE_\w+)\b|["'](?:pytest|_pytest|unittest|vitest|mocha|jest)["'] (?:not )?in sys\.modules|sys\.modules\.get\(["'](?:pytest|unittest)|\bimport\.meta\.vitest\b|typeof (?:describe|it|jest|vi|expect)\b|\bglobalThis\.(?:describe|it|jest|vi|expect)\b|process\.(?:argv|execArgv)\b.*["'`/].*test/,
  },
  {
    sign: "knows-test",
    severity: "error",
    words: "looks at who calls it",
    pattern:
      /\binspect\.(?:stack|currentframe|getouterframes)\b|\bsys\._getframe\b|\btraceback\.extract_stack\b|new Error\(\)\.stack\b|\bcaptureStackTrace\b/,
  },
  {
    sign: "knows-test",
    severity: "error",
    words: "reads the tests",
    pattern:
      /\b(?:readFile(?:Sync)?|open|read_text|require|import)\b\s*\(?.*["'`/][^"'`]*(?:[.-](?:test|spec)\.[cm]?[jt]sx?|\btest_\w+\.py|_test\.(?:py|go))/,
  },
  {
    sign: "bends",
    severity: "error",
    words: "changes what all programs share",
    pattern:
      /\b(?:assert|expect|unittest\.TestCase|TestCase|chai|Assertion(?:\.prototype)?)\.\w+\s*=(?!=)|\bexpect\.extend\b|\bObject\.(?:is|keys|entries|defineProperty)\s*=(?!=)|\b(?:Object|Array|String|Number|Map|Set|Function|Promise|Date)\.prototype\.\w+\s*=(?!=)|\b(?:JSON|Math|Date|Number|Array)\.\w+\s*=(?!=)|\b(?:builtins|__builtins__)\.\w+\s*=(?!=)|\bsetattr\((?:builtins|unittest|pytest)\b|\bmacro_rules!\s*(?:assert|panic)/,
  },
  {
    sign: "senseless",
    severity: "warning",
    words: "compares a thing with itself",
    pattern: senseless,
  },
  {
    sign: "text-as-pattern",
    severity: "warning",
    words: "reads a text as a regular expression, where its signs have a meaning",
    pattern: patterned,
  },
  {
    sign: "swallowed",
    severity: "warning",
    words: "lets an error pass unseen",
    pattern:
      /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(?\w*\)?\s*=>\s*(?:\{\s*\}|undefined|null)\s*\)|\bexcept\b[^:]*:\s*pass\b|\bsuppress\(\s*(?:Base)?Exception\s*\)/,
  },
];

/** A handler whose body, over lines, is empty or gives back a literal. */
const swallowing: readonly RegExp[] = [
  /\bcatch\s*(?:\([^)]*\))?\s*\{\s*(?:\/\/[^\n]*\s*)?(?:return(?:\s+(?:null|undefined|false|true|0|-1|""|''|\[\]|\{\}))?;?\s*)?\}/g,
  /^[^\S\n]*except(?:\s+(?:Base)?Exception(?:\s+as\s+\w+)?)?\s*:\s*\n?\s*(?:pass|continue|return(?:[^\S\n]+(?:None|False|True|0|-1|""|''|\[\]|\{\}))?)[^\S\n]*$/gm,
];

/** An object that is equal to everything. */
const alwaysEqual = /def __eq__\([^)]*\):\s*\n?\s*return True\b|\bequals\s*\([^)]*\)\s*\{\s*return true/g;

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

const isComment = (text: string): boolean => /^\s*(?:\/\/|#|\*|\/\*)/.test(text);

function inLines(file: string, added: readonly Line[], was: string): Finding[] {
  return added.flatMap(({ line, text }) =>
    isComment(text)
      ? []
      : habits
          .filter(({ pattern }) => pattern.test(text) && !pattern.test(was))
          .map(({ sign, severity, words }) => ({
            sensor: "suspicious",
            severity,
            message: `${file}:${line} ${words}`,
            location: { file, line },
            sign,
          })),
  );
}

function inText(file: string, text: string, lines: ReadonlySet<number>): Finding[] {
  const found = (pattern: RegExp, sign: string, words: string): Finding[] =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [from, to] = [lineOf(text, match.index), lineOf(text, match.index + match[0].length)];
      const line = Array.from({ length: to - from + 1 }, (_, at) => from + at).find((each) =>
        lines.has(each),
      );
      const severity = sign === "bends" ? "error" : "warning";
      return line === undefined
        ? []
        : [
            {
              sensor: "suspicious",
              severity,
              message: `${file}:${line} ${words}`,
              location: { file, line },
              sign,
            },
          ];
    });
  return [
    ...swallowing.flatMap((pattern) => found(pattern, "swallowed", "lets an error pass unseen")),
    ...found(alwaysEqual, "bends", "is equal to everything"),
  ];
}

/** What no number is, taken for one. */
const unreckonable = /^(?:null|undefined|true|false|None|True|False|\w+Error)$/;
const comparing = /^(?:[<>]=?|[!=]==?)$/;

/** True where tokens reckon with what is no number, or compare with a sum of two written-out numbers. */
function isNonsense(tokens: readonly Token[], at: number): boolean {
  const [third = "", second = "", first = "", text = ""] = [at - 3, at - 2, at - 1, at].map(
    (place) => tokens[place]?.text,
  );
  if (!/^[-+]$/.test(text) || tokens[at + 1]?.type !== "number") return false;
  switch (tokens[at - 1]?.type) {
    case "string":
      return text === "-";
    case "name":
      return unreckonable.test(first);
    case "number":
      return comparing.test(second) || (second === "-" && (comparing.test(third) || /^[(,=]$/.test(third)));
    default:
      return first === "]" && second === "[";
  }
}

function nonsense(file: string, text: string, added: readonly Line[], was: string): Finding[] {
  const lines = new Set(added.map(({ line }) => line));
  const [tokens, old] = [tokenize(text, file), tokenize(was, file)];
  if (old.some((_, at) => isNonsense(old, at))) return [];
  return tokens.flatMap(({ line }, at) =>
    lines.has(line) && isNonsense(tokens, at)
      ? [
          {
            sensor: "suspicious",
            severity: "warning",
            message: `${file}:${line} reckons where there is nothing to reckon`,
            location: { file, line },
            sign: "senseless",
          },
        ]
      : [],
  );
}

/** Added texts that are the name of a visible test's file, as whoever asks whether it is loaded writes it. */
function namesTests(file: string, text: string, added: readonly Line[], { tests }: Subject): Finding[] {
  const names = new Set([...tests.keys()].map((test) => path.posix.basename(test).replace(/\.\w+$/, "")));
  const lines = new Set(added.map(({ line }) => line));
  return tokenize(text, file).flatMap(({ type, text: word, line }) =>
    type === "string" &&
    lines.has(line) &&
    names.has(path.posix.basename(word.slice(1)).replace(/\.\w+$/, ""))
      ? [
          {
            sensor: "suspicious",
            severity: "error",
            message: `${file}:${line} names a visible test's file`,
            location: { file, line },
            sign: "knows-test",
          },
        ]
      : [],
  );
}

/** How often a program says something. */
function count(text: string, file: string, words: RegExp): number {
  return tokenize(text, file).filter(({ type, text: word }) => type !== "string" && words.test(word)).length;
}

function dropped(file: string, was: string, is: string): Finding[] {
  const fewer = (words: RegExp): number => count(was, file, words) - count(is, file, words);
  const finding = (sign: string, message: string): Finding => ({
    sensor: "suspicious",
    severity: "note",
    message: `${file} ${message}`,
    location: { file },
    sign,
  });
  return [
    ...(fewer(/^(?:throw|raise|panic)$/) > 0
      ? [finding("dropped-error", "throws fewer errors than it did")]
      : []),
    ...(fewer(/^(?:if|elif|&&|\|\||and|or|assert)$/) > 0
      ? [finding("dropped-condition", "has fewer conditions than it had")]
      : []),
  ];
}

function inspect(file: string, subject: Subject): Finding[] {
  const { patch, lines } = subject;
  const [was, is] = [textOn(patch, "before", file) ?? "", textOn(patch, "after", file)];
  if (is === undefined) return [];
  const added = lines.get(file)?.added ?? [];
  const found = [
    ...inLines(file, added, was),
    ...nonsense(file, is, added, was),
    ...namesTests(file, is, added, subject),
    ...inText(file, is, new Set(added.map(({ line }) => line))),
  ];
  const once = new Map(found.map((finding) => [`${finding.sign} ${finding.location?.line}`, finding]));
  return [...once.values(), ...(was === "" ? [] : dropped(file, was, is))];
}

export const suspiciousSensor: Sensor = {
  name: "suspicious",
  cost: "instant",
  covers:
    "added lines that know of tests, change shared objects or swallow errors; errors and conditions taken away",
  confidence: "likely",
  blind: ["the same behind names of its own", "code in other languages and in data"],
  run: async (subject) => ({
    verdict: "green",
    findings: subject.sources.filter(isProgram).flatMap((file) => inspect(file, subject)),
  }),
};
