/** How many of the bugs of `evals/repairs` the embedded solver repairs through the whole harness, by kind, and how many repairs are right. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { runTask } from "../src/index.ts";
import { median, printFigure } from "./figure.ts";
import { wilson } from "./patches/figures.ts";
import { layOut, missing, modulesOf, passesHidden, readRepairs, type Repair } from "./repairs/corpus.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Only projects whose name, kind, language or runner is this. */
    only: { type: "string" },
    /** Wall time that a project may take; none by default. */
    seconds: { type: "string" },
  },
});

interface Row {
  readonly project: Repair;
  readonly accepted: boolean;
  /** Of an accepted one: the hidden checks pass too. */
  readonly right: boolean;
  readonly tried: number;
  readonly seconds: number;
  readonly how: string;
}

/** The whole harness: session, sandbox, journal, cells, gate, and a check that has to prove it. */
async function repair(project: Repair): Promise<Row> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "repairs-")));
  const state = mkdtempSync(path.join(tmpdir(), "repairs-state-"));
  const from = performance.now();
  try {
    layOut(project, root);
    const modules = modulesOf(project);
    const result = await runTask({
      task: project.task,
      cwd: root,
      model: "solver",
      sandbox: "auto",
      verify: project.check,
      budget: {},
      ...(modules !== undefined && { readable: [modules] }),
      surroundings: { state, path: paths, keys: {}, version: "bench" },
      signal:
        values.seconds === undefined
          ? new AbortController().signal
          : AbortSignal.timeout(Number(values.seconds) * 1000),
    });
    const seconds = (performance.now() - from) / 1000;
    const accepted = result.stop.reason === "verified";
    const tried = [...result.view.outcomes.values()]
      .map(({ value = "" }) => Number(/"tried":\s*(\d+)/.exec(value)?.[1] ?? 0))
      .reduce((sum, one) => sum + one, 0);
    const right = accepted && (await passesHidden(project, root));
    const how = result.stop.detail.replaceAll("\n", " ").slice(0, 140);
    return { project, accepted, right, tried, seconds, how };
  } finally {
    rmSync(root, { recursive: true, force: true });
    rmSync(state, { recursive: true, force: true });
  }
}

/** Projects in TypeScript need this Node, and not an older one that may be on the PATH. */
const paths = [path.dirname(process.execPath), process.env["PATH"] ?? ""].join(path.delimiter);

const share = (part: number, whole: number): string => {
  const [low, high] = wilson(part, whole).map((each) => (each * 100).toFixed(0));
  return `${part}/${whole} = ${((part / Math.max(whole, 1)) * 100).toFixed(0)} % (${low}–${high})`;
};

function line(name: string, rows: readonly Row[]): string {
  const accepted = rows.filter((row) => row.accepted);
  const right = accepted.filter((row) => row.right).length;
  const tried = accepted.length > 0 ? String(median(accepted.map((row) => row.tried))) : "–";
  return `| ${name} | ${share(right, rows.length)} | ${accepted.length} | ${accepted.length - right} | ${tried} |`;
}

function print(rows: readonly Row[]): void {
  console.log("\n| | right (95 %, Wilson) | accepted | of these wrong | median candidates |");
  console.log("|---|---|---|---|---|");
  console.log(line("**all**", rows));
  for (const by of ["kind", "grade", "language", "runner"] as const)
    for (const name of [...new Set(rows.map(({ project }) => String(project[by])))].toSorted())
      console.log(
        line(
          `${by} ${name}`,
          rows.filter(({ project }) => String(project[by]) === name),
        ),
      );
}

const wanted = ({ name, kind, language, runner }: Repair): boolean =>
  values.only === undefined || [name, kind, language, runner].some((one) => one === values.only);

const rows: Row[] = [];
for (const project of readRepairs().filter(wanted)) {
  const why = missing(project);
  if (why !== undefined) {
    if (!values.json) console.log(`skipped  ${project.name}: ${why}`);
    continue;
  }
  const row = await repair(project);
  rows.push(row);
  const state = row.accepted ? (row.right ? "right  " : "WRONG  ") : "   -   ";
  if (!values.json)
    console.log(
      `${state} ${project.name.padEnd(16)} ${String(row.tried).padStart(5)} ${row.seconds.toFixed(1).padStart(6)} s  ${project.kind} ${project.grade}: ${row.how}`,
    );
}
if (!values.json) print(rows);
else
  printFigure({
    name: "repairs: right after hidden checks",
    value: (rows.filter(({ right }) => right).length / rows.length) * 100,
    unit: "%",
    n: rows.length,
  });
