/** The command `tackle`: knows what is wanted before it loads what is needed for it. */
import { parseArguments } from "./cli/arguments.ts";
import { complaint } from "./cli/complain.ts";
import { openTerminal, type Terminal } from "./cli/terminal.ts";
import type { Wish, Wrong } from "./cli/wish.ts";

async function main(wish: Wish | Wrong, terminal: Terminal): Promise<number> {
  switch (wish.type) {
    case "wrong":
      return refuse(wish, terminal);
    case "help":
      terminal.out((await import("./cli/help.ts"))[wish.of === "run" ? "runHelp" : "help"]);
      return 0;
    case "version":
      terminal.out(`tackle ${(await import("./cli/version.ts")).version()}\n`);
      return 0;
    case "run":
      return (await import("./cli/run.ts")).run(wish, terminal);
    case "interactive":
      return (await import("./interactive.ts")).interactive(wish, terminal);
    case "resume":
      return (await import("./cli/resume.ts")).resume(wish, terminal);
    case "sessions":
      return (await import("./cli/sessions.ts")).sessions(wish.format, terminal);
    case "show":
      return (await import("./cli/show.ts")).show(wish, terminal);
    case "trust":
      return (await import("./cli/trust.ts")).trust(wish, terminal);
    case "diff":
      return (await import("./cli/diff.ts")).diff(wish, terminal);
    case "evidence":
      return (await import("./cli/evidence.ts")).evidence(wish, terminal);
    case "undo":
      return (await import("./cli/undo.ts")).undo(wish, terminal);
    case "rules":
      return (await import("./cli/rules.ts")).rules(wish, terminal);
    case "models":
      return (await import("./cli/models.ts")).models(wish.format, terminal);
    case "login":
    case "logout":
      return (await import("./cli/login.ts")).login(wish, terminal);
    case "past":
      return (await import("./cli/past.ts")).past(wish, terminal);
    case "doctor":
      return (await import("./cli/doctor.ts")).doctor(wish, terminal);
  }
}

/** Bad usage: one line and a way out; a program that asked for JSON gets its result line too. */
async function refuse({ message, hint, format }: Wrong, terminal: Terminal): Promise<number> {
  terminal.error(complaint(message, hint));
  if (format !== "text") await printFault({ code: "bad_usage", message, hint, exitCode: 2 }, terminal);
  return 2;
}

async function printFault(fault: FaultWords, terminal: Terminal): Promise<void> {
  const [{ faultLine }, { jsonLine }] = await Promise.all([
    import("./cli/result.ts"),
    import("./cli/json-line.ts"),
  ]);
  terminal.out(jsonLine(faultLine(fault, "", { duration: 0, model: 0, denials: [] })));
}

type FaultWords = import("./cli/result.ts").FaultWords;

const wish = parseArguments(process.argv.slice(2));
const terminal = openTerminal(process.env);
try {
  process.exitCode = await main(wish, terminal);
} catch (thrown) {
  const { toFault } = await import("../index.ts");
  const fault = toFault(thrown);
  terminal.error(complaint(fault.message, fault.hint));
  if ("format" in wish && wish.format !== "text") await printFault(fault, terminal);
  process.exitCode = fault.exitCode;
}
await terminal.flush();
// A provider's idle connection must not keep a finished command waiting.
process.exit();
