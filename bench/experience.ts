/** Whether experience pays: the places of repairs in the order without and with what earlier tasks have taught, on tasks not seen before. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Lesson } from "../src/core/attempt.ts";
import type { Check } from "../src/core/finding.ts";
import { leaningOf, worthOf } from "../src/mechanisms/planning/experience.ts";
import { explore } from "../src/mechanisms/planning/explore.ts";
import { openBranches } from "../src/mechanisms/tools/repair/branches.ts";
import { rankCandidates } from "../src/mechanisms/tools/repair/rank.ts";
import { study } from "../src/mechanisms/tools/repair/study.ts";
import { launch } from "../test/mechanisms/tools/repair/launch.ts";
import { pairedInterval } from "./planning/paired.ts";
import { javascriptTask, pythonTask } from "./repair/humaneval.ts";
import { layOut, readRows } from "./repair/task.ts";
import { layOut as layOutRepair, missing, readRepairs } from "./repairs/corpus.ts";

const { values } = parseArgs({
  options: {
    candidates: { type: "string", default: "150" },
    /** A file of tasks that were searched already; new ones are added. */
    keep: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

interface Searched {
  readonly set: string;
  readonly task: string;
  readonly language: Lesson["language"];
  /** The candidates in the order without experience: names of operators, and for each its operator and rank. */
  readonly names: readonly string[];
  readonly order: readonly (readonly [number, number])[];
  /** The repair among them; -1 where none was found within the budget. */
  readonly at: number;
}

interface Work {
  readonly set: string;
  readonly task: string;
  readonly check: Check;
  readonly layOut: (root: string) => void;
}

const kept: Searched[] =
  values.keep !== undefined && existsSync(values.keep)
    ? readFileSync(values.keep, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line): Searched => JSON.parse(line))
    : [];

