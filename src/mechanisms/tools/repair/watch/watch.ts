/** One run of the tests with watchers in the programs and the tests, and what it tells. */
import { openCrew } from "../crew.ts";
import type { Ground } from "../ground.ts";
import type { SeenCall, Watched } from "../protocol.ts";
import { prepare, type Source } from "../sources.ts";
import type { Study } from "../study.ts";
import type { Syntax } from "../syntax.ts";
import { callPlaces, isMethod } from "./places.ts";
import { watchedProgram, watchedTest, type Look } from "./program.ts";

/** Values of all expressions of a site at one moment, by their place among the site's terms. */
export interface Moment {
  /** The innermost call; undefined outside of any that is known. */
  readonly call: SeenCall | undefined;
  /** True where it belongs to a test that failed before. */
  readonly failing: boolean;
  readonly values: readonly number[];
}

export interface Sight {
  readonly shown: readonly string[];
  /** Values as checks see them: 2.0 is 2. */
  equal(value: number): number;
  /** By site. */
  readonly moments: ReadonlyMap<number, readonly Moment[]>;
  /** Sites that ran more often than was looked at. */
  readonly cut: ReadonlySet<number>;
  readonly calls: readonly SeenCall[];
  /** Functions by number: what a call's `fn` means. */
  readonly functions: readonly Watchable[];
}

export interface Watchable {
  readonly source: Source;
  readonly node: Syntax;
  readonly method: boolean;
}

const allowance = {
  fuel: { javascript: 200_000, python: 60_000 },
  seconds: { javascript: 20, python: 5 },
} as const;

/** Runs all tests once with these looks, by file; undefined when it came to nothing. */
export async function watch(
  ground: Omit<Ground, "explore">,
  studied: Study,
  looks: ReadonlyMap<string, readonly Look[]>,
): Promise<Sight | undefined> {
  const { layout, sources, language, failing } = studied;
  const functions: Watchable[] = [];
  const candidate: Record<string, string> = {};
  for (const file of new Set([...studied.suspects.map((one) => one.file), ...looks.keys()])) {
    const source = sources.get(file);
    if (!source || layout.files.includes(file)) continue;
    const calls = new Map<Syntax, number>();
    for (const node of callPlaces(source))
      calls.set(node, functions.push({ source, node, method: isMethod(node) }) - 1);
    const text = watched(source, watchedProgram(source, looks.get(file) ?? [], calls));
    if (text === undefined) return undefined;
    candidate[file] = text;
  }
  for (const file of layout.files) {
    const source = sources.get(file);
    const text = source && watched(source, watchedTest(source));
    if (text !== undefined) candidate[file] = text;
  }
  const crew = openCrew(ground.root, language, (program) => ground.launch(program));
  const stop = (): void => crew.close();
  ground.signal.addEventListener("abort", stop);
  try {
    crew.keep(
      Object.fromEntries(
        [...sources.values()].map((one) => [one.file, prepare(one, one.text, one.tree, false)]),
      ),
    );
    const report = await crew.run({
      files: layout.files,
      candidate,
      cover: false,
      bail: false,
      watch: true,
      script: layout.script,
      fuel: allowance.fuel[language],
      seconds: allowance.seconds[language],
    });
    const told = report?.watched;
    return told && sightOf(told, new Set(failing.map(({ file, name }) => `${file}\n${name}`)), functions);
  } finally {
    ground.signal.removeEventListener("abort", stop);
    crew.close();
  }
}

/** The text as a worker takes it; undefined when the watchers left no program. */
function watched(source: Source, text: string): string | undefined {
  const tree = source.parse(text);
  return tree && prepare(source, text, tree, false);
}

/** What a worker told, which runs the project's code: nothing in it is believed but numbers. */
function sightOf(
  told: Watched,
  failing: ReadonlySet<string>,
  functions: readonly Watchable[],
): Sight | undefined {
  if (![told.seen, told.shown, told.calls, told.tests, told.cut].every((one) => Array.isArray(one)))
    return undefined;
  const plain = told.shown.map((text) => (/^n-?\d+\.0$/.test(text) ? text.slice(0, -2) : text));
  const places = new Map<string, number>();
  for (const [at, text] of plain.entries()) if (!places.has(text)) places.set(text, at);
  const equal = (value: number): number => places.get(plain[value] ?? "") ?? value;
  const calls = told.calls.map((call) => ({ ...call, wanted: equal(call.wanted) }));
  const moments = new Map<number, Moment[]>();
  for (const [site = -1, test = -1, call = -1, ...values] of told.seen) {
    const name = told.tests[test] ?? "";
    const [file = ""] = name.split("\n");
    const known = moments.get(site) ?? [];
    moments.set(site, known);
    known.push({
      call: calls[call],
      // What a file does while it loads concerns all its tests.
      failing: failing.has(name) || name === `${file}\n${file}`,
      values,
    });
  }
  return { shown: told.shown, equal, moments, cut: new Set(told.cut), calls, functions };
}

/** Moments that a repair has to be seen in: of a call whose failure is known, that call's alone, where no call leaves anything behind. */
export function telling(sight: Sight, moments: readonly Moment[]): readonly Moment[] {
  const stateless = sight.calls.every(({ fn, stepped }) => stepped && sight.functions[fn]?.method === false);
  const failed = sight.calls.some((call) => call.failed);
  return moments.filter(({ call, failing }) => (stateless && failed && call ? call.failed : failing));
}
