/** A change beside variants of it, and beside the original: what comes out on inputs near those of the visible tests. */
import {
  bothSides,
  beyondCalls,
  callOf,
  pairsOf,
  probe,
  toldOf,
  type Answer,
  type Answers,
} from "../sensors/probing.ts";
import type { Calls } from "../sensors/calls.ts";
import { callsTo } from "../sensors/entries.ts";
import { titleOf } from "../sensors/neighbours.ts";
import type { Shown, Side } from "../sensors/patch.ts";
import { askedFor, isOdd } from "../sensors/relations.ts";
import { readNeighbours, tell, type Neighbours, type Telling } from "./contrast.ts";
import { askedLines } from "./covered.ts";
import type { Work } from "./work.ts";

/** The change with one file of it otherwise. */
export interface Variant {
  /** Which tree this is, in words. */
  readonly on: string;
  readonly file: string;
  readonly text: string;
}

/** Places where change and variant differ, in words. */
export interface Contrast {
  /** Where the change does something else than the original did, and without it all is as it was. */
  readonly brought?: string;
  /** Where all three do something else. */
  readonly mixed?: string;
  /** Where the change does what the original did, and the variant does not. */
  readonly left?: string;
  /** The same on an input that is odder than any of the tests. */
  readonly spared?: string;
  /** Where the change keeps what red tests ask for, and the variant does not. */
  readonly asked?: string;
}

export interface Nearby {
  /** Undefined where there is nothing by which they could be compared. */
  compare(variant: Variant): Promise<Contrast | undefined>;
  /** What ran near the tests with the whole change; undefined where nothing could be run. */
  readonly now: Telling | undefined;
  /** The test near which the change crashes where the original gave an answer, with what it says; undefined where there is none. */
  crash(): Promise<{ readonly near: string; readonly words: string } | undefined>;
}

/** What is shown of a variant, its file aside. */
export type Show = (file: string) => Side | Shown;

/** Reads the tests' neighbours and runs them on the change. */
export async function openNearby(work: Work, show: Show): Promise<Nearby> {
  const { reading, bench, untried } = work;
  const neighbours = await readNeighbours(reading);
  const asked = askedLines(reading);
  const now = neighbours && (await tell(bench, reading.patch, neighbours, { on: "the change", show, asked }));
  if (!now) untried.push("inputs near those of the tests: there are none that could be run");
  const told: Asked = { work, show, neighbours, now, entries: new Map(), calls: new Map() };
  return {
    now,
    async crash() {
      if (!now || now.crashed.size === 0) return undefined;
      const before = await original(told);
      const name = [...now.crashed].find((one) => before?.told.has(one) && !before.unanswered.has(one));
      const [words = ""] = (name !== undefined && now.told.get(name)?.split("\n")) || [];
      return name === undefined ? undefined : { near: titleOf(name), words: words.replace(/^failed /, "") };
    },
    async compare(variant) {
      const called = await byCalls(told, variant);
      if (called?.brought !== undefined) return called;
      const tested = await byTests(told, variant);
      return called || tested ? { ...called, ...tested } : undefined;
    },
  };
}

/** What is known by now of the two trees that stay the same. */
interface Asked {
  readonly work: Work;
  readonly show: Show;
  readonly neighbours: Neighbours | undefined;
  readonly now: Telling | undefined;
  before?: Telling | undefined;
  readonly entries: Map<string, readonly Calls[]>;
  readonly calls: Map<string, Beside | undefined>;
}

