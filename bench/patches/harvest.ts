/** Where the corpus' patches of the solver and of mutation come from: searched on each project, sorted by the hidden suite. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "../../src/mechanisms/tools/repair/generate.ts";
import { describePatch } from "../../src/mechanisms/tools/repair/patch.ts";
import { explore } from "../../src/mechanisms/planning/explore.ts";
import { runSearch } from "../../src/mechanisms/tools/repair/search.ts";
import { readSource, type Source } from "../../src/mechanisms/tools/repair/sources.ts";
import { launch } from "../../test/mechanisms/tools/repair/launch.ts";
import { inCopy, mapSome } from "./copies.ts";
import { isTest, layOut, patched, type Change, type Patch, type Project } from "./corpus.ts";
import { allPassed } from "./suite.ts";
import { runHidden, runVisible } from "./verify.ts";

/** Slips of people, as mutation testing has them: comparisons, signs, numbers by one, negations, lost operands and statements. */
const slips =
  /^(?:swap-(?!identity)|drop-(?:clause|operand|not|else|filter)|negate|number-near|off-by-one|flip-boolean|delete|slice|range|turn-|comparator$|assign-operator|update|jump$|near-name|unwrap-method)/;

/** The larger visible suites of the second round let few mutants through: of forty, as in the first, often none. */
const most = { candidates: 400, plausible: 6, mutants: 160, wrong: 2, right: 1 };

/** Writes patches of the solver, and of mutation, into each project that has none of their kind. */
export async function harvest(projects: readonly Project[]): Promise<void> {
  await mapSome(projects, 2, async (project) => {
    const fix = project.patches.find(({ name }) => name === "right-fix");
    if (fix === undefined) return;
    const missing = (origin: string): boolean => project.patches.every((patch) => patch.origin !== origin);
    const names = {
      visible: await greenNames(runVisible, project, fix),
      hidden: await greenNames(runHidden, project, fix),
    };
    const found = [
      ...(missing("solver") ? await fromSolver(project, names) : []),
      ...(missing("mutation") ? await fromMutation(project, fix, names) : []),
    ];
    for (const { name, ...patch } of found) {
      const file = path.join(project.folder, "patches", `${name}.json`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(patch, null, 2)}\n`);
    }
  });
}

interface Names {
  readonly visible: readonly string[];
  readonly hidden: readonly string[];
}

const greenNames = async (run: typeof runHidden, project: Project, fix: Patch): Promise<string[]> => [
  ...(await run(project, fix)).tests.keys(),
];

/** What the repair search takes for a fix, in its order, right and wrong. */
async function fromSolver(project: Project, names: Names): Promise<Patch[]> {
  return inCopy(async (root) => {
    layOut(project, root);
    const check = {
      command: project.check,
      source: "--verify",
      runner: project.language === "javascript" ? ("node-test" as const) : ("unittest" as const),
    };
    const ground = { explore, root, launch, check, signal: new AbortController().signal };
    const exclude: string[] = [];
    const patches: Patch[] = [];
    while (exclude.length < most.plausible) {
      const { found } = await runSearch(ground, { limit: most.candidates, seconds: 30, exclude });
      if (found === null) break;
      exclude.push(found.id);
      const edits = [{ path: found.path, old: found.old, new: found.new }];
      if (!allPassed(await runVisible(project, { edits }), names.visible)) continue;
      const label = allPassed(await runHidden(project, { edits }), names.hidden) ? "right" : "wrong";
      const alike = patches.filter((patch) => patch.label === label).length;
      if (alike === most[label] || isKnown(project, { edits })) continue;
      const why = `The solver's ${found.operator}: ${line(found.before)} became ${line(found.after)}.`;
      const kind = label === "wrong" ? "overfit" : "search";
      patches.push({ name: `${label}-solver-${alike + 1}`, label, origin: "solver", kind, why, edits });
    }
    return patches;
  });
}

const whole = (project: Project, patch: Change): string => JSON.stringify([...patched(project, patch)]);

/** True for a change that a patch of the project makes already. */
const isKnown = (project: Project, change: Change): boolean =>
  project.patches.some((patch) => whole(project, patch) === whole(project, change));

const line = (text: string): string => `\`${text.replaceAll(/\s+/g, " ").slice(0, 60)}\``;

/** The right fix with one more change in a line that the fix leaves alone, which the visible tests do not see. */
async function fromMutation(project: Project, fix: Patch, names: Names): Promise<Patch[]> {
  const sources = await inCopy(async (root) => {
    layOut(project, root, fix);
    const files = filesIn(root).filter((file) => !isTest(file));
    const read = await Promise.all(files.map((file) => readSource(root, file)));
    return read.filter((source) => source !== undefined);
  });
  const mutants = shuffled(sources.flatMap((source) => mutantsOf(source, fix)));
  const patches: Patch[] = [];
  for (const found of mutants.slice(0, most.mutants)) {
    if (patches.length === most.wrong) break;
    const edits = [...fix.edits, { path: found.path, old: found.old, new: found.new }];
    if (!allPassed(await runVisible(project, { edits }), names.visible)) continue;
    const reference = await runHidden(project, { edits });
    // What never ends costs everyone its time limit, and is no subtle mistake.
    if (reference.exit === null || allPassed(reference, names.hidden)) continue;
    const why = `The right fix, and elsewhere ${line(found.before)} became ${line(found.after)}.`;
    const name = `wrong-mutation-${patches.length + 1}`;
    patches.push({ name, label: "wrong", origin: "mutation", kind: "mutated-elsewhere", why, edits });
  }
  return patches;
}

function mutantsOf(source: Source, fix: Patch): ReturnType<typeof describePatch>[] {
  const fixed = fix.edits.flatMap((edit) => ("new" in edit ? edit.new.split("\n") : []));
  const touched = new Set(fixed.map((each) => each.trim()));
  const lines = source.text.split("\n");
  return generate(source.text, source.tree, source.grammar, () => 1)
    .filter(({ line: at, operator }) => {
      if (!slips.test(operator)) return false;
      const text = lines[at - 1]?.trim() ?? "";
      return !touched.has(text) && !fixed.some((piece) => text.includes(piece.trim()));
    })
    .map((mutation) => describePatch({ source, mutation, rank: 0 }))
    .filter(
      (patch) => !/^\s*(?:\/\/|\/?\*|#)/.test(patch.before) && source.text.split(patch.old).length === 2,
    );
}

/** Always the same disorder. */
function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  let seed = 20_261_122;
  for (let at = mixed.length - 1; at > 0; at--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (at + 1);
    const [a, b] = [mixed[at], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a];
  }
  return mixed;
}

function filesIn(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:js|py)$/.test(file))
    .toSorted();
}
