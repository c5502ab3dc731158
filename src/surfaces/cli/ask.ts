/** Asks the person at the terminal whether something may happen. */
import { createInterface } from "node:readline/promises";
import type { Answer, Ask, Question } from "../../index.ts";
import { paintQuestion } from "../paint-question.ts";
import { changeRules, userSettings } from "./settings.ts";
import { createStyle } from "../style.ts";
import type { Terminal } from "./terminal.ts";

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
