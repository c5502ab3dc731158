/** Facts as they happen, put in front of a person. */
import type { Cell, Fact, Watch } from "../../index.ts";
import { createActivity } from "../activity.ts";
import { paintDiff } from "../closing.ts";
import { createPainter } from "../paint.ts";
import { sanitize, sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import type { Face } from "./face.ts";

/** Lines of a cell's diff that are shown at once. */
const folded = 12;
/** Lines of a pasted word that are shown back. */
const echoed = 12;

/** What is watched, from where a session begins or goes on: `open` are cells that are still to run. */
export function createTranscript(
  face: Face,
  open: readonly Cell[],
): Pick<Watch, "onFact" | "onDelta" | "onOutput" | "onNotice"> {
  const { style } = face.canvas;
  const painter = createPainter(face.canvas, open);
  const activity = createActivity(open);
  // Words of this reply came before the reply did.
  let streamed = false;
  const paint = (fact: Fact): readonly string[] => {
    // What was typed and what is asked stand there already, and how it ends is told by whoever runs it.
    if (passedOver.has(fact.type)) return [];
    if (fact.type === "decision.made" && fact.decision.type === "stop") return [];
    // What the harness holds it to by itself is there when it is asked for: /plan.
    if (fact.type === "contract.formed" && fact.by === "harness") return [];
    if (fact.type !== "model.replied") return painter.add(fact);
    if (!streamed) face.hear(fact.text);
    face.heard();
    return painter.add({ ...fact, text: "" });
  };
  return {
    onFact: (fact) => {
      if (fact.type === "model.asked" || fact.type === "model.switched") {
        face.heard();
        streamed = false;
      }
      if (fact.type === "cell.ran") face.print(paint(fact));
      else face.tell(paint(fact));
      if (fact.type === "cell.ran" && fact.outcome.diff !== undefined)
        face.print(diffOf(fact.outcome.diff, style));
      const doing = activity(fact);
      if (doing !== undefined) face.doing(sanitizeLine(doing));
    },
    onDelta: (words) => {
      streamed ||= words !== "";
      face.hear(words);
    },
    onOutput: (cell, text) => face.show(cell, text),
    onNotice: (line) => face.tell([style.dim(sanitizeLine(line))]),
  };
}

const passedOver: ReadonlySet<Fact["type"]> = new Set([
  "session.opened",
  "session.resumed",
  "task.added",
  "approval.asked",
]);

function diffOf(diff: string, style: Style): readonly string[] {
  const lines = paintDiff(diff, style, Infinity).slice(1);
  const rest = lines.length - folded;
  return [
    ...lines.slice(0, folded).map((line) => `  ${line}`),
    ...(rest > 0 ? [style.dim(`  … ${rest} more lines: /diff`)] : []),
  ];
}

/** What the person said, as it stands in the scrollback. */
export function echo(text: string, style: Style): readonly string[] {
  const lines = sanitize(text).trimEnd().split("\n");
  const rest = lines.length - echoed;
  return [
    "",
    ...lines
      .slice(0, echoed)
      .map((line, index) => `${style.accent(index === 0 ? "›" : " ")} ${style.bold(line)}`),
    ...(rest > 0 ? [style.dim(`  … ${rest} more lines`)] : []),
  ];
}
