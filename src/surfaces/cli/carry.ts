/** Carries a session to its end in front of a person or a program, whoever started it. */
import { sessionDiff, toFault, type Ask, type Result, type SessionView, type Watch } from "../../index.ts";
import type { Format } from "./wish.ts";
import { createAsk } from "./ask.ts";
import { afterwards } from "./afterwards.ts";
import { openInterrupt } from "./interrupt.ts";
import { openReport } from "./open-report.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** What is known of the session before it goes on. */
export interface Carried {
  readonly format: Format;
  /** In a stream: replies while they come, too. */
  readonly partial?: boolean;
  /** The session's id, when it is resumed. */
  readonly session?: string;
  readonly resumed?: SessionView;
}

/** What a session is carried with. */
export interface Bearing {
  readonly signal: AbortSignal;
  readonly watch: Watch;
  /** Absent when nobody sits at the terminal. */
  readonly ask?: Ask;
}

/** Runs `go`, reports it, and returns the exit code. */
export async function carry(
  terminal: Terminal,
  carried: Carried,
  go: (bearing: Bearing) => Promise<Result>,
): Promise<number> {
  let session = carried.session ?? "";
  const report = await openReport(carried.format, terminal, { ...carried, session: () => session });
  const resume = (): string => (session === "" ? "" : `; go on with: tackle resume ${session}`);
  const interrupt = openInterrupt(
    () => report.say("stopping… (Ctrl-C again to leave at once)"),
    () => {
      report.say(`left at once${resume()}`);
      process.exit(130);
    },
  );
  // Whoever read stdout is gone: nobody would see how it ends, so it stops, and can be resumed.
  terminal.onClosed(() => interrupt.abort());
  const { state } = readSurroundings(process.env);
  try {
    const watch = { ...report.watch, onSession: (id: string) => void (session = id) };
    const ask = carried.format === "text" ? createAsk(terminal, () => report.hold?.()) : undefined;
    const result = await go({ signal: interrupt.signal, watch, ...(ask && { ask }) });
    await report.end(result, async () => (await sessionDiff(state, result.session)).text);
    await afterwards(result, (line) => report.say(line));
    return result.exitCode;
  } catch (thrown) {
    const fault = toFault(thrown);
    report.fail(fault);
    return fault.exitCode;
  } finally {
    interrupt.close();
  }
}
