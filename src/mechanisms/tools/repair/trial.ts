/** Trying a candidate: first on the failing tests, then on all, then in a fresh process. */
import { openCrew, type Crew } from "./crew.ts";
import type { RunReport, WarmTest } from "./protocol.ts";
import type { Ground } from "./ground.ts";
import { prepare, type Source } from "./sources.ts";
import type { Study } from "./study.ts";

type Result = "passed" | "failed" | "exhausted";

interface Order {
  readonly candidate: Readonly<Record<string, string>>;
  readonly fuel: keyof typeof allowances;
  /** True for the failing tests alone. */
  readonly first: boolean;
}

/** How much fuel a test of a candidate gets: so many times what all tests took before, and never less than this. */
const allowances = {
  lean: { least: 20_000, times: 20 },
  ample: { least: 300_000, times: 100 },
} as const;

/** Ticks taken to be used before, where a test ran out and nothing is known to measure by. */
const unknownSpent = 5_000;

/** The least seconds of CPU, for what burns no fuel: of one run in JavaScript, of one test in Python. */
const leastSeconds = { javascript: 3, python: 1 } as const;

export interface Trial {
  /** `passed` when all tests pass with this text in place of the file, in this worker and in a fresh one. */
  run(
    source: Source,
    text: string,
    fuel: keyof typeof allowances,
  ): Promise<"passed" | "failed" | "exhausted">;
  /** CPU seconds used. */
  seconds(): number;
  close(): void;
}

/** A warm worker that tries one candidate after another on what was studied. */
export function openTrial(ground: Ground, studied: Study): Trial {
  const { language, failing, baseline, layout } = studied;
  const texts = Object.fromEntries(
    [...studied.sources.values()].map((source) => [
      source.file,
      prepare(source, source.text, source.tree, false),
    ]),
  );
  const open = (): Crew => {
    const crew = openCrew(ground.root, language, (program) => ground.launch(program));
    crew.keep(texts);
    return crew;
  };
  const crew = open();
  const stop = (): void => crew.close();
  ground.signal.addEventListener("abort", stop);
  const seconds = Math.max(leastSeconds[language], studied.cpu * 10);
  let used = 0;
  const passing = baseline.filter(({ state }) => state === "passed").length;
  const run = async (on: Crew, { candidate, fuel, first }: Order): Promise<Result> => {
    const { least, times } = allowances[fuel];
    const report = await on.run({
      files: first ? [...new Set(failing.map(({ file }) => file))] : layout.files,
      ...(first && { only: namesByFile(failing) }),
      candidate,
      cover: false,
      bail: true,
      script: layout.script,
      fuel: Math.max(least, (studied.spent ?? unknownSpent) * times),
      seconds,
    });
    used += report?.cpu ?? seconds;
    if (accepted(report, first ? failing : baseline)) return "passed";
    return report?.tests.some(({ message = "" }) => message.includes("for too long"))
      ? "exhausted"
      : "failed";
  };
  return {
    async run(source, text, fuel) {
      const candidate = { [source.file]: text };
      const first = await run(crew, { candidate, fuel, first: true });
      if (first !== "passed") return first;
      const whole = passing > 0 ? await run(crew, { candidate, fuel, first: false }) : first;
      if (whole !== "passed") return whole;
      const other = open();
      try {
        return await run(other, { candidate, fuel, first: false });
      } finally {
        other.close();
      }
    },
    seconds: () => used,
    close() {
      ground.signal.removeEventListener("abort", stop);
      crew.close();
    },
  };
}

/** Names of the failing tests; a file that failed as a whole is run as a whole. */
function namesByFile(tests: readonly WarmTest[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const { file, name } of tests) (names[file] ??= []).push(name);
  return Object.fromEntries(Object.entries(names).filter(([file, own]) => !own.includes(file)));
}

/**
 * Every wanted test was seen, nothing failed. A test that stood for its whole file (it did not load) is replaced by the
 * tests that the file then turns out to have.
 */
function accepted(report: RunReport | undefined, wanted: readonly WarmTest[]): boolean {
  if (!report || report.tests.some(({ state }) => state === "failed")) return false;
  const seen = new Map(report.tests.map(({ file, name, state }) => [`${file}\n${name}`, state]));
  const files = new Set(report.tests.filter(({ state }) => state === "passed").map(({ file }) => file));
  return wanted.every(({ file, name, state }) => {
    if (state === "skipped") return true;
    if (name === file) return files.has(file);
    return seen.get(`${file}\n${name}`) === "passed";
  });
}
