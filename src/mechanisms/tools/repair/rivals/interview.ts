/** What changes answer to probes: each is run in a warm worker with a test file that only tells. */
import { descriptionsIn, examplesIn, type Documented } from "../../../../words/documented.ts";
import { parametersIn, promisesIn, type Promised } from "../../../../words/promises.ts";
import { openCrew } from "../crew.ts";
import type { Ground } from "../ground.ts";
import type { WarmTest } from "../protocol.ts";
import type { Candidate } from "../rank.ts";
import { prepare, type Source } from "../sources.ts";
import type { Study } from "../study.ts";
import type { Answer } from "./decide.ts";
import type { Heard } from "./heard.ts";
import { mark, probeFile } from "./probe-file.ts";
import { probesOf, type Named, type Probe } from "./probes.ts";

export interface Probes {
  /** The test file that they stand in for. */
  readonly test: Source;
  readonly probes: readonly Probe[];
  /** Further calls of the same functions that the tests make, which cannot be written down or are too many. */
  readonly unasked: number;
  /** What the programs say of the functions that are called, and the examples they give. */
  readonly words: string;
  readonly examples: readonly Documented[];
  /** What those words promise, by function. */
  readonly promised: ReadonlyMap<string, Promised>;
  /** True where most of the tests' calls stand in those words, too: they were chosen to explain, and not to find mistakes. */
  readonly repeated: boolean;
}

/** How much fuel and CPU one probe may take. */
const allowance = { fuel: 30_000, seconds: 2 } as const;

/** The probes of a study: the calls of its first test file that can be varied, and those that were heard; undefined when there are none. */
export function studyProbes(studied: Study, heard: readonly Heard[] = []): Probes | undefined {
  const suspect = new Set(studied.suspects.map(({ file }) => file));
  const tests = new Set(studied.layout.files);
  const all = [...studied.sources.values()].filter(({ file }) => !tests.has(file));
  const near = all.filter(({ file }) => suspect.has(file));
  // Tests may come to what is suspect through another module alone.
  return probesTo(near, studied, heard) ?? probesTo(all, studied, heard);
}

function probesTo(
  programs: readonly Source[],
  { language, layout, sources }: Study,
  heard: readonly Heard[],
): Probes | undefined {
  const said = programs.flatMap(({ text }) => descriptionsIn(text, language));
  const promised = new Map(
    programs.flatMap(({ text }) =>
      descriptionsIn(text, language).map(({ name, words }) => [
        name,
        promisesIn(words, parametersIn(text, name)),
      ]),
    ),
  );
  const named: Named = (name, given) => {
    const { pledges, likenesses } = promised.get(name) ?? { pledges: [], likenesses: [] };
    return [
      ...pledges.flatMap((one) => one.inputs(given)),
      ...likenesses.flatMap((one) => one.others(given)),
    ];
  };
  for (const file of layout.files) {
    const test = sources.get(file);
    const probes = test ? probesOf(test, programs, heard, named) : [];
    if (!test || probes.length === 0) continue;
    const called = new Set(probes.map(({ code }) => /^[\w$.]*?([\w$]+)\(/.exec(code)?.[1]));
    const own = probes.filter((one) => one.own);
    const examples = programs.flatMap(({ text }) => examplesIn(text, language));
    const words = said.flatMap(({ name, words: about }) => (called.has(name) ? [about] : [])).join("\n");
    return {
      test,
      probes,
      unasked: Math.max(0, heard.filter(({ name }) => called.has(name)).length - own.length),
      words,
      promised,
      repeated: own.filter(({ code }) => standsIn(words, code)).length * 2 > own.length,
      // Only functions that the tests call by their bare name are sure to be in the tests' scope.
      examples: examples.filter(({ name }) => probes.some(({ code }) => code.startsWith(`${name}(`))),
    };
  }
  return undefined;
}

/** Spelled alike in both languages, without blanks. */
const plainly = (text: string): string =>
  text
    .replaceAll(/\s+/g, "")
    .replaceAll("'", '"')
    .replaceAll(/\bTrue\b/g, "true")
    .replaceAll(/\bFalse\b/g, "false")
    .replaceAll(/\bNone\b/g, "null");

/** What a call passes is too short to be known again by itself. */
const short = 4;

/** Whether words name a call, or what it passes. */
export function standsIn(words: string, code: string): boolean {
  const [said, call] = [plainly(words), plainly(code)];
  const passed = call.slice(call.indexOf("(") + 1, -1);
  return said.includes(call) || (passed.length >= short && said.includes(passed));
}

/** The answers of the program as it is (the empty path) and after each path, one a probe. */
export async function interview(
  ground: Ground,
  studied: Study,
  {
    test,
    probes,
    paths,
  }: Pick<Probes, "test" | "probes"> & { readonly paths: readonly (readonly Candidate[])[] },
): Promise<Answer[][]> {
  const crew = openCrew(ground.root, studied.language, (program) => ground.launch(program));
  const stop = (): void => crew.close();
  ground.signal.addEventListener("abort", stop);
  const text = probeFile(test, probes);
  crew.keep(
    Object.fromEntries(
      [...studied.sources.values()].map((one) => [one.file, prepare(one, one.text, one.tree, false)]),
    ),
  );
  try {
    const all: Answer[][] = [];
    for (const path of paths) {
      const report = await crew.run({
        files: [test.file],
        candidate: { ...textsOf(path), [test.file]: text },
        cover: false,
        bail: false,
        script: false,
        ...allowance,
      });
      const told = new Map(report?.tests.map((one) => [one.name, one]));
      all.push(probes.map((_, at) => answerOf(told.get(`p${at}`) ?? told.get(`test_p${at}`))));
    }
    return all;
  } finally {
    ground.signal.removeEventListener("abort", stop);
    crew.close();
  }
}

function textsOf(path: readonly Candidate[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { source, mutation } of path) {
    const whole = source.text.slice(0, mutation.start) + mutation.text + source.text.slice(mutation.end);
    const tree = source.parse(whole);
    texts[source.file] = tree ? prepare(source, whole, tree, false) : whole;
  }
  return texts;
}

function answerOf(test: WarmTest | undefined): Answer {
  const message = test?.message ?? "";
  const at = message.indexOf(mark);
  if (at === -1) return { kind: message.includes("for too long") || !test ? "hung" : "raised", text: "" };
  const told = message.slice(at + mark.length);
  const space = told.indexOf(" ");
  return { kind: told.slice(0, space), text: told.slice(space + 1) };
}
