/** The warm JavaScript worker: a process of its own, in the sandbox, that runs tests on one candidate after another. */
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { crashPlaces, describeFailure, placeUnder } from "./failure.ts";
import { exhausted, fill, installCounters, refill, spent, takeLines } from "./fuel.ts";
import { installGraph, keepTexts, loadedFiles, loadFile, nextGraph, staleGraph } from "./graph.ts";
import { installQuiet, leftProcess, resetQuiet } from "./quiet.ts";
import { registered, resetRegistry, testDouble } from "./registry.ts";
import { runnerDouble } from "./runners.ts";
import { runRegistered } from "./run.ts";
import { openWatchdog } from "./watchdog.ts";
import { installWatch, takeWatched, watchFrom, watchTest } from "./watch.ts";
import type { RunOrder, RunReport, WarmTest } from "../protocol.ts";

const root = process.cwd();
const channel = new Socket({ fd: 3, readable: true, writable: true });
const watchdog = openWatchdog();
let fail: ((error: unknown) => void) | undefined;

// What a test throws after it returned belongs to the body that is awaited now.
process.on("uncaughtException", (error) => fail?.(error));
process.on("unhandledRejection", (error) => fail?.(error));

/** Awaits a body; when nothing is left that could settle it, that is its failure. No clock is asked. */
async function settle(work: () => unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const idle = (): void => reject(new Error("the test waits for something that can never happen"));
  fail = reject;
  try {
    const result = work();
    if (!isThenable(result)) return result;
    result.then(resolve, reject);
    process.once("beforeExit", idle);
    channel.unref();
    return await promise;
  } finally {
    fail = undefined;
    process.removeListener("beforeExit", idle);
    channel.ref();
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";

async function runFile(file: string, order: RunOrder): Promise<WarmTest[]> {
  resetRegistry();
  refill();
  watchTest(file, file);
  const only = order.only?.[file];
  let failure: { readonly thrown: unknown } | undefined;
  try {
    await settle(() => loadFile(root, file));
    // A turn of the event loop, so that what the file threw late is seen as its own.
    await settle(() => new Promise((resolve) => setImmediate(resolve)));
  } catch (error) {
    failure = { thrown: error };
  }
  const loading = takeLines();
  const late = exhausted();
  const tests =
    failure || order.script
      ? []
      : await runRegistered({ file, only: only && new Set(only), settle, bail: order.bail });
  const quit = leftProcess() || (process.exitCode !== undefined && process.exitCode !== 0);
  if (quit) failure ??= { thrown: new Error("the code asked the process to end") };
  if (late) failure ??= { thrown: new Error("the code ran for too long") };
  if (failure || registered().children.length === 0) return [...tests, fileTest(file, failure, loading)];
  return loading ? tests.map((test) => ({ ...test, lines: merge(loading, test.lines) })) : tests;
}

function fileTest(
  file: string,
  failure: { readonly thrown: unknown } | undefined,
  lines: WarmTest["lines"],
): WarmTest {
  return {
    name: file,
    file,
    state: failure ? "failed" : "passed",
    ...(failure && { message: describeFailure(failure.thrown), crash: crashPlaces(failure.thrown) }),
    ...(lines && { lines }),
  };
}

/** Lines that ran while the file loaded are every test's. */
function merge(a: WarmTest["lines"] = {}, b: WarmTest["lines"] = {}): Record<string, number[]> {
  const files = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...files].map((file) => [file, [...new Set([...(a[file] ?? []), ...(b[file] ?? [])])]]),
  );
}

async function obey(order: RunOrder): Promise<RunReport> {
  if (order.texts) keepTexts(order.texts);
  resetQuiet();
  nextGraph(order.candidate ?? {});
  fill(order.fuel, order.cover);
  watchFrom(order.watch === true);
  watchdog.allow(order.seconds);
  const before = process.cpuUsage();
  const tests: WarmTest[] = [];
  for (const file of order.files) {
    tests.push(...(await runFile(file, order)));
    if (order.bail && tests.some(({ state }) => state === "failed")) break;
  }
  watchdog.allow(0);
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1e6;
  const watched = takeWatched();
  watchFrom(false);
  const report = {
    id: order.id,
    tests,
    loaded: loadedFiles(),
    spent: spent(),
    cpu,
    stale: staleGraph(),
    ...(watched && { watched }),
  };
  resetQuiet();
  return report;
}

placeUnder(root);
installCounters();
installWatch();
const runner = runnerDouble();
Object.assign(globalThis, { __tackleTest: testDouble(), __tackleRunner: runner });
// What jest and vitest put into the global scope. A project that does not use them has no use for the names.
for (const name of [
  "test",
  "it",
  "describe",
  "beforeAll",
  "afterAll",
  "beforeEach",
  "afterEach",
  "expect",
  "jest",
  "vi",
] as const)
  Object.assign(globalThis, { [name]: runner[name] });
installGraph(root);
installQuiet();
process.argv.splice(1);

for await (const line of createInterface({ input: channel })) {
  const order: RunOrder = JSON.parse(line);
  channel.write(`${JSON.stringify(await obey(order))}\n`);
}
