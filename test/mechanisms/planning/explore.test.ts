/** The search itself: its order, its budget, its branches. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PolicyName } from "../../../src/core/attempt.ts";
import type { ExploreLimits } from "../../../src/mechanisms/exploration.ts";
import { explore } from "../../../src/mechanisms/planning/explore.ts";
import { createField, failed, partial, passed } from "./field.ts";

const limits = (policy: PolicyName, more: Partial<ExploreLimits> = {}): ExploreLimits => ({
  attempts: 1000,
  over: () => undefined,
  workers: 1,
  policy,
  ...more,
});
const only =
  (...keys: readonly string[]) =>
  (path: readonly string[]) =>
    path.length === 1 && keys.includes(path[0] ?? "") ? passed : failed;

test("linear tries in the order of the text, ranked in the order of what is likely", async () => {
  const field = createField(5, only("k2"), (at) => at);
  expect(await explore(field, limits("linear"))).toMatchObject({ found: ["k2"], tried: 3, generated: 5 });
  expect(field.made).toEqual(["k0", "k1", "k2"]);
  const likely = createField(5, only("k2"), (at) => at);
  await explore(likely, limits("ranked"));
  expect(likely.made).toEqual(["k4", "k3", "k2"]);
});

test("adaptive leaves a place where nothing moves the failure for one where it moves", async () => {
  const judge = (path: readonly string[]) => {
    const at = Number(path[0]?.slice(1));
    if (at === 38) return passed;
    return at >= 30 ? ({ outcome: "failed", score: 0, effect: "further" } as const) : failed;
  };
  // Equal priors but for a whisper: ranked would go through all that is before.
  const prior = (at: number): number => -at / 1000;
  const ranked = await explore(createField(40, judge, prior), limits("ranked"));
  const adaptive = await explore(createField(40, judge, prior), limits("adaptive"));
  expect(ranked.tried).toBe(39);
  expect(adaptive.tried).toBeLessThan(30);
});

test("what needs two changes is found by adaptive alone: greedy orders never build on half a repair", async () => {
  const judge = (path: readonly string[]) => {
    if (path.includes("k3") && path.includes("k17")) return passed;
    return path.length === 1 && (path[0] === "k3" || path[0] === "k17") ? partial : failed;
  };
  const adaptive = await explore(createField(20, judge), limits("adaptive"));
  expect(adaptive.found?.toSorted()).toEqual(["k17", "k3"]);
  for (const policy of ["linear", "ranked"] as const) {
    const { found, tried, partial: better } = await explore(createField(20, judge), limits(policy));
    expect({ found, tried }).toEqual({ found: undefined, tried: 20 });
    expect(better).toHaveLength(2);
  }
});

test("states that are better by chance do not keep the snapshot's own ideas waiting", async () => {
  const chances = new Set(["k0", "k1", "k2", "k3"]);
  const judge = (path: readonly string[]) => {
    if (path.length === 1 && path[0] === "k180") return passed;
    return path.length === 1 && chances.has(path[0] ?? "") ? partial : failed;
  };
  const { found, tried } = await explore(createField(200, judge), limits("adaptive"));
  expect(found).toEqual(["k180"]);
  expect(tried).toBeLessThan(2 * 200);
});

test("what is akin to an attempt that passed is tried next, and nothing twice", async () => {
  const field = createField(9, only("k1", "k7"));
  const akin = { key: "k7", label: "k7", prior: 0, place: 7, traits: [], work: "k7" };
  const search = { ...field, akin: (_: readonly string[], work: string) => (work === "k1" ? [akin] : []) };
  const { found } = await explore(search, limits("ranked", { rivals: 2 }), (paths) =>
    Promise.resolve(paths.length - 1),
  );
  expect(field.made).toEqual(["k0", "k1", "k7", "k2"]);
  expect(found).toEqual(["k7"]);
});

test("no search makes more attempts than its budget, over all branches and workers", () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom<PolicyName>("linear", "ranked", "adaptive"),
      fc.array(fc.constantFrom(failed, partial), { minLength: 1, maxLength: 9 }),
      async (attempts, workers, policy, course) => {
        let at = 0;
        const field = createField(30, () => course[(at += 1) % course.length] ?? failed);
        const { tried } = await explore(field, limits(policy, { attempts, workers }));
        expect(tried).toBeLessThanOrEqual(attempts);
        expect(field.made).toHaveLength(tried);
        expect(new Set(field.made).size).toBe(tried);
      },
    ),
    { numRuns: 60 },
  ));

test("what ran out is tried once more, with more, when all else has failed", async () => {
  const field = createField(4, () => failed);
  const asked: boolean[] = [];
  const slow = {
    ...field,
    attempt: (_path: readonly string[], work: string, { ample }: { readonly ample: boolean }) => {
      asked.push(ample);
      const first = { outcome: "exhausted", score: 0, effect: "other" } as const;
      return Promise.resolve(work === "k1" ? (ample ? passed : first) : failed);
    },
  };
  expect(await explore(slow, limits("ranked"))).toMatchObject({ found: ["k1"] });
  expect(asked).toEqual([false, false, false, false, true]);
});

test("a limit that is met in the middle is told, and nothing more is tried", async () => {
  const field = createField(50, () => failed);
  const over = (): string | undefined => (field.made.length >= 7 ? "enough" : undefined);
  expect(await explore(field, limits("adaptive", { over }))).toMatchObject({ tried: 7, over: "enough" });
});
