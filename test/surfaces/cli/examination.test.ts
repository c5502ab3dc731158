/** What doctor says of what was tried. */
import { expect, test } from "vitest";
import { examinationEntries, type Tried } from "../../../src/surfaces/cli/examination.ts";

const limits = { stops: ["the network", "HOME"], leaves: ["CPU time"] };
const check = { command: "npm test", source: "package.json scripts.test", runner: "node-test" } as const;

function run(state: "passed" | "failed", trouble?: string) {
  return {
    check,
    exit: state === "passed" ? 0 : 1,
    ended: true,
    tests: [
      { name: "adds", state: "passed" as const },
      { name: "fetches", state },
    ],
    output: "",
    milliseconds: 5,
    timedOut: false,
    ...(trouble !== undefined && { trouble }),
  };
}

const details = (examination: Tried) =>
  examinationEntries(examination).map(({ ok, detail, fix }) =>
    fix === undefined ? [ok, detail] : [ok, detail, fix],
  );

test("the first sandbox that works is the one, with what it stops and leaves; another that does not is no bad news", () => {
  const entries = examinationEntries({
    sandboxes: [
      { name: "perl", works: true, why: "", limits },
      { name: "bubblewrap", works: false, why: "bwrap is not there", fix: "apt install bubblewrap", limits },
    ],
    git: "git version 2.43.0",
  });
  expect(entries[0]).toEqual({
    subject: "sandbox",
    ok: true,
    detail: "perl: works, and is what auto takes",
    notes: ["stops the network", "stops HOME", "leaves CPU time"],
  });
  expect(entries[1]).toEqual({
    subject: "sandbox",
    ok: true,
    detail: "bubblewrap: bwrap is not there",
    fix: "apt install bubblewrap",
  });
});

test("no sandbox and no git is bad news with a fix each", () => {
  const sandboxes = [
    { name: "perl" as const, works: false, why: "namespaces are off", fix: "sysctl -w x=1", limits },
  ];
  expect(details({ sandboxes })).toEqual([
    [false, "perl: namespaces are off", "sysctl -w x=1"],
    [false, "not found on PATH", "install git with your package manager"],
    [true, 'none found here; name one with --verify "<command>"'],
  ]);
});

test("a check that fails only in the sandbox is a difference, by name", () => {
  const entries = details({ sandboxes: [], git: "g", check, inside: run("failed"), outside: run("passed") });
  expect(entries.slice(1)).toMatchObject([
    [true, "npm test (package.json scripts.test, read as node-test)"],
    [true, "in the sandbox: 1 of 2 fail, exit 1"],
    [true, "outside of it: 0 of 2 fail, exit 0"],
    [false, "the sandbox makes a difference: fetches (failed inside, passed outside)", expect.any(String)],
  ]);
});

test("a check that comes out the same makes no difference", () => {
  const entries = details({ sandboxes: [], git: "g", check, inside: run("failed"), outside: run("failed") });
  expect(entries.at(-1)).toEqual([true, "the sandbox makes no difference"]);
});

test("a check that could not run in the sandbox is bad news", () => {
  const entries = details({ sandboxes: [], git: "g", check, inside: run("failed", "vitest not found") });
  expect(entries.at(-1)).toEqual([false, "in the sandbox: vitest not found"]);
});
