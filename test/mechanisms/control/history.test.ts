/** What the governor knows of the turns so far: circles, plateaus, errors of one kind, what got worse. */
import { expect, test } from "vitest";
import { noUsage } from "../../../src/core/budget.ts";
import type { Outcome } from "../../../src/core/cell.ts";
import type { Fact, FactBody } from "../../../src/core/fact.ts";
import { sinceBest } from "../../../src/mechanisms/control/best.ts";
import { govern } from "../../../src/mechanisms/control/governor.ts";
import { readSituation } from "../../../src/mechanisms/control/situation.ts";

type Step = {
  readonly code: string;
  readonly outcome?: Partial<Outcome>;
  readonly more?: readonly FactBody[];
};

/** The facts of turns of one cell each. */
function session(steps: readonly Step[]): readonly Fact[] {
  const bodies = steps.flatMap(({ code, outcome, more = [] }, at): readonly FactBody[] => [
    {
      type: "model.replied",
      turn: at + 1,
      text: "",
      cells: [{ id: `c${at + 1}`, language: "ts", code }],
      usage: noUsage,
      finish: "stop",
      milliseconds: 0,
    },
    ...more,
    {
      type: "cell.ran",
      cell: `c${at + 1}`,
      outcome: { status: "ok", output: "", milliseconds: at, ...outcome },
    },
    { type: "turn.ended", turn: at + 1 },
  ]);
  return bodies.map((body, at) => Object.assign({ seq: at + 1, at: 0 }, body));
}

const decide = (steps: readonly Step[]): ReturnType<typeof govern> => govern(readSituation(session(steps)));
const repeat = (count: number, step: (at: number) => Step): readonly Step[] =>
  Array.from({ length: count }, (_, at) => step(at));

/** A committed change of one file to a version of that name, and what the check then says of its tests. */
const change = (name: string, version: string, red?: readonly string[]): readonly FactBody[] => [
  {
    type: "change.intended",
    change: name,
    cell: "c1",
    changes: [{ path: "a.js", before: { node: "absent" }, after: file(version) }],
    undo: [],
    ignored: 0,
  },
  { type: "change.committed", change: name, cell: "c1" },
  ...(red ? told(name, red) : []),
];
const file = (hash: string) => ({ node: "file", mode: 0o644, size: 1, hash }) as const;
const told = (name: string, red: readonly string[]): readonly FactBody[] => [
  { type: "call.made", call: `${name}.1`, cell: "c1", tool: "checks.run", arguments: {} },
  {
    type: "call.returned",
    call: `${name}.1`,
    cell: "c1",
    value: {
      ended: true,
      tests: ["x", "y"].map((each) => ({ name: each, state: red.includes(each) ? "failed" : "passed" })),
    },
  },
];

test("the same cell that comes out the same is told at three and ends at five", () => {
  const look = (at: number): Step => ({
    code: `  look() // ${at}`.slice(0, 8),
    outcome: { output: `took ${at}.5 ms` },
  });
  expect(decide(repeat(2, look))).toMatchObject({ type: "continue" });
  expect(decide(repeat(3, look))).toMatchObject({ type: "revise", rule: "circling" });
  expect(decide(repeat(5, look))).toMatchObject({
    type: "stop",
    rule: "looping",
    stop: { reason: "gave_up" },
  });
});

test("the same check after another change is no circle", () => {
  const steps = repeat(6, (at) => ({ code: "check()", more: change(`w${at}`, `v${at}`) }));
  expect(decide(steps)).toMatchObject({ type: "continue" });
});

test("to ask after a program that runs still is to wait, and no circle", () => {
  const more: readonly FactBody[] = [
    { type: "process.started", process: "p1", cell: "c1", call: "c1.1", command: "serve" },
  ];
  const steps = repeat(5, (at) => ({ code: "await processes.logs('p1')", ...(at === 0 && { more }) }));
  expect(decide(steps).type).not.toBe("stop");
});

