/** Tasks of HumanEvalPack, laid out as small repositories. */
import { unittestFile, type Task } from "./task.ts";

type Row = Readonly<Record<string, string>>;

/** Task 162 hashes with a package that is not here; its call is kept, over node:crypto. */
const withoutPackages = (text: string): string =>
  text.replaceAll(
    /require\(['"]js-md5['"]\)/g,
    "((text) => require('node:crypto').createHash('md5').update(text).digest('hex'))",
  );

/** Where the examples alone are visible, so are the words they stand in. */
const headOf = (row: Row, honest: boolean): string =>
  ((honest ? row["prompt"] : row["declaration"]) ?? "").trimStart();

/** A task of the Python set; `honest` shows its examples alone. */
export function pythonTask(row: Row, honest: boolean): Task {
  const { entry_point: entry = "", test = "", example_test: examples = "" } = row;
  return {
    id: row["task_id"] ?? "",
    language: "python",
    bug: row["bug_type"] ?? "",
    files: {
      "solution.py": `${headOf(row, honest)}${row["buggy_solution"]}`,
      "test_solution.py": unittestFile(entry, [honest ? examples : test]),
    },
    check: { command: "python3 -m unittest -v", source: "--verify", runner: "unittest" },
    hidden: { "test_solution.py": unittestFile(entry, [test]) },
    command: ["python3", "-m", "unittest"],
  };
}

/** A task of the JavaScript set; `honest` shows its examples alone. */
export function javascriptTask(row: Row, honest: boolean): Task {
  const { entry_point: entry = "", test = "", example_test: examples = "" } = row;
  const program = `${row["declaration"]}${row["buggy_solution"]}`;
  const exported = [...program.matchAll(/^(?:const|let|var|function)\s+(\w+)/gm)].map(([, name]) => name);
  const names = [...new Set([...exported, entry])].join(", ");
  const source = withoutPackages(`${headOf(row, honest)}${row["buggy_solution"]}`);
  // Some of the bugs are endless loops, which node:test's own time limits do not end.
  const manifest = {
    name: "task",
    version: "1.0.0",
    private: true,
    scripts: { test: "timeout 20 node --test" },
  };
  const file = "test/solution.test.js";
  return {
    id: row["task_id"] ?? "",
    language: "javascript",
    bug: row["bug_type"] ?? "",
    files: {
      "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
      "solution.js": `${source}\nmodule.exports = { ${names} };\n`,
      [file]: nodeTestFile(entry, names, honest ? examples : test),
    },
    check: { command: "npm test", source: "package.json scripts.test", runner: "node-test" },
    hidden: { [file]: nodeTestFile(entry, names, test) },
    command: ["node", "--test"],
  };
}

const nodeTestFile = (entry: string, names: string, body: string): string =>
  [
    'const test = require("node:test");',
    `const { ${names} } = require("../solution.js");`,
    "",
    "// console.assert only prints in Node: here a wrong answer has to fail the test.",
    "console.assert = (truth) => {",
    '  if (!truth) throw new Error("assertion failed");',
    "};",
    "",
    `test(${JSON.stringify(entry)}, () => {`,
    withoutPackages(body.trim()),
    "});",
    "",
  ].join("\n");
