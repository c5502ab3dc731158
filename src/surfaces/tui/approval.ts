/** The rows at the foot in which a person answers; what will happen stands above them, whole as far as a person reads. */
import type { Answer, Question } from "../../index.ts";
import { answers } from "../paint-question.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import type { Face } from "./face.ts";
import { hang, isKey } from "./kit.ts";
import type { Panel } from "./picker.ts";

/** Opens a panel that has the keys until it settles. */
export type During = <T>(open: (settle: (value: T) => void) => Panel) => Promise<T>;

type Pressed = "y" | "a" | "n" | "escape" | "stopped";

/** Rejects when the signal fires: then nobody has answered. */
export async function approve(
  question: Question,
  signal: AbortSignal,
  given: { readonly style: Style; readonly during: During; readonly ask: Face["ask"] },
): Promise<Answer> {
  const { style, during, ask } = given;
  signal.throwIfAborted();
  const stop: { now: () => void } = { now: () => {} };
  const onAbort = (): void => stop.now();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const pressed = await during<Pressed>((settle) => {
      stop.now = () => settle("stopped");
      return createAnswers(question, style, settle);
    });
    signal.throwIfAborted();
    if (pressed === "y") return { type: "once" };
    if (pressed === "a") return { type: "always" };
    const words = pressed === "n" ? await ask("No. A word to the model, or Enter for none:") : undefined;
    return { type: "deny", ...(words?.trim() && { words: words.trim() }) };
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function createAnswers(question: Question, style: Style, settle: (pressed: Pressed) => void): Panel {
  return {
    rows: (columns) => [
      style.bold(`May it? ${sanitizeLine(question.action.tool)}`),
      ...hang(`  ${answers(question)}, and why · Esc no`, columns),
    ],
    key(data) {
      const letter = data.toLowerCase();
      if (letter === "y" || letter === "n" || (letter === "a" && question.always)) settle(letter);
      if (isKey(data, "escape") || isKey(data, "ctrl+c")) settle("escape");
    },
  };
}