test("after a change, twelve turns without anything new are told, and twice as many are the end", () => {
  const begin: Step = { code: "start", more: change("w1", "v1") };
  const idle = (at: number): Step => ({ code: `think(${at})`, outcome: { output: `${at}` } });
  expect(decide([begin, ...repeat(11, idle)])).toMatchObject({ type: "continue" });
  expect(decide([begin, ...repeat(12, idle)])).toMatchObject({ type: "revise", rule: "plateau" });
  expect(decide([begin, ...repeat(24, idle)])).toMatchObject({ type: "stop", rule: "stuck" });
});

test("to read one's way into a project is no plateau", () => {
  expect(
    decide(repeat(30, (at) => ({ code: `read(${at})`, outcome: { output: `file ${at}` } }))),
  ).toMatchObject({
    type: "continue",
  });
});

test("three errors of one kind in a row ask for a look first", () => {
  const wrong = (at: number): Step => ({
    code: `files.patch(${at})`,
    outcome: {
      status: "refused",
      problems: [{ line: 1, column: at + 1, code: "TS2339", message: `no ${at}` }],
    },
  });
  expect(decide(repeat(3, wrong))).toMatchObject({ type: "revise", rule: "same-error" });
});

test("three refused changes narrow what may change to what has changed", () => {
  const more = (at: number): readonly FactBody[] => [
    {
      type: "effect.refused",
      cell: `c${at + 1}`,
      what: "changes to b.js",
      reason: "b.js is not in the contract",
    },
  ];
  const begin: Step = { code: "start", more: change("w1", "v1") };
  expect(decide([begin, ...repeat(3, (at) => ({ code: `again(${at})`, more: more(at + 1) }))])).toMatchObject(
    {
      type: "narrow",
      to: ["a.js"],
    },
  );
});

test("a change that breaks what passed is told, and at the end the best state is the goal", () => {
  const steps: readonly Step[] = [
    { code: "first", more: change("w1", "good", ["x"]) },
    { code: "second", more: change("w2", "bad", ["x", "y"]) },
  ];
  expect(decide(steps)).toMatchObject({ type: "revise", rule: "worse" });
  const stop = { reason: "model_silent", detail: "" } as const;
  expect(sinceBest(session(steps), stop)).toMatchObject([
    { path: "a.js", before: { hash: "good" }, after: { hash: "bad" } },
  ]);
  // Whoever takes the session up again goes on from where it was.
  expect(sinceBest(session(steps), { reason: "max_turns", detail: "" })).toEqual([]);
  // After a further change nobody knows.
  expect(sinceBest(session([...steps, { code: "third", more: change("w3", "other") }]), stop)).toEqual([]);
});

test("three errors of one kind about a file that was read before fetch it", () => {
  const wrong = (): Step => ({
    code: 'await files.edit("a.js", "no such text", "x")',
    outcome: { status: "error", error: { name: "Error", message: "old is not in a.js" } },
  });
  const begin: Step = { code: "start", more: change("w1", "v1") };
  expect(decide([begin, ...repeat(3, wrong)])).toMatchObject({
    type: "fetch",
    rule: "look-again",
    paths: ["a.js"],
  });
  expect(decide(repeat(3, wrong))).toMatchObject({ type: "revise", rule: "circling" });
});

test("what is worse still after a word is taken back to the best state, unless that is how it was found", () => {
  const warned: FactBody = {
    type: "decision.made",
    decision: { type: "revise", rule: "worse", words: "worse" },
  };
  const worse = (best: Step): readonly Step[] => [
    best,
    { code: "second", more: [...change("w2", "bad", ["x", "y"])] },
    { code: "third", more: [warned, ...change("w3", "worse", ["x", "y"])] },
  ];
  const own = worse({ code: "first", more: change("w1", "good", ["x"]) });
  expect(decide(own)).toMatchObject({ type: "revert", rule: "worse-again" });
  const found = worse({ code: "first", more: told("w0", ["x"]) });
  expect(decide(found)).toMatchObject({ type: "revise", rule: "worse" });
});