interface Beside {
  readonly before: Answers;
  readonly after: Answers;
  /** What red tests ask for, by function. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
}

const bytesOf = ({ work }: Asked, { file, text }: Variant): Shown => ({
  bytes: new TextEncoder().encode(text),
  mode: work.reading.patch.read("after", file)?.mode ?? 0o644,
});

/** By calls of the changed file's functions, and of those through which tests reach it. */
async function byCalls(told: Asked, variant: Variant): Promise<Contrast | undefined> {
  const { reading } = told.work;
  const all = told.entries.get(variant.file) ?? callsTo(reading, variant.file);
  told.entries.set(variant.file, all);
  const found: Contrast[] = [];
  for (const calls of all) {
    if (!told.calls.has(calls.file)) told.calls.set(calls.file, await sidesOf(told.work, calls));
    const sides = told.calls.get(calls.file);
    const overlay = new Map([...reading.overlays.after, [variant.file, bytesOf(told, variant)] as const]);
    const without = sides && (await probe(reading, overlay, calls));
    if (sides && without) found.push(contrastOf(sides, without));
    if (found.at(-1)?.brought !== undefined) break;
  }
  return found.length > 0 ? Object.assign({}, ...found) : undefined;
}

/** Where a variant answers otherwise than the change. */
function contrastOf({ before, after, asked }: Beside, without: Answers): Contrast {
  const found: { -readonly [kind in keyof Contrast]: string } = {};
  for (const [key, now] of after) {
    const other = without.get(key);
    const was = before.get(key);
    const own = before.get(`${now.call} 0`) ?? was;
    if (!other || !was || !own || !isTelling(was, now, other)) continue;
    const words = `${callOf(now)} (${toldOf(now)}, without it ${toldOf(other)})`;
    const keeps = (asked.get(now.name) ?? []).some(
      (name) => now.relations[name] === true && other.relations[name] === false,
    );
    if (keeps) found.asked ??= words;
    if (!isOther(other, now)) continue;
    const kept = isOdd(now, own) ? "spared" : "left";
    const brought = isOther(was, other) ? "mixed" : "brought";
    found[isOther(was, now) ? brought : kept] ??= words;
  }
  return found;
}

/**
 * False for a part that cannot do without the rest, which says nothing of either; and for what a function that no test calls refuses: that may
 * be no input at all.
 */
function isTelling(was: Answer, now: Answer, other: Answer): boolean {
  const stranded =
    other.outcome[0] === "accident" && now.outcome[0] !== "accident" && was.outcome[0] !== "accident";
  return !stranded && (was.call < beyondCalls || was.outcome[0] === "value");
}

const isOther = (one: Answer, other: Answer): boolean => one.outcome.join(" ") !== other.outcome.join(" ");

async function sidesOf({ reading }: Work, calls: Calls): Promise<Beside | undefined> {
  const sides = await bothSides(reading, calls);
  // What comes out otherwise the second time cannot be compared.
  const again = sides && (await probe(reading, reading.overlays.after, calls));
  if (!again) return undefined;
  const { before, after } = sides;
  const steady = [...after].filter(
    ([key, one]) => again.get(key)?.outcome.join(" ") === one.outcome.join(" "),
  );
  return { before, after: new Map(steady), asked: askedFor(pairsOf(sides)) };
}

/** The original on the tests' neighbours, run once. */
async function original(told: Asked): Promise<Telling | undefined> {
  const { work, neighbours } = told;
  if (!neighbours) return undefined;
  told.before ??= await tell(work.bench, work.reading.patch, neighbours, {
    on: "the original",
    show: () => "before",
  });
  return told.before;
}

/** By the tests' neighbours, which take steps and know methods, too. */
async function byTests(told: Asked, variant: Variant): Promise<Contrast | undefined> {
  const { work, show, neighbours, now } = told;
  if (!neighbours || !now) return undefined;
  const shown = bytesOf(told, variant);
  const other = await tell(work.bench, work.reading.patch, neighbours, {
    on: variant.on,
    show: (file) => (file === variant.file ? shown : show(file)),
  });
  if (!other) return undefined;
  const names = [...other.told.keys()].filter(
    (name) => titleOf(name) !== name && now.told.has(name) && other.told.get(name) !== now.told.get(name),
  );
  if (names.length === 0) return {};
  const again = await tell(work.bench, work.reading.patch, neighbours, { on: "the change, again", show });
  const before = await original(told);
  const steady = names.filter((name) => again?.told.get(name) === now.told.get(name));
  const was = (name: string): string | undefined => before?.told.get(name);
  const changed = (name: string): boolean => was(name) !== now.told.get(name);
  const alone = (name: string): boolean => was(name) === other.told.get(name);
  const [brought, left] = [
    steady.find((name) => changed(name) && alone(name)),
    // A variant that cannot run there shows that its part is needed.
    steady.find((name) => !changed(name) && !isAccident(other, name)),
  ];
  const mixed = steady.find((name) => changed(name) && !alone(name) && !isAccident(other, name));
  return {
    ...(brought !== undefined && { brought: titleOf(brought) }),
    ...(mixed !== undefined && { mixed: titleOf(mixed) }),
    ...(left !== undefined && { left: titleOf(left) }),
  };
}

/** True for a test that failed because the program cannot run so; what the program refuses by itself is an answer. */
const isAccident = ({ told, crashed, unanswered }: Telling, name: string): boolean =>
  crashed.has(name) ||
  (!unanswered.has(name) &&
    /^failed [^]*\b(?:TypeError|ReferenceError|NameError|AttributeError|UnboundLocalError|Endless)\b/.test(
      told.get(name) ?? "",
    ));