async function search({ set, task, check, layOut: fill }: Work): Promise<Searched | undefined> {
  const again = kept.find((one) => one.set === set && one.task === task);
  if (again) return again;
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "experience-")));
  try {
    fill(root);
    const ground = { explore, root, launch, check, signal: new AbortController().signal };
    const studied = await study(ground);
    if (studied.type === "stuck") return undefined;
    const branches = openBranches(ground, studied, { exclude: [], leaning: undefined });
    const over = (): string | undefined => (branches.seconds() > 30 ? "enough" : undefined);
    const attempts = Number(values.candidates);
    const { found } = await explore(branches, { attempts, over, policy: "ranked", workers: 1 }).finally(() =>
      branches.close(),
    );
    const ranked = rankCandidates(studied);
    const names = [...new Set(ranked.map(({ mutation }) => mutation.operator))];
    const same = found?.[0]?.mutation;
    const row: Searched = {
      set,
      task,
      language: studied.language,
      names,
      order: ranked.map(({ mutation, rank }) => [
        names.indexOf(mutation.operator),
        Math.round(rank * 1000) / 1000,
      ]),
      at: ranked.findIndex(
        ({ mutation, source }) =>
          same !== undefined &&
          source.file === found?.[0]?.source.file &&
          mutation.start === same.start &&
          mutation.end === same.end &&
          mutation.text === same.text,
      ),
    };
    if (values.keep !== undefined) appendFileSync(values.keep, `${JSON.stringify(row)}\n`);
    return row;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The lesson of a repair, after those of other tasks. */
function lessonAfter(
  lessons: readonly Lesson[],
  { language, names, order, at }: Searched,
): Lesson | undefined {
  const [operator = -1, rank = 0] = order[at] ?? [];
  if (operator === -1) return undefined;
  const leaning = leaningOf(lessons, language);
  const bonus = names.map((name) => leaning(name));
  const own = rank + (bonus[operator] ?? 0);
  const before = order.filter(([name, value], other) => {
    const its = value + (bonus[name] ?? 0);
    return its > own || (its === own && other < at);
  });
  return { language, operator: names[operator] ?? "", plain: at + 1, leaned: before.length + 1 };
}

/** The lessons of tasks, each after those before it. */
function learn(tasks: readonly Searched[], before: readonly Lesson[] = []): readonly Lesson[] {
  const lessons = [...before];
  for (const task of tasks) {
    const lesson = lessonAfter(lessons, task);
    if (lesson) lessons.push(lesson);
  }
  return lessons;
}

/** Always the same disorders. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items];
  let state = seed * 7919 + 1;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    const [a, b] = [mixed[at], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a];
  }
  return mixed;
}

const orders = 40;

/** Tasks in many orders: each repair's place when experience is always leant on, and when the rule says whether, before the task is seen. */
function judge(name: string, tasks: readonly Searched[], before: readonly Searched[] = []): void {
  let on = 0;
  const always = new Map<string, number[]>();
  const ruled = new Map<string, number[]>();
  for (let seed = 0; seed < orders; seed += 1) {
    const mixed = shuffled(tasks, seed);
    const lessons = [...learn(before)];
    for (const task of mixed) {
      const lesson = lessonAfter(lessons, task);
      if (!lesson) continue;
      const gain = Math.log(lesson.leaned / lesson.plain);
      if (lessons.length >= 8) always.set(task.task, [...(always.get(task.task) ?? []), gain]);
      ruled.set(task.task, [...(ruled.get(task.task) ?? []), worthOf(lessons).pays ? gain : 0]);
      lessons.push(lesson);
    }
    if (worthOf(lessons).pays) on += 1;
  }
  const figures = [always, ruled].map((gains) => {
    const [ratio, low, high] = pairedInterval([...gains.values()].map(mean)).map((each) =>
      Math.exp(each).toFixed(2),
    );
    return `× ${ratio} (${low}–${high})`;
  });
  console.log(`| ${name} | ${tasks.length} | ${figures.join(" | ")} | on in ${on} of ${orders} |`);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(numbers.length, 1);

/** Bugs that the set's authors put under one head: what a project looks like whose mistakes are of one kind. */
const oneKind = "operator misuse";
/** Of the rest every second one, for time. */
const wanted = ({ bug_type: bug }: Readonly<Record<string, string>>, at: number): boolean =>
  at % 2 === 0 || bug === oneKind;
const alike = new Set<string>();
const mixed = new Set<string>();
const works: Work[] = [];
for (const [file, make] of [
  ["humanevalpack/humanevalpack_js.jsonl", javascriptTask],
  ["humanevalpack/humanevalpack_python.jsonl", pythonTask],
] as const)
  for (const [at, row] of readRows(file).entries()) {
    if (!wanted(row, at)) continue;
    const { id, language, files, check, bug } = make(row, false);
    if (bug === oneKind) alike.add(id);
    if (at % 2 === 0) mixed.add(id);
    works.push({ set: `HumanEvalPack ${language}`, task: id, check, layOut: (root) => layOut(root, files) });
  }
for (const project of readRepairs())
  if (missing(project) === undefined)
    works.push({
      set: "evals/repairs",
      task: project.name,
      check: { command: project.check, source: "--verify", runner: project.runner },
      layOut: (root) => layOutRepair(project, root),
    });

const searched: Searched[] = [];
for (const work of works) {
  const row = await search(work);
  if (row && row.at >= 0) searched.push(row);
  if (!values.json)
    console.log(`${work.set.padEnd(26)} ${work.task.padEnd(18)} ${row === undefined ? "stuck" : row.at + 1}`);
}
const humaneval = searched.filter(({ set }) => set.startsWith("HumanEvalPack"));
const repairs = searched.filter(({ set }) => set === "evals/repairs");
const every = humaneval.filter(({ task }) => mixed.has(task));
console.log(
  "\nA repair's place with experience ÷ its place without, on tasks not seen before (95 %); below 1 it helps",
);
console.log("| tasks | repairs | always leant on | by the rule | the rule at the end |");
console.log("|---|---|---|---|---|");
judge(
  `HumanEvalPack, ${oneKind}`,
  humaneval.filter(({ task }) => alike.has(task)),
);
judge("HumanEvalPack, all kinds", every);
judge("evals/repairs", repairs);
judge("evals/repairs after HumanEvalPack", repairs, every);
judge("HumanEvalPack after evals/repairs", every, repairs);
