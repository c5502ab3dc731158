/** What is known before the search: which tests fail, what they ran, and which lines that makes suspect. */
import { openCrew, type Crew } from "./crew.ts";
import { findLayout, type Layout } from "./layout.ts";
import type { RunReport, WarmTest } from "./protocol.ts";
import type { Ground } from "./ground.ts";
import { prepare, reachable, readSource, type Source } from "./sources.ts";
import { findSuspects, type Suspect } from "./suspicion.ts";

export interface Study {
  readonly type: "studied";
  readonly language: "javascript" | "python";
  readonly layout: Extract<Layout, { type: "ready" }>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly baseline: readonly WarmTest[];
  readonly failing: readonly WarmTest[];
  /** Most suspect first; never lines of the tests themselves. */
  readonly suspects: readonly Suspect[];
  /** Ticks that all tests took; undefined when one of them ran out. */
  readonly spent: number | undefined;
  /** Seconds of CPU that they took; 0 when one of them ran out. */
  readonly cpu: number;
}

export type Studied = Study | { readonly type: "stuck"; readonly why: string };

/** Fuel, and seconds of CPU, for a test that may be the one with the endless loop. */
const generous = {
  fuel: { javascript: 2_000_000, python: 300_000 },
  seconds: { javascript: 60, python: 10 },
} as const;

/** Runs the tests once, with coverage, in a warm worker. */
export async function study(ground: Omit<Ground, "explore">): Promise<Studied> {
  const layout = findLayout(ground.root, ground.check);
  if (layout.type === "unsupported") return { type: "stuck", why: layout.why };
  const { language } = layout;
  const crew = openCrew(ground.root, language, (program) => ground.launch(program));
  const stop = (): void => crew.close();
  ground.signal.addEventListener("abort", stop);
  try {
    const sources = await reachable(ground.root, layout.files);
    const report = await runBaseline(crew, ground, layout, sources);
    if (!report)
      return { type: "stuck", why: "the tests could not be run in a warm worker: it died of them" };
    return conclude(layout, sources, report);
  } finally {
    ground.signal.removeEventListener("abort", stop);
    crew.close();
  }
}

/** Runs until every workspace file that was loaded is known, so that none runs without counters. */
async function runBaseline(
  crew: Crew,
  ground: Omit<Ground, "explore">,
  layout: Study["layout"],
  sources: Map<string, Source>,
): Promise<RunReport | undefined> {
  const give = (given: Iterable<Source>): void =>
    crew.keep(
      Object.fromEntries([...given].map((one) => [one.file, prepare(one, one.text, one.tree, true)])),
    );
  give(sources.values());
  for (let round = 0; ; round += 1) {
    const report = await crew.run({
      files: layout.files,
      cover: true,
      bail: false,
      script: layout.script,
      fuel: generous.fuel[layout.language],
      seconds: generous.seconds[layout.language],
    });
    const fresh: Source[] = [];
    for (const file of report?.loaded ?? []) {
      const source = sources.has(file) ? undefined : await readSource(ground.root, file);
      if (source) fresh.push(source);
    }
    for (const source of fresh) sources.set(source.file, source);
    if (fresh.length === 0 || layout.language === "python" || round > 3) return report;
    give(fresh);
  }
}

function conclude(layout: Study["layout"], sources: ReadonlyMap<string, Source>, report: RunReport): Studied {
  const failing = report.tests.filter(({ state }) => state === "failed");
  if (report.tests.length === 0)
    return { type: "stuck", why: "the test files hold no tests that the solver can see" };
  if (failing.length === 0)
    return {
      type: "stuck",
      why: `all ${report.tests.length} tests pass in a warm worker: there is nothing to repair`,
    };
  const tests = new Set(layout.files);
  const suspects = findSuspects(report.tests).filter(
    ({ file }) => sources.has(file) && !isTest(file, tests, layout.script),
  );
  const known = suspects.length > 0 ? suspects : everyLine(sources, tests);
  if (known.length === 0)
    return { type: "stuck", why: "the failing tests run no source file that the solver can read" };
  const hung = failing.some(({ message = "" }) => message.includes("for too long"));
  return {
    type: "studied",
    language: layout.language,
    layout,
    sources,
    baseline: report.tests,
    failing,
    suspects: known,
    spent: hung ? undefined : report.spent,
    cpu: hung ? 0 : report.cpu,
  };
}

const isTest = (file: string, tests: ReadonlySet<string>, script: boolean): boolean =>
  tests.has(file) || (!script && /(?:^|\/)(?:tests?|__tests__)\/|(?:^|\/)conftest\.py$/.test(file));

/** Where nothing was covered (a file that does not load), every statement is as suspect as any. */
function everyLine(sources: ReadonlyMap<string, Source>, tests: ReadonlySet<string>): Suspect[] {
  return [...sources.values()]
    .filter(({ file }) => !tests.has(file))
    .flatMap(({ file, text }) => text.split("\n").map((_, at) => ({ file, line: at + 1, score: 0.1 })));
}
