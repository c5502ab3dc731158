/** The orders of a search at equal budget on the bugs of `evals/repairs`: linear, ranked, adaptive, in pairs; and one worker against two. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runSearch } from "../src/mechanisms/tools/repair/search.ts";
import { explore } from "../src/mechanisms/planning/explore.ts";
import type { PolicyName } from "../src/core/attempt.ts";
import { launch } from "../test/mechanisms/tools/repair/launch.ts";
import { median } from "./figure.ts";
import { pairedInterval } from "./planning/paired.ts";
import { layOut, missing, readRepairs, type Repair } from "./repairs/corpus.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    candidates: { type: "string", default: "200" },
    /** A file of rows that are known already; new ones are added. */
    keep: { type: "string" },
    only: { type: "string" },
  },
});

interface Row {
  readonly task: string;
  readonly policy: PolicyName;
  readonly workers: number;
  /** Candidates until the fix; absent when there was none within the budget. */
  readonly found?: number;
  readonly operator?: string;
  readonly changes?: number;
  readonly tried: number;
  readonly seconds: number;
}

const budget = Number(values.candidates);
const known: Row[] =
  values.keep !== undefined && existsSync(values.keep)
    ? readFileSync(values.keep, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line): Row => JSON.parse(line))
    : [];

async function search(project: Repair, policy: PolicyName, workers: number): Promise<Row> {
  const again = known.find(
    (row) => row.task === project.name && row.policy === policy && row.workers === workers,
  );
  if (again) return again;
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "planning-")));
  try {
    layOut(project, root);
    const check = { command: project.check, source: "--verify", runner: project.runner } as const;
    const ground = { explore, root, launch, check, signal: new AbortController().signal };
    const limits = { limit: budget, seconds: 60, exclude: [], policy, workers };
    const from = performance.now();
    const { found, tried, position } = await runSearch(ground, limits);
    const row: Row = {
      task: project.name,
      policy,
      workers,
      tried,
      seconds: (performance.now() - from) / 1000,
      ...(found && { found: position, operator: found.operator, changes: 1 + (found.further?.length ?? 0) }),
    };
    if (values.keep !== undefined) appendFileSync(values.keep, `${JSON.stringify(row)}\n`);
    return row;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const policies = ["linear", "ranked", "adaptive"] as const;
const cost = (row: Row): number => row.found ?? budget * 2;

function compare(name: string, one: readonly Row[], other: readonly Row[]): void {
  const within = (row: Row, most: number): number =>
    (row.found ?? Number.POSITIVE_INFINITY) <= most ? 1 : 0;
  const parts = [50, budget].map((most) => {
    const [mean, low, high] = pairedInterval(
      one.map((row, at) => within(other[at] ?? row, most) - within(row, most)),
    );
    return `solved within ${most}: ${(mean * 100).toFixed(0)} points (${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)})`;
  });
  const ratios = pairedInterval(one.map((row, at) => Math.log(cost(other[at] ?? row) / cost(row))));
  const [mean, low, high] = ratios.map((each) => Math.exp(each).toFixed(2));
  console.log(`${name}: ${parts.join(", ")}; candidates × ${mean} (${low} to ${high}), n=${one.length}`);
}

const projects = readRepairs().filter(
  (project) => missing(project) === undefined && (values.only === undefined || project.name === values.only),
);
const rows = new Map<string, Row[]>();
for (const project of projects)
  for (const policy of policies) {
    const row = await search(project, policy, 1);
    rows.set(policy, [...(rows.get(policy) ?? []), row]);
    if (!values.json)
      console.log(`${project.name.padEnd(16)} ${policy.padEnd(8)} ${row.found ?? "–"} ${row.operator ?? ""}`);
  }
console.log(
  `\n| order | solved within 50 | within ${budget} | median candidates of the solved |\n|---|---|---|---|`,
);
for (const policy of policies) {
  const own = rows.get(policy) ?? [];
  const solved = own.flatMap(({ found }) => (found === undefined ? [] : [found]));
  const early = solved.filter((found) => found <= 50).length;
  console.log(`| ${policy} | ${early}/${own.length} | ${solved.length}/${own.length} | ${median(solved)} |`);
}
const of = (policy: PolicyName): readonly Row[] => rows.get(policy) ?? [];
console.log(
  "\nPaired by task, the second against the first; 95 % bootstrap; what is not solved counts as twice the budget",
);
compare("linear → ranked", of("linear"), of("ranked"));
compare("ranked → adaptive", of("ranked"), of("adaptive"));

const long = projects.filter((_, at) => {
  const row = of("adaptive")[at];
  return row !== undefined && row.tried >= 40;
});
const pairs: { readonly one: Row; readonly two: Row }[] = [];
for (const project of long.slice(0, 12))
  pairs.push({ one: await search(project, "adaptive", 1), two: await search(project, "adaptive", 2) });
const speed = pairedInterval(
  pairs.map(({ one, two }) => Math.log(one.seconds / one.tried / (two.seconds / two.tried))),
);
const [mean, low, high] = speed.map((each) => Math.exp(each).toFixed(2));
console.log(
  `\none worker → two: candidates per second × ${mean} (${low} to ${high}), n=${pairs.length}; solved ${pairs.filter(({ one }) => one.found).length} → ${pairs.filter(({ two }) => two.found).length}`,
);
