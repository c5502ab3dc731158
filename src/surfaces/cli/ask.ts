/** Asks the person at the terminal whether something may happen. */
import { createInterface } from "node:readline/promises";
import type { Answer, Ask, Question } from "../../index.ts";
import { paintDiff } from "../closing.ts";
import { sanitize, sanitizeLine } from "../sanitize.ts";
import { changeRules, userSettings } from "./settings.ts";
import { createStyle, type Style } from "../style.ts";
import type { Terminal } from "./terminal.ts";

/** Lines of code and diff that a question shows. */
const shown = 40;

/** An `Ask` that reads one key; undefined when nobody sits at the terminal. `hold` quiets whatever else writes there. */
export function createAsk(terminal: Terminal, hold: () => void): Ask | undefined {
  if (!process.stdin.isTTY || !terminal.live) return undefined;
  const style = createStyle(terminal.color);
  return async (question, signal) => {
    hold();
    terminal.out(`${paintQuestion(question, style).join("\n")}\n`);
    const answer = await readAnswer(question, terminal, signal);
    if (answer.type === "always")
      changeRules(userSettings(process.env), "allow", (rules) => [
        ...new Set([...rules, ...(question.always ?? [])]),
      ]);
    return answer;
  };
}

/** What will happen, exactly, and the keys that answer. */
export function paintQuestion({ action, reason, always }: Question, style: Style): readonly string[] {
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
    `  y once${always ? ` · a always, in every project: ${always.map(sanitizeLine).join(", ")}` : ""} · n no`,
  ];
}

const cut = (lines: readonly string[], limit: number): readonly string[] => [
  ...lines.slice(0, limit).map((line) => `  ${line}`),
  ...(lines.length > limit ? [`  … ${lines.length - limit} more lines`] : []),
];

async function readAnswer({ always }: Question, terminal: Terminal, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    const key = await readKey(signal);
    if (key === "y") return { type: "once" };
    if (key === "a" && always) return { type: "always" };
    if (key === "n") return { type: "deny", ...(await readWords(terminal, signal)) };
  }
}

/** One key. Ctrl-C, which a raw terminal hands over as a key, is the signal that it stands for. */
function readKey(signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      stdin.off("data", onData);
      signal.removeEventListener("abort", onAbort);
      stdin.setRawMode(false);
      stdin.pause();
    };
    const onAbort = (): void => {
      end();
      reject(new Error("stopped while a question was open"));
    };
    const onData = (data: Buffer): void => {
      const key = data.toString("utf8").toLowerCase();
      if (key === "\u0003") process.kill(process.pid, "SIGINT");
      else {
        end();
        resolve(key);
      }
    };
    stdin.setRawMode(true);
    stdin.on("data", onData);
    stdin.resume();
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

async function readWords(terminal: Terminal, signal: AbortSignal): Promise<{ readonly words?: string }> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const words = (await lines.question("  no; a word to the model (enter for none): ", { signal })).trim();
    return words === "" ? {} : { words };
  } finally {
    lines.close();
    terminal.out("");
  }
}
