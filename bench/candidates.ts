/** Candidates a second of the repair search by runner, in the sandbox, and the memory of its workers. Usage: `node bench/candidates.ts`. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Check } from "../src/core/finding.ts";
import { openSandbox } from "../src/interface/environment/sandbox/open.ts";
import { explore } from "../src/mechanisms/planning/explore.ts";
import { runSearch } from "../src/mechanisms/tools/repair/search.ts";
import { printFigure } from "./figure.ts";
import { residentBytes } from "./memory.ts";
import { layOut } from "./repair/task.ts";

const attempts = 300;

/** A program with enough to change, and a test of it that nothing can satisfy: every candidate is run. */
const javascript = (types: string): string =>
  [
    `export function spread(xs${types && ": number[]"}, low${types && ": number"}, high${types && ": number"}) {`,
    `  const out${types && ": number[]"} = [];`,
    "  for (let i = 0; i < xs.length; i += 1) {",
    "    const scaled = ((xs[i] - low) / (high - low)) * 100;",
    "    if (scaled >= 0 && scaled <= 100) out.push(Math.round(scaled));",
    "  }",
    "  return out.length > 1 ? out.slice(1) : out;",
    "}",
    "",
  ].join("\n");
const python = [
  "def spread(xs, low, high):",
  "    out = []",
  "    for x in xs:",
  "        scaled = (x - low) / (high - low) * 100",
  "        if scaled >= 0 and scaled <= 100:",
  "            out.append(round(scaled))",
  "    return out[1:] if len(out) > 1 else out",
  "",
].join("\n");
const globalTest = (imported: string): string =>
  [
    imported,
    'import { spread } from "./spread.js";',
    'test("spread", () => expect(spread([1, 2, 3, 9], 1, 5)).toEqual(["never"]));',
  ].join("\n");
const nodeTest = (file: string): string =>
  [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    `import { spread } from "${file}";`,
    'test("spread", () => assert.deepEqual(spread([1, 2, 3, 9], 1, 5), ["never"]));',
  ].join("\n");

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
  readonly runner: Check["runner"];
}

const cases: readonly Case[] = [
  {
    name: "node:test, JavaScript",
    files: {
      "package.json": '{ "type": "module" }',
      "spread.js": javascript(""),
      "spread.test.js": nodeTest("./spread.js"),
    },
    command: "node --test",
    runner: "node-test",
  },
  {
    name: "node:test, TypeScript",
    files: {
      "package.json": '{ "type": "module" }',
      "spread.ts": javascript("typed"),
      "spread.test.ts": nodeTest("./spread.ts"),
    },
    command: "node --test",
    runner: "node-test",
  },
  ...[
    { name: "vitest", imported: 'import { expect, test } from "vitest";' },
    { name: "jest", imported: "" },
  ].map(({ name, imported }): Case => ({
    name,
    files: {
      "package.json": '{ "type": "module" }',
      "spread.js": javascript(""),
      "spread.test.js": globalTest(imported),
    },
    command: name === "vitest" ? "vitest run" : "jest",
    runner: name === "vitest" ? "vitest" : "jest",
  })),
  {
    name: "unittest",
    files: {
      "spread.py": python,
      "test_spread.py": [
        "import unittest",
        "from spread import spread",
        "",
        "class Spread(unittest.TestCase):",
        "    def test_spread(self):",
        '        self.assertEqual(spread([1, 2, 3, 9], 1, 5), ["never"])',
        "",
      ].join("\n"),
    },
    command: "python3 -m unittest",
    runner: "unittest",
  },
  {
    name: "pytest's style",
    files: {
      "spread.py": python,
      "test_spread.py":
        'from spread import spread\n\ndef test_spread():\n    assert spread([1, 2, 3, 9], 1, 5) == ["never"]\n',
    },
    command: "pytest",
    runner: "pytest",
  },
];

for (const { name, files, command, runner } of cases) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "candidates-")));
  const root = path.join(folder, "root");
  layOut(root, files);
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), "candidates-scratch-")));
  const sandbox = await openSandbox("auto", { root, scratch, path: process.env["PATH"] ?? "" });
  let peak = 0;
  const own = (): number => process.memoryUsage.rss();
  const watch = setInterval(() => (peak = Math.max(peak, residentBytes(process.pid) - own())), 100);
  const from = performance.now();
  const { tried } = await runSearch(
    {
      root,
      explore,
      launch: (program) => sandbox.launch(program),
      check: { command, source: "--verify", runner },
      signal: new AbortController().signal,
    },
    { limit: attempts, seconds: Number.POSITIVE_INFINITY, exclude: [] },
  );
  const seconds = (performance.now() - from) / 1000;
  clearInterval(watch);
  printFigure({ name: `candidates, ${name}`, value: tried / seconds, unit: "1/s", n: tried });
  printFigure({ name: `candidates, ${name}: memory`, value: peak / 2 ** 20, unit: "MiB", n: 1 });
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
}
