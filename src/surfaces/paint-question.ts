/** What a person is asked, before it happens. */
import type { Question } from "../index.ts";
import { paintDiff } from "./closing.ts";
import { sanitize, sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";

/** What will happen, exactly, and the keys that answer. */
export function paintQuestion(question: Question, style: Style, shown = 40): readonly string[] {
  return [...paintAction(question, style, shown), `  ${answers(question)}`];
}

/** What will happen, exactly; of code, files and diff at most `shown` lines each. */
export function paintAction({ action, reason }: Question, style: Style, shown: number): readonly string[] {
  const what = { program: "run", call: "call", change: "change files" }[action.type];
  const code = sanitize(action.command ?? "").split("\n");
  const files = action.files ?? [];
  return [
    "",
    `${style.accent("May it")} ${what}? ${style.dim(`(${sanitizeLine(action.tool)}; ${sanitizeLine(reason)})`)}`,
    ...(action.command === undefined ? [] : cut(code, shown)),
    ...cut(files.map(sanitizeLine), shown),
    ...(action.hosts ?? []).map((host) => `  host ${sanitizeLine(host)}`),
    ...(action.diff ? paintDiff(action.diff, style, shown) : []),
  ];
}

/** The keys that answer, and what each comes to. */
export const answers = ({ always }: Question): string =>
  `y once${always ? ` · a always, in every project: ${always.map(sanitizeLine).join(", ")}` : ""} · n no`;

const cut = (lines: readonly string[], limit: number): readonly string[] => [
  ...lines.slice(0, limit).map((line) => `  ${line}`),
  ...(lines.length > limit ? [`  … ${lines.length - limit} more lines`] : []),
];
