/** The corpus of bugs is what it says: each project is red with its bug, green with its fix, and its hidden checks pass then. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { layOut, makeFix, missing, passesHidden, readRepairs, run, type Repair } from "../../bench/repairs/corpus.ts";

const projects = readRepairs();
const count = (by: "kind" | "runner" | "language", name: string): number =>
  projects.filter((project) => project[by] === name).length;

async function inCopy<T>(project: Repair, work: (root: string) => Promise<T>): Promise<T> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-repairs-")));
  try {
    layOut(project, root);
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test("there are at least forty, of every kind, language and runner that is promised, and of three grades", () => {
  expect(projects.length).toBeGreaterThanOrEqual(40);
  for (const kind of ["multi-file", "async", "wrong-api", "missing-logic", "class-state"])
    expect(count("kind", kind), kind).toBeGreaterThanOrEqual(5);
  for (const language of ["javascript", "typescript", "python"])
    expect(count("language", language), language).toBeGreaterThanOrEqual(8);
  for (const runner of ["node-test", "vitest", "jest", "unittest", "pytest"])
    expect(count("runner", runner), runner).toBeGreaterThanOrEqual(3);
  expect(new Set(projects.map(({ grade }) => grade))).toEqual(new Set([1, 2, 3]));
});

test("each says what was asked and what the bug is, in words of its own", () => {
  for (const field of ["task", "bug"] as const)
    expect(new Set(projects.map((project) => project[field])).size).toBe(projects.length);
});

/** What a runner needs is asked for once; installing it may take a while. */
const absent = new Map([...new Set(projects.map(({ runner }) => runner))].map((runner) => [runner, missing({ runner })]));

describe.concurrent("with its bug, with its fix, and before the hidden checks", { timeout: 300_000 }, () => {
  for (const project of projects)
    test(`${project.name} is red, green and green`, async (context) => {
      const why = absent.get(project.runner);
      if (why !== undefined) context.skip(why);
      const red = await inCopy(project, (root) => run(project.check, root));
      expect(red.exit, `with its bug:\n${red.output}`).not.toBe(0);
      await inCopy(project, async (root) => {
        makeFix(project, root);
        const green = await run(project.check, root);
        expect(green.exit, `with its fix:\n${green.output}`).toBe(0);
        expect(await passesHidden(project, root), "its hidden checks, with its fix").toBe(true);
      });
    });
});
