/** The solver's policy, from conversations alone. */
import { expect, test } from "vitest";
import type { Message } from "../../../src/core/message.ts";
import type { Reply } from "../../../src/core/model.ts";
import { createSolver } from "../../../src/models/solver/solver.ts";
import { checksRed, found, told } from "./conversation.ts";

const system = "checks.run()\nsearch.attempts(options?)";

const ask = (messages: readonly Message[]): Promise<Reply> =>
  createSolver().reply({ system, messages }, { signal: new AbortController().signal });

const task: Message = { role: "user", text: "make the tests pass" };
const search = "await search.attempts({ limit: 1000 })";

test("it first runs the checks", async () => {
  const { cells } = await ask([task]);
  expect(cells).toEqual([{ language: "ts", code: "await checks.run()" }]);
});

test("it searches when a test fails", async () => {
  const { cells } = await ask([task, ...told("c1", "await checks.run()", checksRed)]);
  expect(cells[0]?.code).toBe(search);
});

test("it says in words alone that nothing fails", async () => {
  const green = { command: "npm test", exit: 0, ended: true, passed: 4, failed: 0, tests: [] };
  const { cells, text } = await ask([task, ...told("c1", "await checks.run()", green)]);
  expect(cells).toEqual([]);
  expect(text).toContain("all 4 tests of `npm test` pass already");
});

test("it makes the change that was found and claims it with the tests that failed", async () => {
  const { cells } = await ask([
    task,
    ...told("c1", "await checks.run()", checksRed),
    ...told("c2", search, { found, tried: 7, generated: 90, operators: { range: 7 }, suspects: [], why: "" }),
  ]);
  expect(cells[0]?.code).toBe(
    [
      'await files.edit("a.py", "range(n)", "range(n + 1)")',
      `await done(${JSON.stringify('"adds "all"" failed and now passes: a.py:3, range: `n` became `n + 1` (candidate 7 of 90)')})`,
    ].join("\n"),
  );
});

test("it gives up with what was tried", async () => {
  const nothing = {
    found: null,
    tried: 40,
    generated: 40,
    operators: { guard: 30, name: 10 },
    suspects: [{ file: "a.py", line: 3, score: 1 }],
    why: "none of the first 40 of 40 changes makes every test pass",
  };
  const { cells } = await ask([
    task,
    ...told("c1", "await checks.run()", checksRed),
    ...told("c2", search, nothing),
  ]);
  expect(cells[0]?.code).toBe(
    'await giveUp("no fix found: none of the first 40 of 40 changes makes every test pass; tried 40 of 40 changes; most of them guard 30, name 10; most suspect a.py:3")',
  );
});

test("a claim that was not proven is taken back, and the search goes on without it", async () => {
  const { cells } = await ask([
    task,
    ...told("c1", "await checks.run()", checksRed),
    ...told("c2", search, { found, tried: 7, generated: 90, operators: {}, suspects: [], why: "" }),
    ...told("c3", 'await files.edit("a.py", "", "")\nawait done("x")'),
    { role: "user", text: "Not proven yet: one test fails." },
  ]);
  expect(cells[0]?.code).toBe(
    'await files.edit("a.py", "range(n + 1)", "range(n)")\nawait search.attempts({ limit: 1000, exclude: ["abc"] })',
  );
});

test("a change that could not be made ends in giving up, with the reason", async () => {
  const { cells } = await ask([
    task,
    ...told("c1", "await checks.run()", checksRed),
    ...told("c2", search, { found, tried: 7, generated: 90, operators: {}, suspects: [], why: "" }),
    { role: "model", text: "", cells: [{ id: "c3", language: "ts", code: 'await done("x")' }] },
    { role: "outcome", cell: "c3", failed: true, text: "refused\n1:1 denied by the gate" },
  ]);
  expect(cells[0]?.code).toMatch(/^await giveUp\("a fix was found but the change could not be made: refused/);
});

test("a check that cannot be started ends in giving up", async () => {
  const unread = { ...checksRed, exit: 127, trouble: "the command was not found" };
  const { cells } = await ask([task, ...told("c1", "await checks.run()", unread)]);
  expect(cells[0]?.code).toContain("could not be started: the command was not found");
});

test("a check that had to be ended is searched like one that failed", async () => {
  const hung = { ...checksRed, exit: 137, failed: 0, tests: [], trouble: "the check was ended after 300 s" };
  const { cells, text } = await ask([task, ...told("c1", "await checks.run()", hung)]);
  expect(cells[0]?.code).toBe(search);
  expect(text).toContain("the check was ended after 300 s");
});

test("a new task after an answer begins anew", async () => {
  const green = { command: "npm test", exit: 0, passed: 4, failed: 0, tests: [] };
  const { cells } = await ask([
    task,
    ...told("c1", "await checks.run()", green),
    { role: "model", text: "Nothing fails.", cells: [] },
    { role: "user", text: "I broke it again." },
  ]);
  expect(cells[0]?.code).toBe("await checks.run()");
});

test("without its tools it says what it needs", async () => {
  const messages = [task];
  const { text, cells } = await createSolver().reply(
    { system: "files.read(path)", messages },
    { signal: new AbortController().signal },
  );
  expect(cells).toEqual([]);
  expect(text).toContain("need the tools checks.run and search.attempts");
});

test("an outcome that holds no value does not break it", async () => {
  const { cells } = await ask([
    task,
    { role: "model", text: "", cells: [{ id: "c1", language: "ts", code: "await checks.run()" }] },
    { role: "outcome", cell: "c1", failed: false, text: 'ok\nvalue: {"half": ' },
  ]);
  expect(cells[0]?.code).toMatch(/^await giveUp\("the checks could not be run/);
});
