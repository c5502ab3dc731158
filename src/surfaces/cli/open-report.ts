/** Chooses the report for a format. */
import { complaint } from "./complain.ts";
import { jsonLine } from "./json-line.ts";
import type { Report, Subject } from "./report.ts";
import { createPartialStream } from "./partial.ts";
import { createTallies, faultLine, resultLine } from "./result.ts";
import { createStream } from "./stream.ts";
import type { Terminal } from "./terminal.ts";
import type { Format } from "./wish.ts";

/** The report in a format. stdout carries only JSON in the JSON formats; everything else goes to stderr. */
export async function openReport(format: Format, terminal: Terminal, subject: Subject): Promise<Report> {
  if (format !== "text") return createJsonReport(format, terminal, subject);
  const { createScreen } = await import("./screen.ts");
  return createScreen(terminal, subject);
}

function createJsonReport(format: Format, terminal: Terminal, subject: Subject): Report {
  const tallies = createTallies(Date.now);
  const stream = format === "stream-json" ? createStream(subject) : undefined;
  const partial = subject.partial === true ? createPartialStream(subject) : undefined;
  const print = (lines: readonly object[] = []): void => {
    for (const line of lines) terminal.out(jsonLine(line));
  };
  const say = (line: string): void => terminal.error(complaint(line, ""));
  return {
    say,
    watch: {
      onFact: (fact) => {
        tallies.add(fact);
        print(partial?.fact(fact));
        print(stream?.(fact));
      },
      ...(partial && { onDelta: (text) => print(partial.delta(text)) }),
      onNotice: say,
    },
    end: async (result) => terminal.out(jsonLine(resultLine(result, tallies.read()))),
    fail: (fault) => {
      terminal.error(complaint(fault.message, fault.hint));
      terminal.out(jsonLine(faultLine(fault, subject.session(), tallies.read())));
    },
  };
}
