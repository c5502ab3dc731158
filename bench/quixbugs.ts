/** How many programs of QuixBugs (Python) the embedded solver repairs; `--honest` shows it every second check alone. */
import { readOptions } from "./repair/options.ts";
import { runBench } from "./repair/run.ts";
import { readRows, unittestFile, type Task } from "./repair/task.ts";

/** The checks of a program: its assertions, or the calls of its test functions, and what stands before them. */
function splitTests(tests: string): { readonly setting: string; readonly checks: readonly string[] } {
  const lines = tests.trim().split("\n");
  const from = lines.findIndex((line) => /^(?:assert\b|test\d+\(\))/.test(line));
  const checks: string[] = [];
  for (const line of lines.slice(from))
    if (/^(?:assert\b|test\d+\(\))/.test(line)) checks.push(line);
    else checks.push(`${checks.pop() ?? ""}\n${line}`);
  return { setting: lines.slice(0, from).join("\n"), checks };
}

function readTask(row: Readonly<Record<string, string>>, honest: boolean): Task {
  const { name = "", buggy_program: program = "", docstring = "", tests = "" } = row;
  const { setting, checks } = splitTests(tests);
  const bodies = checks.map((check) => `${setting}\n${check}`);
  const shown = honest ? bodies.filter((_, at) => at % 2 === 0) : bodies;
  return {
    id: name,
    language: "python",
    bug: "all",
    files: {
      "solution.py": `${program.trim()}\n\n\n${docstring}\n`,
      "test_solution.py": unittestFile(name, shown),
    },
    check: { command: "python3 -m unittest -v", source: "--verify", runner: "unittest" },
    hidden: { "test_solution.py": unittestFile(name, bodies) },
    command: ["python3", "-m", "unittest"],
  };
}

const options = readOptions();
const tasks = readRows("quixbugs/quixbugs_python.jsonl").map((row) => readTask(row, options.honest));
await runBench("quixbugs", tasks, options);
