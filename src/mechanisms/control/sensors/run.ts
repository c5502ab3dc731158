/** Runs a check in the sandbox and reads what its runner reported. */
import { randomBytes } from "node:crypto";
import type { Check, CheckRun, TestResult } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import { readGoProfile } from "./go-profile.ts";
import { readCargo, readGo } from "./printed.ts";
import { checkScript, type AskedLines } from "./prologue.ts";
import { scriptOf } from "./project.ts";
import { readReport, type Report } from "./report.ts";

export interface CheckOptions {
  /** The workspace, absolute and real. */
  readonly root: string;
  /** Files shown in place of the workspace's own, such as the original tests. */
  readonly overlay?: Command["overlay"];
  readonly signal?: AbortSignal;
  /** Milliseconds; default 240,000, less than a cell may take: it may be a cell that asks. */
  readonly timeLimit?: number;
  readonly onOutput?: Command["onOutput"];
  /** Lines of which to tell whether they ran; slows the check down a little. */
  readonly asked?: AskedLines;
  /** Keeps the HOME and TMPDIR that `run` gives, as where the user's own are wanted. */
  readonly keepsHome?: boolean;
}

/** Reports of large suites lie at the end of the output, and half of this is kept for the end. */
const outputLimit = 16 * 1024 * 1024;
const outputKept = 16 * 1024;

function headAndTail(text: string): string {
  if (text.length <= outputKept) return text.trim();
  const half = outputKept / 2;
  return `${text.slice(0, half)}\n… ${text.length - outputKept} characters left out …\n${text.slice(-half)}`.trim();
}

/** The program that a shell could not find. */
function missing(output: string, check: Check): string {
  const named = /^(?:[^\s:]*sh: )?(?:line )?(?:\d+: )?(\S+): (?:command )?not found/m.exec(output)?.[1];
  return named ?? check.command.trim().split(/\s+/, 1)[0] ?? check.command;
}

const lastLine = (output: string): string => output.trim().split("\n").at(-1)?.trim().slice(0, 200) ?? "";

/** One line on why the run says less than it should; undefined when it says all. */
function troubleOf(check: Check, run: Run, report: Report): string | undefined {
  if (run.timedOut) return `the check was ended after ${Math.round(run.milliseconds / 1000)} s`;
  if (run.interrupted) return "the check was interrupted";
  if (run.exit === 127) return `check command \`${missing(report.output, check)}\` not found in the sandbox`;
  const [exit] = report.exits;
  if (
    exit &&
    (report.ended < report.runs ||
      check.runner === "node-test" ||
      check.runner === "command" ||
      report.runs === 0)
  )
    return `the runner did not end by itself: ${exit.call} was called in ${exit.file}:${exit.line}`;
  if (report.ended < report.runs) return "the runner did not end by itself";
  if (check.runner !== "command" && report.runs === 0)
    return `no report came from ${check.runner}: ${lastLine(report.output) || "nothing was printed"}`;
  if (run.exit > 128) return `the check was ended by signal ${run.exit - 128}`;
  return undefined;
}

/** All that can be said of a command without named tests. */
function commandTest(check: Check, run: Run, output: string, ended: boolean): TestResult {
  if (run.exit === 0 && ended) return { name: check.command, state: "passed" };
  const tail = output.trim().split("\n").slice(-8).join("\n").slice(-800);
  return {
    name: check.command,
    state: "failed",
    message: `exit ${run.exit}${tail === "" ? "" : `: ${tail}`}`,
  };
}

/** Passes on what the check prints, and not the report behind it, which is printed in one piece. */
function untilMark(onOutput: (text: string) => void, mark: string): (text: string) => void {
  let reached = false;
  return (text) => {
    const cut = text.indexOf(`\n${mark} report`);
    if (!reached) onOutput(cut < 0 ? text : text.slice(0, cut));
    reached ||= cut >= 0;
  };
}

/**
 * Runs `check` once by `run` (a sandbox's `run`) and drops all that it wrote. The project is not changed: reporters lie in a
 * temporary folder, reach their runners by the environment and sign what they say. Never throws for a failing check; what the
 * sandbox throws passes through.
 *
 * The signing key is out of reach of test files in processes of their own (`node --test`, vitest's workers). Not stopped, because
 * the code under test shares the runner's process: a source that deliberately rewrites the runner's objects in mocha, jest in one
 * process, pytest, unittest, `node x.test.js`, plain scripts, or modules that a runner's configuration imports.
 */
export async function runCheck(
  check: Check,
  run: (command: Command) => Promise<Run>,
  options: CheckOptions,
): Promise<CheckRun> {
  const { root, overlay, signal, timeLimit = 240_000, onOutput, asked, keepsHome = false } = options;
  const key = randomBytes(24).toString("hex");
  const mark = `tackle-${randomBytes(12).toString("hex")}`;
  const script = checkScript(check, await scriptOf(check.command, root), { root, asked, keepsHome });
  const result = await run({
    argv: ["sh", "-c", script],
    cwd: root,
    stdin: `${key}\n${mark}\n`,
    timeLimit,
    outputLimit,
    ...(overlay ? { overlay } : {}),
    ...(signal ? { signal } : {}),
    ...(onOutput ? { onOutput: untilMark(onOutput, mark) } : {}),
  });
  await result.stage.drop();
  const report = withPrinted(readReport(result.output, { key, mark, root }), check, result.exit);
  const trouble = troubleOf(check, result, report);
  const ended = trouble === undefined;
  return {
    check,
    exit: result.exit,
    ended,
    tests: check.runner === "command" ? [commandTest(check, result, report.output, ended)] : report.tests,
    output: headAndTail(report.output),
    milliseconds: result.milliseconds,
    timedOut: result.timedOut,
    ...(trouble === undefined ? {} : { trouble }),
    ...(asked && {
      coverage: united([...report.coverage, ...readGoProfile(report.profile, root, asked)]),
    }),
  };
}

/** Runners that take no reporter are read by what they print. */
function withPrinted(report: Report, { runner }: Check, exit: number): Report {
  if (runner !== "cargo" && runner !== "go") return report;
  const { tests, ended } = (runner === "cargo" ? readCargo : readGo)(report.output, exit);
  return { ...report, tests, runs: 1, ended: ended ? 1 : 0 };
}

/** What several processes say of one file, as one. */
function united(parts: NonNullable<CheckRun["coverage"]>): NonNullable<CheckRun["coverage"]> {
  return [...Map.groupBy(parts, ({ file }) => file)].map(([file, same]) => ({
    file,
    lines: [...new Set(same.flatMap(({ lines }) => lines))],
    ran: [...new Set(same.flatMap(({ ran }) => ran))],
  }));
}
