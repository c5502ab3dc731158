/** How many tasks of HumanEvalPack the embedded solver repairs: each laid out as a small repository with its tests. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runTask } from "../src/index.ts";
import { explore } from "../src/mechanisms/planning/explore.ts";
import { runSearch } from "../src/mechanisms/tools/repair/search.ts";
import type { Check } from "../src/core/finding.ts";
import { median, printFigure } from "./figure.ts";
import { launch } from "../test/mechanisms/tools/repair/launch.ts";

interface Task {
  readonly task_id: string;
  readonly declaration: string;
  readonly buggy_solution: string;
  readonly test: string;
  readonly entry_point: string;
  readonly bug_type: string;
}

interface Row {
  readonly task: string;
  readonly language: Language;
  readonly bug: string;
  readonly fixed: boolean;
  /** Candidates run; in the whole harness, as the solver's own cell reported them. */
  readonly tried: number;
  readonly how: string;
  readonly seconds: number;
}

type Language = "javascript" | "python";

const { values } = parseArgs({
  options: {
    direct: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    language: { type: "string" },
    limit: { type: "string" },
    tasks: { type: "string" },
    candidates: { type: "string", default: "1000" },
  },
});

const data = path.join(process.env["TACKLE_DATA"] ?? "../shared/data", "humanevalpack");

function readTasks(language: Language): Task[] {
  const file = path.join(data, `humanevalpack_${language === "javascript" ? "js" : "python"}.jsonl`);
  if (!existsSync(file)) {
    console.log(`skipped: ${file} is absent (set TACKLE_DATA to the folder that holds humanevalpack/)`);
    return [];
  }
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const tasks = rows.map((line): Task => JSON.parse(line));
  const wanted = values.tasks?.split(",");
  const chosen = tasks.filter(
    ({ task_id }) => !wanted || wanted.some((one) => task_id.endsWith(`/${one}`) || task_id === one),
  );
  return chosen.slice(0, values.limit === undefined ? undefined : Number(values.limit));
}

