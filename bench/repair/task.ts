/** A bug of a public set, laid out as a small repository: its source, the tests that are shown, and those that are not. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Check } from "../../src/core/finding.ts";

export type Language = "javascript" | "python";

export interface Task {
  readonly id: string;
  readonly language: Language;
  /** The kind of bug, as the set's authors call it. */
  readonly bug: string;
  readonly files: Readonly<Record<string, string>>;
  readonly check: Check;
  /** Files that take the place of the visible tests once the repair is over, and the command that then has to succeed. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** Rows of a set of ../shared/data (or TACKLE_DATA); none, and a word why, where it is absent. */
export function readRows(name: string): Record<string, string>[] {
  const file = path.join(process.env["TACKLE_DATA"] ?? "../shared/data", name);
  if (existsSync(file))
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Record<string, string> => JSON.parse(line));
  console.log(`skipped: ${file} is absent (set TACKLE_DATA to the folder that holds ${path.dirname(name)}/)`);
  return [];
}

export function layOut(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const indent = (text: string, by: string): string =>
  text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");

/** A unittest file for `solution.py`; each piece is the body of a test of its own. */
export function unittestFile(entry: string, bodies: readonly string[]): string {
  return [
    "import faulthandler",
    "import unittest",
    "",
    "from solution import *",
    `from solution import ${entry}`,
    "",
    "",
    "# Some of the bugs are endless loops.",
    "faulthandler.dump_traceback_later(20, exit=True)",
    "",
    "",
    "class SolutionTest(unittest.TestCase):",
    bodies
      .map(
        (body, at) =>
          `    def test_${at === 0 ? "solution" : at}(self):\n${indent(body.trim(), "        ")}\n`,
      )
      .join("\n"),
    "",
    'if __name__ == "__main__":',
    "    unittest.main()",
    "",
  ].join("\n");
}
