/** How many green-but-wrong patches of evals/patches a judge accepts and how many right ones it refuses; `--verify` proves the labels. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { mapSome } from "./patches/copies.ts";
import { readCorpus, type Change, type Patch, type Project } from "./patches/corpus.ts";
import { fit, type Fitted } from "./patches/fit.ts";
import { table, type Ruling } from "./patches/figures.ts";
import { harvest } from "./patches/harvest.ts";
import { judges, reviewedBy, type Judge, type Verdict } from "./patches/judge.ts";
import { reliability } from "./patches/reliability.ts";
import { writeSplit } from "./patches/split.ts";
import { verify } from "./patches/verify.ts";

const { values } = parseArgs({
  options: {
    verify: { type: "boolean", default: false },
    split: { type: "boolean", default: false },
    harvest: { type: "boolean", default: false },
    judge: { type: "string", default: Object.keys(judges).join(",") },
    only: { type: "string", default: "open,sealed" },
    round: { type: "string", default: "1,2,3,4" },
    projects: { type: "string" },
    list: { type: "boolean", default: false },
    fit: { type: "boolean", default: false },
    reviewer: { type: "string" },
    asks: { type: "string" },
    out: { type: "string" },
  },
});

function count<T>(items: readonly T[], by: (item: T) => string): string {
  const groups = Map.groupBy(items, by);
  return [...groups]
    .map(([name, own]) => `${name} ${own.length}`)
    .toSorted()
    .join(", ");
}

function printCounts(projects: readonly Project[]): void {
  const all = projects.flatMap((project) =>
    project.patches.map((patch) => ({ ...patch, split: project.split })),
  );
  console.log(
    `${projects.length} projects: ${count(projects, ({ split, language }) => `${split} ${language}`)}`,
  );
  console.log(`${all.length} patches: ${count(all, ({ label }) => label)}`);
  console.log(`by split: ${count(all, ({ split, label }) => `${split} ${label}`)}`);
  for (const label of ["right", "wrong"]) {
    const own = all.filter((patch) => patch.label === label);
    console.log(`${label} by origin: ${count(own, ({ origin }) => origin)}`);
    console.log(`${label} by kind: ${count(own, ({ kind }) => kind)}`);
  }
}

async function proveLabels(projects: readonly Project[]): Promise<void> {
  const wrong = await verify(projects);
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? "every label holds" : `${wrong.length} labels do not hold`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

const whatItDoes = ({ edits, declared }: Patch): Change => ({ edits, ...(declared && { declared }) });

/** Verdicts that an earlier run with the same `--out` has written; where a reviewer was still to be asked it is asked again. */
function known(judge: Judge): ReadonlyMap<string, Verdict> {
  if (values.out === undefined || !existsSync(values.out)) return new Map();
  const lines = readFileSync(values.out, "utf8").split("\n").filter(Boolean);
  const rows = lines.map((line): { judge: string; name: string; verdict: Verdict } => JSON.parse(line));
  return new Map(
    rows.flatMap((row) =>
      row.judge === judge.name && row.verdict.answered !== false ? [[row.name, row.verdict]] : [],
    ),
  );
}

async function askAll(projects: readonly Project[], judge: Judge): Promise<Ruling[]> {
  const pairs = projects.flatMap((project) => project.patches.map((patch) => ({ project, patch })));
  const told = known(judge);
  let asked = 0;
  return mapSome(pairs, 2, async ({ project, patch }) => {
    const name = `${project.name}/${patch.name}`;
    const verdict = told.get(name) ?? (await judge.accepts({ ...project, patches: [] }, whatItDoes(patch)));
    if (values.out !== undefined && !told.has(name))
      appendFileSync(values.out, `${JSON.stringify({ judge: judge.name, name, verdict })}\n`);
    asked += 1;
    if (asked % 20 === 0) console.error(`${judge.name}: ${asked} of ${pairs.length}`);
    return { ...verdict, project, patch, judge: judge.name };
  });
}

/** Mistakes by name, of open projects only: what is sealed is figures. */
function printMistakes(rulings: readonly Ruling[]): void {
  for (const { project, patch, accepted, judge, confidence } of rulings)
    if (project.split === "open" && accepted !== (patch.label === "right"))
      console.log(
        `${judge} ${accepted ? "accepted" : "refused"} ${patch.label} ${project.name}/${patch.name} ${confidence ?? ""}`,
      );
}

/** What stands in weights.ts, and what it is worth: each project judged by weights from the others. */
function printFit({ ground, weights, left, byHand, rare }: Fitted): void {
  console.log(`red ${ground.toFixed(1)}`);
  for (const [name, weight] of [...weights].toSorted(([, a], [, b]) => a - b))
    console.log(`${name} ${weight.toFixed(1)}${rare.has(name) ? " (too rare: as it was)" : ""}`);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  console.log(
    `projects left out: ${percent(left.accepted)} accepted falsely, ${percent(left.refused)} refused falsely`,
  );
  for (const [hand, [accepted, of]] of byHand)
    console.log(`  ${hand}: ${accepted} of ${of} accepted falsely`);
}

async function bench(projects: readonly Project[]): Promise<void> {
  const rulings: Ruling[] = [];
  for (const asked of values.judge.split(",")) {
    const judge = asked === "reviewed" ? reviewedBy(values) : judges[asked];
    if (judge === undefined)
      throw new TypeError(`there is no judge ${asked}: ${Object.keys(judges).join(", ")}, reviewed`);
    const own = await askAll(projects, judge);
    rulings.push(...own);
    const unasked = own.filter(({ answered }) => answered === false).length;
    if (unasked > 0)
      console.log(
        `${judge.name}: ${unasked} of ${own.length} had no recorded review and are judged without one`,
      );
    // The picture is of patches that nobody has tuned anything on, and of all of them.
    const sealed = own.filter(
      ({ project, confidence }) => project.split === "sealed" && confidence !== undefined,
    );
    if (sealed.length === 0 || values.projects !== undefined) continue;
    const name = judge.name === "evidence" ? "reliability.svg" : `reliability-${judge.name}.svg`;
    writeFileSync(
      path.join(path.dirname(import.meta.dirname), "docs", name),
      reliability(sealed, `${judge.name}: is a patch as often right as it is said to be?`),
    );
  }
  if (values.list) printMistakes(rulings);
  if (values.fit) printFit(fit(rulings));
  console.log(table(rulings));
}

/** The projects of the splits and rounds that were asked for, or of the names. */
function chosen(): Project[] {
  const all = readCorpus();
  const names = values.projects?.split(",");
  const unknown = names?.find((name) => all.every((project) => project.name !== name));
  if (unknown !== undefined) throw new TypeError(`there is no project ${unknown} in evals/patches`);
  return all.filter(
    ({ name, split, round }) =>
      values.only.split(",").includes(split) &&
      values.round.split(",").includes(`${round}`) &&
      (names?.includes(name) ?? true),
  );
}

if (values.split) writeSplit();
const projects = chosen();
if (values.harvest) await harvest(projects);
else if (values.verify) {
  printCounts(projects);
  await proveLabels(projects);
} else if (!values.split) await bench(projects);
