/** The live text screen: lasting lines in ordinary scrollback, and one line at its foot that moves. */
import type { Cell, SessionView } from "../../index.ts";
import { createActivity } from "../activity.ts";
import { paintClosing } from "../closing.ts";
import { complaint } from "./complain.ts";
import { createPainter } from "../paint.ts";
import type { Report, Subject } from "./report.ts";
import { sanitizeLine } from "../sanitize.ts";
import { Spinner } from "./spinner.ts";
import { createStyle } from "../style.ts";
import type { Terminal } from "./terminal.ts";

/** A screen at the start of a session. */
export function createScreen(terminal: Terminal, subject: Subject): Report {
  const style = createStyle(terminal.color);
  const spinner = new Spinner(terminal);
  const open = openCells(subject.resumed);
  const painter = createPainter({ style, columns: terminal.columns(), lines: 24 }, open);
  const activity = createActivity(open);
  const started = Date.now();
  const write = (lines: readonly string[]): void => {
    if (lines.length === 0) return;
    spinner.clear();
    terminal.out(`${lines.join("\n")}\n`);
  };
  return {
    hold: () => spinner.begin(""),
    say: (line) => write([style.dim(sanitizeLine(line))]),
    watch: {
      onFact: (fact) => {
        write(painter.add(fact));
        const next = activity(fact);
        if (next !== undefined) spinner.begin(next);
      },
      onDelta: (text) => spinner.detail(text),
      onOutput: (_cell, text) => spinner.detail(text),
      onNotice: (line) => {
        write([style.dim(sanitizeLine(line))]);
        spinner.begin(line);
      },
    },
    end: async (result, diff) => {
      spinner.close();
      const { view } = result;
      const ending = { ...view, ...result, diff: await diff(), milliseconds: Date.now() - started };
      write(paintClosing(ending, { style, lines: 60 }));
    },
    fail: (fault) => {
      spinner.close();
      terminal.error(complaint(fault.message, fault.hint));
      const session = subject.session();
      if (session !== "" && fault.exitCode === 1) terminal.error(`  → tackle resume ${session}\n`);
    },
  };
}

/** The cells that a resumed session has yet to run. */
function openCells(view: SessionView | undefined): readonly Cell[] {
  return view ? [...view.cells.values()].filter(({ id }) => !view.outcomes.has(id)) : [];
}