/** Task 162 hashes with a package that is not here. */
const withoutPackages = (text: string): string =>
  text.replaceAll(
    /require\(['"]js-md5['"]\)/g,
    "((text) => require('node:crypto').createHash('md5').update(text).digest('hex'))",
  );

/** Writes the task as a repository: a module, its tests, and the manifest that says how they are run. */
function layOut(folder: string, task: Task, language: Language): Check {
  if (language === "javascript") return layOutJavaScript(folder, task);
  writeFileSync(path.join(folder, "solution.py"), `${task.declaration.trimStart()}${task.buggy_solution}`);
  const indented = task.test
    .trim()
    .split("\n")
    .map((line) => (line === "" ? line : `        ${line}`))
    .join("\n");
  const test = [
    "import faulthandler",
    "import unittest",
    "",
    "from solution import *",
    `from solution import ${task.entry_point}`,
    "",
    "# Some of the bugs are endless loops.",
    "faulthandler.dump_traceback_later(20, exit=True)",
    "",
    "",
    "class SolutionTest(unittest.TestCase):",
    "    def test_solution(self):",
    indented,
    "",
    "",
    'if __name__ == "__main__":',
    "    unittest.main()",
    "",
  ].join("\n");
  writeFileSync(path.join(folder, "test_solution.py"), test);
  return { command: "python3 -m unittest -v", source: "--verify", runner: "unittest" };
}

function layOutJavaScript(folder: string, task: Task): Check {
  mkdirSync(path.join(folder, "test"));
  // Some of the bugs are endless loops, which node:test's own time limits do not end.
  const manifest = {
    name: "task",
    version: "1.0.0",
    private: true,
    scripts: { test: "timeout 20 node --test" },
  };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const exported = [
    ...`${task.declaration}${task.buggy_solution}`.matchAll(/^(?:const|let|var|function)\s+(\w+)/gm),
  ].map(([, name]) => name);
  const names = [...new Set([...exported, task.entry_point])].join(", ");
  const source = withoutPackages(`${task.declaration.trimStart()}${task.buggy_solution}`);
  writeFileSync(path.join(folder, "solution.js"), `${source}\nmodule.exports = { ${names} };\n`);
  const test = [
    'const test = require("node:test");',
    `const { ${names} } = require("../solution.js");`,
    "",
    "// console.assert only prints in Node: here a wrong answer has to fail the test.",
    "console.assert = (truth) => {",
    '  if (!truth) throw new Error("assertion failed");',
    "};",
    "",
    `test(${JSON.stringify(task.entry_point)}, () => {`,
    withoutPackages(task.test.trim()),
    "});",
    "",
  ].join("\n");
  writeFileSync(path.join(folder, "test", "solution.test.js"), test);
  return { command: "npm test", source: "package.json scripts.test", runner: "node-test" };
}

async function runDirect(folder: string, check: Check): Promise<Pick<Row, "fixed" | "tried" | "how">> {
  const ground = { explore, root: folder, launch, check, signal: new AbortController().signal };
  const limits = { limit: Number(values.candidates), seconds: Number.POSITIVE_INFINITY, exclude: [] };
  const { found, tried, why, generated } = await runSearch(ground, limits);
  const how = found ? `${found.operator}: ${found.before.slice(0, 40)} → ${found.after.slice(0, 60)}` : why;
  return { fixed: found !== null, tried, how: `${how.replaceAll("\n", "⏎")} (${generated})` };
}

/** The whole harness: session, sandbox, journal, cells, gate, and a check that has to prove it. */
async function runHarness(folder: string): Promise<Pick<Row, "fixed" | "tried" | "how">> {
  const state = mkdtempSync(path.join(tmpdir(), "humanevalpack-state-"));
  try {
    const result = await runTask({
      task: "The tests of this repository fail. Repair it.",
      cwd: folder,
      model: "solver",
      sandbox: "auto",
      budget: {},
      surroundings: { state, path: process.env["PATH"] ?? "", keys: {}, version: "bench" },
      signal: new AbortController().signal,
    });
    const tried = [...result.view.outcomes.values()].map(({ value = "" }) =>
      Number(/"tried":\s*(\d+)/.exec(value)?.[1] ?? 0),
    );
    const fixed = result.stop.reason === "verified";
    return {
      fixed,
      tried: tried.reduce((sum, one) => sum + one, 0),
      how: `${result.stop.reason}: ${result.stop.detail}`.replaceAll("\n", "⏎").slice(0, 160),
    };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function runOne(task: Task, language: Language): Promise<Row> {
  const folder = mkdtempSync(path.join(tmpdir(), "humanevalpack-"));
  const from = performance.now();
  try {
    const check = layOut(folder, task, language);
    const result = values.direct ? await runDirect(folder, check) : await runHarness(folder);
    return {
      task: task.task_id,
      language,
      bug: task.bug_type,
      ...result,
      seconds: (performance.now() - from) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wilson's 95 % interval of a proportion. */
function wilson(hits: number, total: number): [number, number] {
  const z = 1.959964;
  const p = hits / total;
  const middle = p + (z * z) / (2 * total);
  const half = z * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [(middle - half) / scale, (middle + half) / scale];
}

function tableLine(name: string, rows: readonly Row[]): string {
  const fixed = rows.filter((row) => row.fixed);
  const [low, high] = wilson(fixed.length, rows.length).map((share) => (share * 100).toFixed(0));
  const share = ((fixed.length / rows.length) * 100).toFixed(1);
  const tried = median(fixed.map((row) => row.tried));
  return `| ${name} | ${fixed.length}/${rows.length} | ${share} % | ${low}–${high} % | ${tried} |`;
}

function printTable(rows: readonly Row[]): void {
  console.log(
    "\n| | fixed | share | 95 % (Wilson) | median candidates of the fixed |\n|---|---|---|---|---|",
  );
  for (const language of new Set(rows.map((row) => row.language))) {
    const own = rows.filter((row) => row.language === language);
    console.log(tableLine(`**${language}**`, own));
    for (const bug of [...new Set(own.map((row) => row.bug))].toSorted())
      console.log(
        tableLine(
          `${language}, ${bug}`,
          own.filter((row) => row.bug === bug),
        ),
      );
  }
}

const rows: Row[] = [];
for (const language of ["javascript", "python"] as const) {
  if (values.language !== undefined && !language.startsWith(values.language)) continue;
  for (const task of readTasks(language)) {
    const row = await runOne(task, language);
    rows.push(row);
    if (!values.json)
      console.log(
        `${row.fixed ? "fixed" : "  -  "} ${row.task.padEnd(15)} ${String(row.tried).padStart(5)} ${row.seconds.toFixed(1).padStart(6)} s  ${row.bug}: ${row.how}`,
      );
  }
}
if (values.json) {
  for (const language of new Set(rows.map((row) => row.language))) {
    const own = rows.filter((row) => row.language === language);
    const share = own.filter((row) => row.fixed).length / own.length;
    printFigure({
      name: `humanevalpack, ${language}: repaired`,
      value: share * 100,
      unit: "%",
      n: own.length,
    });
  }
} else if (rows.length > 0) printTable(rows);
