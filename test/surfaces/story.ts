/** A session in facts: a model reads, is wrong once, mends a file, and the check proves it. */
import type { Fact, FactBody } from "../../src/index.ts";

const check = { command: "npm test", source: "package.json scripts.test", runner: "node-test" } as const;
const usage = { inputTokens: 100, outputTokens: 20, cacheReadTokens: 5, cacheWriteTokens: 0 };

const reply = { usage, finish: "stop", cost: 0.001, milliseconds: 40 } as const;

export const story: readonly FactBody[] = [
  {
    type: "session.opened",
    task: "Make add work",
    root: "/work/sum",
    options: { model: "script:fix.json", sandbox: "perl", budget: {} },
    tackle: "0.1.0",
    commit: "abc",
  },
  { type: "check.found", check },
  { type: "check.started", run: "k1", phase: "before", command: "npm test" },
  {
    type: "check.ran",
    run: "k1",
    phase: "before",
    report: {
      check,
      exit: 1,
      ended: true,
      tests: [
        {
          name: "adds",
          state: "failed",
          message: "expected 3\nto be 4",
          location: { file: "add.test.js", line: 7 },
        },
        { name: "is a function", state: "passed" },
      ],
      output: "…",
      milliseconds: 321,
      timedOut: false,
    },
  },
  { type: "model.asked", turn: 1 },
  {
    type: "model.replied",
    turn: 1,
    text: "I look at it first.",
    cells: [
      { id: "c1", language: "ts", code: "files.red('add.js')" },
      { id: "c2", language: "sh", code: "cat add.js" },
    ],
    ...reply,
  },
  {
    type: "cell.checked",
    cell: "c1",
    problems: [{ line: 1, column: 7, code: "TS2551", message: "Did you mean 'read'?" }],
  },
  {
    type: "cell.ran",
    cell: "c1",
    outcome: { status: "refused", output: "", milliseconds: 3 },
  },
  { type: "cell.checked", cell: "c2", problems: [] },
  { type: "cell.started", cell: "c2" },
  {
    type: "cell.ran",
    cell: "c2",
    outcome: { status: "ok", output: "\u{1b}[31madd = (a, b) => a\u{1b}[0m\n", exit: 0, milliseconds: 12 },
  },
  { type: "model.asked", turn: 2 },
  {
    type: "model.replied",
    turn: 2,
    text: "",
    cells: [{ id: "c3", language: "ts", code: "await files.write('add.js', fixed)\ndone('adds')" }],
    ...reply,
  },
  { type: "cell.checked", cell: "c3", problems: [] },
  { type: "cell.started", cell: "c3" },
  { type: "effect.refused", cell: "c3", what: "files.write .git/config", reason: "git's own folder" },
  { type: "done.claimed", cell: "c3", claim: "adds" },
  {
    type: "cell.ran",
    cell: "c3",
    outcome: {
      status: "ok",
      value: '"written"',
      output: "",
      changed: ["add.js"],
      ignored: 2,
      milliseconds: 1500,
    },
  },
  {
    type: "evidence.gathered",
    evidence: {
      proven: true,
      command: "npm test",
      before: { passed: 1, failed: 1, skipped: 0 },
      after: { passed: 2, failed: 0, skipped: 0 },
      fixed: ["adds"],
      failing: [],
      changed: ["add.js"],
      reasons: [],
    },
  },
  {
    type: "decision.made",
    decision: {
      type: "stop",
      rule: "proven",
      stop: { reason: "verified", detail: "1 check failed before and passes now" },
    },
  },
  { type: "session.ended", stop: { reason: "verified", detail: "1 check failed before and passes now" } },
];

/** The bodies as facts, one second apart. */
export function asFacts(bodies: readonly FactBody[]): readonly Fact[] {
  return bodies.map((body, index) => ({ ...body, seq: index + 1, at: 1_800_000_000_000 + index * 1000 }));
}
