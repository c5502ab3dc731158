/** Reads what runners print that take no reporter of ours: cargo's lines, and the events of `go test -json`. */
import { stripVTControlCharacters } from "node:util";
import * as z from "zod/mini";
import type { TestResult, TestState } from "../../../core/finding.ts";

export interface Printed {
  readonly tests: readonly TestResult[];
  /** False when the runner did not come to its end. */
  readonly ended: boolean;
}

const states: Readonly<Record<string, TestState>> = { ok: "passed", FAILED: "failed", ignored: "skipped" };

/** Where a Rust test panicked. */
const panicked = /panicked at ([^\s:]+\.rs):(\d+)/;

/**
 * `cargo test`: a test's name is its target (`unittests src/lib.rs`, `tests/whole.rs`, `Doc-tests name`) and its path. Not signed: code
 * under test that writes past the capture to standard output could forge lines. Ended means that each target gave its result, and at
 * least one did.
 */
export function readCargo(output: string, exit: number): Printed {
  const tests = new Map<string, TestResult>();
  let [target, begun, done] = ["", 0, 0];
  const details = failures(output);
  for (const line of stripVTControlCharacters(output).split("\n")) {
    const running = /^\s+Running (.+?) \(.*\)\s*$|^\s+(Doc-tests .+?)\s*$/.exec(line);
    if (running) target = running[1] ?? running[2] ?? "";
    if (/^running \d+ tests?$/.test(line)) begun += 1;
    if (/^test result: (?:ok|FAILED)\./.test(line)) done += 1;
    const [, title, word] =
      /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)(?:,.*)?$/.exec(line) ?? [];
    if (title === undefined || word === undefined) continue;
    // A documentation test is named by its line, which moves: by its order in the file it stays what it was.
    const name = fresh(`${target} > ${title.replace(/ \(line \d+\)(?: - compile(?: fail)?)?$/, "")}`, tests);
    tests.set(name, rustTest(name, word, details.get(title)));
  }
  return { tests: [...tests.values()], ended: begun > 0 && done === begun && (exit === 0 || exit === 101) };
}

/** A name that is not taken: tests with the same name are told apart by their order. */
function fresh(name: string, taken: ReadonlyMap<string, unknown>, times = 1): string {
  const one = times === 1 ? name : `${name} (${times})`;
  return taken.has(one) ? fresh(name, taken, times + 1) : one;
}

function rustTest(name: string, word: string, message: string | undefined): TestResult {
  const state = states[word] ?? "skipped";
  if (state !== "failed" || message === undefined) return { name, state };
  const [, file, line] = panicked.exec(message) ?? [];
  return { name, state, message, ...(file !== undefined && { location: { file, line: Number(line) } }) };
}

/** The words of each failure, without the frames of its stack. */
function failures(output: string): ReadonlyMap<string, string> {
  const parts = stripVTControlCharacters(output).split(/^---- (.+) stdout ----$/m);
  const found = new Map<string, string>();
  for (let at = 1; at < parts.length; at += 2) {
    const words = (parts[at + 1] ?? "").split(/\n(?:stack backtrace:|failures:|note: )/)[0]?.trim() ?? "";
    found.set(parts[at] ?? "", words.slice(0, 800));
  }
  return found;
}

const event = z.object({
  Action: z.string(),
  Package: z.prefault(z.string(), ""),
  Test: z.optional(z.string()),
  Output: z.optional(z.string()),
});
type Event = z.infer<typeof event>;

const outcomes: Readonly<Record<string, TestState>> = { pass: "passed", fail: "failed", skip: "skipped" };

function eventOf(line: string): Event | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return event.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/**
 * `go test -json`: a test's name is its package and its path. A package that fails without a failed test (it does not build) is a
 * failed test of its own. Not signed. Ended means that every package that began has its outcome.
 */
export function readGo(output: string): Printed {
  const events = output.split("\n").flatMap((line) => eventOf(line) ?? []);
  const said = new Map<string, string>();
  const tests = new Map<string, TestResult>();
  const begun = new Set<string>();
  const packages = new Map<string, TestState>();
  for (const { Action, Package, Test, Output } of events) {
    const key = Test === undefined ? Package : `${Package} > ${Test.replaceAll("/", " > ")}`;
    begun.add(Package);
    if (Output !== undefined) said.set(key, ((said.get(key) ?? "") + Output).slice(-4000));
    const state = outcomes[Action];
    if (state === undefined) continue;
    if (Test === undefined) packages.set(Package, state);
    else tests.set(key, { name: key, state, ...(state === "failed" && failure(said.get(key) ?? "")) });
  }
  for (const [name, words] of unbuilt(output)) {
    begun.add(name);
    packages.set(name, "failed");
    said.set(name, words);
  }
  for (const [name, state] of packages) {
    const inside = [...tests.values()].some(
      (test) => test.state === "failed" && test.name.startsWith(`${name} > `),
    );
    if (state === "failed" && !inside) tests.set(name, { name, state, ...failure(said.get(name) ?? "") });
  }
  begun.delete("");
  return {
    tests: [...tests.values()],
    ended: begun.size > 0 && [...begun].every((name) => packages.has(name)),
  };
}

/** Packages of which Go (before 1.24) says in plain lines that they do not build, with the compiler's words. */
function unbuilt(output: string): ReadonlyMap<string, string> {
  const compiled = new Map<string, string[]>();
  let own: string[] = [];
  const failed = new Map<string, string>();
  for (const line of output.split("\n")) {
    const [, named] = /^# (\S+)/.exec(line) ?? [];
    const [, name] = /^FAIL\t(\S+) \[(?:build|setup) failed\]$/.exec(line) ?? [];
    if (named !== undefined) compiled.set(named, (own = compiled.get(named) ?? []));
    else if (name !== undefined) failed.set(name, (compiled.get(name) ?? []).join("\n"));
    else if (!line.startsWith("{")) own.push(line);
  }
  return failed;
}

function failure(words: string): Partial<TestResult> {
  const place = /(?<![\w./-])(?:\.\/)?([\w.-][\w./-]*\.go):(\d+)/.exec(words);
  const message = words
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s*(?:=== |--- )/.test(line))
    .slice(0, 8)
    .join("\n")
    .trim();
  return {
    ...(message !== "" && { message }),
    ...(place?.[1] !== undefined && { location: { file: place[1], line: Number(place[2]) } }),
  };
}
