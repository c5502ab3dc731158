/** Watching a program: what expressions would be worth where they stand, and what each call from a test is wanted to give. */
import { aside, refill } from "./fuel.ts";
import { createShower } from "./show.ts";
import type { SeenCall, Watched } from "../protocol.ts";

interface Frame extends SeenCall {
  failed: boolean;
  wanted: number;
}

interface Step {
  /** Frames from here on are its own. */
  readonly from: number;
  nested: boolean;
}

/** A value that is answered in the place of one call, counted from the beginning of a statement. */
interface Stub {
  readonly nth: number;
  readonly value: unknown;
  passed: number;
}

/** How often a place is looked at in one call, and how many values are taken there in one test. */
const mostTimes = 24;
const mostValues = 20_000;
/** Calls that are known by themselves, and calls below a failing statement's own that are stood in for. */
const mostFrames = 4000;
const mostInner = 8;

interface Watch {
  readonly shower: ReturnType<typeof createShower>;
  readonly tests: string[];
  readonly frames: Frame[];
  /** Those that have not ended, by their places among all; -1 where they are too many. */
  readonly open: number[];
  readonly seen: number[][];
  readonly cut: Set<number>;
  readonly times: Map<string, number>;
  readonly steps: Step[];
  busy: boolean;
  stub: Stub | undefined;
}

let watch: Watch | undefined;

/** Begins to watch, or stops. */
export function watchFrom(now: boolean): void {
  watch = now
    ? {
        shower: createShower(),
        tests: [],
        frames: [],
        open: [],
        seen: [],
        cut: new Set(),
        times: new Map(),
        steps: [],
        busy: false,
        stub: undefined,
      }
    : undefined;
}

/** Names the test, or the file that loads, which runs from now on. */
export function watchTest(file: string, name: string): void {
  if (!watch) return;
  watch.tests.push(`${file}\n${name}`);
  watch.open.length = 0;
  watch.steps.length = 0;
}

/** What was seen; undefined when nothing was watched. */
export function takeWatched(): Watched | undefined {
  if (!watch) return undefined;
  return {
    shown: watch.shower.shown(),
    tests: watch.tests,
    calls: watch.frames,
    seen: watch.seen,
    cut: [...watch.cut],
  };
}

/** Values of expressions where they stand; what they throw is a value too. */
function see(site: number, make: () => readonly (() => unknown)[]): void {
  if (!watch || watch.busy) return;
  const key = `${watch.tests.length}:${site}`;
  const frame = watch.open.at(-1) ?? -1;
  const times = count(watch.times, `${key}:${watch.open[0] ?? -1}`, 1);
  if (times > mostTimes || (watch.times.get(key) ?? 0) > mostValues) {
    watch.cut.add(site);
    return;
  }
  const { shower } = watch;
  watch.busy = true;
  const values = make().map((one) => shower.number(attempt(one)));
  watch.busy = false;
  count(watch.times, key, values.length);
  watch.seen.push([site, watch.tests.length - 1, frame, ...values]);
}

function count(counts: Map<string, number>, key: string, more: number): number {
  const now = (counts.get(key) ?? 0) + more;
  counts.set(key, now);
  return now;
}

function attempt(work: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: aside(work) };
  } catch {
    return undefined;
  }
}

/** Called first in every function: its answer, when one is put in its place. `given` tells what it was called with. */
function enter(fn: number, given?: () => readonly unknown[]): Stub | undefined {
  if (!watch) return undefined;
  const { busy, stub, frames, open, steps, shower } = watch;
  if (busy) {
    if (!stub) return undefined;
    stub.passed += 1;
    return stub.passed - 1 === stub.nth ? stub : undefined;
  }
  if (frames.length >= mostFrames) {
    open.push(-1);
    return undefined;
  }
  const top = open.length === 0;
  const test = watch.tests.length - 1;
  const told = top && given ? { given: given().map((value) => shower.number({ value })) } : {};
  open.push(
    frames.push({ fn, test, top, stepped: steps.length > 0, failed: false, wanted: -1, ...told }) - 1,
  );
  return undefined;
}

function leave(): void {
  if (watch && !watch.busy) watch.open.pop();
}

/** A statement of a test: what fails in it does not end the test. Then calls in it are stood in for by what may be wanted of them. */
function step(work: () => void, offers?: () => readonly (() => unknown)[]): void {
  if (!watch || watch.busy) return work();
  const { frames, steps, open } = watch;
  const mine: Step = { from: frames.length, nested: false };
  const outer = steps.at(-1);
  if (outer) outer.nested = true;
  steps.push(mine);
  const depth = open.length;
  let failed = false;
  try {
    refill();
    work();
  } catch {
    failed = true;
    open.length = depth;
    refill();
  } finally {
    steps.pop();
  }
  // Statements within, of a function of the tests, have told of their own calls.
  if (!offers || (mine.nested && !failed)) return;
  const own = frames.slice(mine.from);
  for (const frame of own) frame.failed ||= failed;
  // What comes before the last is mostly how the statement gets its things.
  const tops = own.filter(({ top }) => top);
  const asked = [...tops.slice(-1), ...(failed ? own.filter(({ top }) => !top) : []).slice(0, mostInner)];
  for (const frame of asked) frame.wanted = wantedOf(watch, own.indexOf(frame), { work, offers });
}

interface Asked {
  readonly one: { readonly value: unknown };
  readonly truth: boolean;
  readonly holds: boolean;
}

const common = [() => true, () => false, () => null, () => 0, () => 1, () => "", () => []];

/** The offer with which the statement holds when one call of it gives it, where it does not hold with anything. */
function wantedOf(
  on: Watch,
  nth: number,
  { work, offers }: { readonly work: () => void; readonly offers: () => readonly (() => unknown)[] },
): number {
  const holdsWith = (value: unknown): boolean => {
    on.stub = { nth, value, passed: 0 };
    try {
      aside(work);
      return true;
    } catch {
      return false;
    } finally {
      on.stub = undefined;
    }
  };
  on.busy = true;
  try {
    const anything = holdsWith(Symbol("none"));
    const ask = (some: readonly (() => unknown)[]): readonly Asked[] =>
      some.flatMap((offer) => {
        const one = attempt(offer);
        return one ? [{ one, truth: Boolean(one.value), holds: holdsWith(one.value) }] : [];
      });
    const holding = (asked: readonly Asked[]): ReadonlySet<number> =>
      new Set(asked.filter(({ holds }) => holds).map(({ one }) => on.shower.number(one)));
    // What the statement itself speaks of comes first: false is 0 too, where 0 is wanted.
    const said = ask(offers());
    const tried = [...said, ...ask(common)];
    for (const found of [holding(said), holding(tried)])
      if (found.size === 1 && !anything) return [...found][0] ?? -1;
    // Where whatever is true will do, truth is wanted; where several other values would, it is not known which.
    const first = tried.find(({ holds }) => holds);
    const plain = tried.every(({ truth, holds }) => holds === (truth === first?.truth));
    if (anything && first?.truth !== true) return -1;
    return first && plain ? on.shower.number({ value: first.truth }) : -1;
  } finally {
    on.busy = false;
  }
}

/** Makes the watchers known to programs that have them in. */
export function installWatch(): void {
  Object.assign(globalThis, {
    __tackleSee: see,
    __tackleEnter: enter,
    __tackleLeave: leave,
    __tackleStep: step,
  });
}
