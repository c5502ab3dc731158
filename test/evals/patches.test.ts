/** The corpus of patches is whole and the split is by name alone; its labels are proven by `bench/patches.ts --verify`, which takes longer. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isTest, patched, readCorpus } from "../../bench/patches/corpus.ts";
import { brier, table, wilson, type Ruling } from "../../bench/patches/figures.ts";
import { reviewedBy } from "../../bench/patches/judge.ts";
import { bins, reliability } from "../../bench/patches/reliability.ts";
import { firstSplitOf, splitOf } from "../../bench/patches/split.ts";

const projects = readCorpus();
const patches = projects.flatMap((project) => project.patches.map((patch) => ({ project, patch })));
const number = (label: string, split?: string): number =>
  patches.filter(({ project, patch }) => patch.label === label && (!split || project.split === split)).length;

test("there are at least sixty right and sixty wrong patches to tune on", () => {
  for (const label of ["right", "wrong"]) expect(number(label, "open")).toBeGreaterThanOrEqual(60);
});

test("three rounds are open, since each has been judged blind, and half of the fourth is sealed", () => {
  for (const { name, round, split } of projects) expect(split, name).toBe(splitOf(round, name));
});

test("what was sealed in the first round follows from the name alone, in the later ones it was all, in the fourth it is half, and all are still told", () => {
  const { firstRound, ...later } = JSON.parse(readFileSync("evals/patches/split.json", "utf8"));
  const first = projects.filter(({ round }) => round === 1).map(({ name }) => name);
  expect(first.filter((name) => firstSplitOf(name) === "sealed")).toEqual(firstRound.sealed);
  expect(firstRound.sealed).toHaveLength(27);
  const namesIn = (round: number): string[] => projects.filter((project) => project.round === round).map(({ name }) => name);
  expect(later.secondRound.sealed).toEqual(namesIn(2));
  expect(later.thirdRound.sealed).toEqual(namesIn(3));
  const half = namesIn(4).filter((name) => splitOf(4, name) === "sealed");
  expect(later.fourthRound.sealed).toEqual(half);
  expect(half).toHaveLength(12);
});

test("visible suites have six to twelve tests in the second round and eight to fourteen in the later ones", () => {
  for (const { name, folder, round } of projects) {
    if (round === 1) continue;
    const [least, most] = round === 2 ? [6, 12] : [8, 14];
    const base = path.join(folder, "base");
    const suites = readdirSync(base, { recursive: true, encoding: "utf8" }).filter(isTest);
    const texts = suites.filter((file) => /\.(?:[cm]?[jt]s|py)$/.test(file)).map((file) => readFileSync(path.join(base, file)));
    const tests = texts.join("\n").match(/^\s*(?:test\(|it\(|def test_)/gm) ?? [];
    expect(tests.length, name).toBeGreaterThanOrEqual(least);
    expect(tests.length, name).toBeLessThanOrEqual(most);
  }
});

test("few of the wrong patches tamper with tests", () => {
  const tampering = patches.filter(({ patch }) => patch.kind === "tampering").length;
  expect(tampering / number("wrong")).toBeLessThanOrEqual(0.15);
});

test("every patch fits its project and says why", () => {
  for (const { project, patch } of patches) {
    expect(() => patched(project, patch), `${project.name}/${patch.name}`).not.toThrow();
    expect(patch.why.length, `${project.name}/${patch.name}`).toBeGreaterThan(10);
  }
});

test("no two patches of a project do the same", () => {
  for (const project of projects) {
    const results = project.patches.map((patch) => JSON.stringify([...patched(project, patch)]));
    const twice = project.patches.filter((_, at) => results.indexOf(results[at] ?? "") !== at);
    expect(
      twice.map(({ name }) => name),
      project.name,
    ).toEqual([]);
  }
});

test("an interval holds its share and narrows with the number", () => {
  expect(wilson(0, 0)).toEqual([0, 1]);
  const [low, high] = wilson(5, 100);
  expect(low).toBeCloseTo(0.0215, 3);
  expect(high).toBeCloseTo(0.1118, 3);
});

test("a judge's mistakes are counted by split, and its confidences become a picture", () => {
  const rulings: Ruling[] = patches.map(({ project, patch }, at) => ({
    // Both splits, whichever rounds are sealed just now.
    project: { ...project, split: at % 3 === 0 ? "sealed" : "open" },
    patch,
    judge: "all but sure",
    accepted: true,
    confidence: patch.label === "right" ? 0.95 : 0.25,
  }));
  const all = rulings.filter(({ project, patch }) => patch.label === "wrong" && project.split === "sealed").length;
  expect(table(rulings)).toContain(`| all but sure | sealed | ${all}/${all} = 100.0 %`);
  expect(brier(rulings)).toBeLessThan(0.07);
  expect(bins(rulings).map(({ count }) => count)).toEqual([number("wrong"), number("right")]);
  const picture = reliability(rulings, "a title");
  expect(picture.match(/<circle /g)).toHaveLength(4);
  expect(picture).not.toMatch(/NaN|undefined/);
});

test("the picture's axes are there without any confidence", () => {
  expect(reliability([], "none")).not.toMatch(/NaN|<circle/);
});

test("who may read what is said beside the corpus", () => {
  expect(readFileSync("evals/patches/README.md", "utf8")).toContain("Sealed projects are not to be read");
});

test("a recorded review answers the question that is asked today: a promise that is kept asks for a piece that no test asks for", async () => {
  const project = projects.find(({ name }) => name === "log-rotation");
  const patch = project?.patches.find(({ name }) => name === "right-moving");
  if (!project || !patch) throw new TypeError("there is no such patch");
  const verdict = await reviewedBy({}).accepts({ ...project, patches: [] }, { edits: patch.edits });
  expect(verdict).toMatchObject({ answered: true, accepted: true });
  expect(verdict.signs).not.toContain("unasked");
});
