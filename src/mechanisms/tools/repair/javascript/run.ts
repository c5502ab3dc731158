/** A small node:test, second half: it runs what was collected, in order, and tells what came of each test. */
import assert from "node:assert";
import { mock } from "node:test";
import { crashPlaces, describeFailure } from "./failure.ts";
import { exhausted, OutOfFuel, refill, takeLines } from "./fuel.ts";
import {
  nameOf,
  newHooks,
  readArguments,
  registered,
  type Body,
  type Entry,
  type Hooks,
} from "./registry.ts";
import { watchTest } from "./watch.ts";
import type { WarmTest } from "../protocol.ts";

/** How one body is awaited: rejects with what it threw, or when nothing can settle it any more. */
export type Settle = (work: () => unknown) => Promise<unknown>;

/** One file's run; `bail` ends it at the first failure. */
interface Walk {
  readonly file: string;
  readonly only: ReadonlySet<string> | undefined;
  readonly settle: Settle;
  readonly bail: boolean;
  readonly results: WarmTest[];
}

/** Runs what was registered. A test whose name is not in `only` is not run and not told. */
export async function runRegistered(given: Omit<Walk, "results">): Promise<WarmTest[]> {
  const results: WarmTest[] = [];
  await runSuite(registered(), { ...given, results });
  return results;
}

async function runHooks(hooks: readonly Body[], walk: Walk): Promise<unknown> {
  for (const hook of hooks) {
    const failure = await attempt(() => invoke(hook, {}), walk.settle);
    if (failure) return failure;
  }
  return undefined;
}

async function runSuite(suite: Entry, walk: Walk, broken?: { readonly thrown: unknown }): Promise<void> {
  const wanted = suite.children.filter((child) => concerns(child, walk.only));
  if (wanted.length === 0) return;
  const failure = broken ?? (await runHooks(suite.hooks.before, walk));
  for (const child of wanted) {
    if (walk.bail && walk.results.some(({ state }) => state === "failed")) return;
    if (child.kind === "suite" && !child.settings.skip) {
      await runSuite(child, walk, asFailure(failure));
      continue;
    }
    await runTest(child, walk, asFailure(failure));
  }
  const late = await runHooks(suite.hooks.after, walk);
  if (late) walk.results.push(told(suite, walk.file, asFailure(late)));
  mock.reset();
}

const asFailure = (value: unknown): { readonly thrown: unknown } | undefined =>
  typeof value === "object" && value !== null && "thrown" in value ? { thrown: value.thrown } : undefined;

const concerns = (entry: Entry, only: ReadonlySet<string> | undefined): boolean =>
  only === undefined ||
  only.has(nameOf(entry)) ||
  (entry.kind === "suite" && entry.children.some((child) => concerns(child, only)));

/** Outer hooks run first before a test, and last after it. */
function eachHooks(entry: Entry | undefined, kind: "beforeEach" | "afterEach"): Body[] {
  if (!entry) return [];
  const outer = eachHooks(entry.parent, kind);
  return kind === "beforeEach" ? [...outer, ...entry.hooks[kind]] : [...entry.hooks[kind], ...outer];
}

async function runTest(entry: Entry, walk: Walk, broken?: { readonly thrown: unknown }): Promise<void> {
  const { body } = entry;
  if (entry.settings.skip || !body) {
    walk.results.push({ name: nameOf(entry), file: walk.file, state: "skipped" });
    return;
  }
  const context = createContext(entry, walk);
  watchTest(walk.file, nameOf(entry));
  if (entry.parent?.kind !== "test") refill();
  let failure = broken ?? asFailure(await runHooks(eachHooks(entry.parent, "beforeEach"), walk));
  if (!failure) failure = await attempt(() => invoke(body, context.face), walk.settle);
  failure ??= context.failed();
  if (exhausted()) failure ??= { thrown: new OutOfFuel("the code ran for too long") };
  const late = await runHooks([...entry.hooks.after, ...eachHooks(entry.parent, "afterEach")], walk);
  failure ??= asFailure(late);
  const skipped = context.skipped() || (entry.settings.todo && failure);
  const result = told(entry, walk.file, failure);
  walk.results.push(skipped ? { ...result, state: "skipped" } : result);
}

function told(entry: Entry, file: string, failure: { readonly thrown: unknown } | undefined): WarmTest {
  const lines = takeLines();
  return {
    name: nameOf(entry),
    file,
    state: failure ? "failed" : "passed",
    ...(failure && { message: describeFailure(failure.thrown), crash: crashPlaces(failure.thrown) }),
    ...(lines && { lines }),
  };
}

/** What a test's body is given: subtests, skipping, hooks of its own. */
function createContext(
  entry: Entry,
  walk: Walk,
): { face: object; failed(): { readonly thrown: unknown } | undefined; skipped(): boolean } {
  let failure: { readonly thrown: unknown } | undefined;
  let skipped = false;
  const runSub = async (...given: unknown[]): Promise<void> => {
    const { title, settings, body } = readArguments(given);
    const child: Entry = {
      title,
      kind: "test",
      settings,
      body,
      parent: entry,
      children: [],
      hooks: newHooks(),
    };
    const from = walk.results.length;
    await runTest(child, { ...walk, only: undefined });
    const bad = walk.results.slice(from).find(({ state }) => state === "failed");
    if (bad) failure ??= { thrown: new Error(`a subtest failed: ${bad.name}`) };
  };
  const hook = (kind: keyof Hooks) => (body: Body) => void entry.hooks[kind].push(body);
  const face = {
    name: entry.title,
    test: Object.assign(runSub, { skip: () => undefined, todo: () => undefined }),
    skip: () => void (skipped = true),
    todo: () => undefined,
    plan: () => undefined,
    diagnostic: () => undefined,
    after: hook("after"),
    before: (body: Body) => invoke(body, {}),
    beforeEach: hook("beforeEach"),
    afterEach: hook("afterEach"),
    signal: new AbortController().signal,
    assert,
    mock,
  };
  return { face, failed: () => failure, skipped: () => skipped };
}

/** A body that takes two parameters is given a callback, as node:test does. */
function invoke(body: Body, context: unknown): unknown {
  if (body.length < 2) return body(context);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  body(context, (error) =>
    error ? reject(error instanceof Error ? error : new Error("the callback was given an error")) : resolve(),
  );
  return promise;
}

async function attempt(
  work: () => unknown,
  settle: Settle,
): Promise<{ readonly thrown: unknown } | undefined> {
  try {
    await settle(work);
    return undefined;
  } catch (error) {
    return { thrown: error };
  }
}
