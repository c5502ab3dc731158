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
import { isTest, layOut, patched, type Change, type Patch, type Project, type Round } from "./corpus.ts";
import { allPassed } from "./suite.ts";
import { runHidden, runVisible } from "./verify.ts";

/** Slips of people, as mutation testing has them: comparisons, signs, numbers by one, negations, lost operands and statements. */
const slips =
  /^(?:swap-(?!identity)|drop-(?:clause|operand|not|else|filter)|negate|number-near|off-by-one|flip-boolean|delete|slice|range|turn-|comparator$|assign-operator|update|jump$|near-name|unwrap-method)/;

/** The larger visible suites since the second round let few mutants through: of forty, as in the first, often none. */
const most = { candidates: 400, plausible: 6, mutants: 160, right: 1 };

const besidesIt = { name: "wrong-mutation", kind: "mutated-elsewhere", wanted: 2 };
const withinIt = { name: "wrong-slip", kind: "mutated-fix" };

/** How many patches of a kind the harvest wants of a project, by its round. */
const overfitsWanted = (round: Round): number => (round >= 3 ? 3 : 2);
const slipsWanted = (round: Round): number => ({ 1: 0, 2: 3, 3: 2, 4: 2 })[round];

/** Writes patches of the solver, and of mutation, into each project that has none of their kind. */
export async function harvest(projects: readonly Project[]): Promise<void> {
  await mapSome(projects, 2, async (project) => {
    const fix = project.patches.find(({ name }) => name === "right-fix");
    if (fix === undefined) return;
    const missing = (name: string): boolean => project.patches.every((patch) => !patch.name.startsWith(name));
    const names = {
      visible: await greenNames(runVisible, project, fix),
      hidden: await greenNames(runHidden, project, fix),
    };
    const found = [
      ...(missing("wrong-solver") ? await fromSolver(project, names) : []),
      ...(missing("wrong-mutation")
        ? await unseen(project, await besides(project, fix), { ...names, ...besidesIt })
        : []),
      ...(slipsWanted(project.round) > 0 && missing("wrong-slip")
        ? await unseen(project, await within(project), {
            ...names,
            ...withinIt,
            wanted: slipsWanted(project.round),
          })
        : []),
    ];
    for (const { name, ...patch } of found) {
      const file = path.join(project.folder, "patches", `${name}.json`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(patch, null, 2)}\n`);
    }
  });
}

function runnerOf({ language, check }: Project): "node-test" | "unittest" | "pytest" {
  if (language === "javascript") return "node-test";
  return check.includes("pytest") ? "pytest" : "unittest";
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
      runner: runnerOf(project),
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
      const wanted = label === "right" ? most.right : overfitsWanted(project.round);
      if (alike === wanted || isKnown(project, { edits })) continue;
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

type Mutant = Pick<Patch, "edits" | "why">;

/** The right fix with one more change in a line that the fix leaves alone. */
async function besides(project: Project, fix: Patch): Promise<Mutant[]> {
  return (await mutantsOf(project, fix, false)).map((found) => ({
    edits: [...fix.edits, { path: found.path, old: found.old, new: found.new }],
    why: `The right fix, and elsewhere ${line(found.before)} became ${line(found.after)}.`,
  }));
}

/** Each right patch by hand with a slip in a line that it brings; the file is given whole, since its texts are the patch's own. */
async function within(project: Project): Promise<Mutant[]> {
  const right = project.patches.filter(({ label, origin }) => label === "right" && origin === "hand");
  const all = await Promise.all(
    right.map(async (patch) => ({ patch, found: await mutantsOf(project, patch, true) })),
  );
  return all.flatMap(({ patch, found }) =>
    found.map((mutant) => {
      const text = patched(project, patch).get(mutant.path) ?? "";
      return {
        edits: [
          ...patch.edits.filter((edit) => edit.path !== mutant.path),
          { path: mutant.path, text: text.replace(mutant.old, () => mutant.new) },
        ],
        why: `${patch.name} with a slip: ${line(mutant.before)} became ${line(mutant.after)}.`,
      };
    }),
  );
}

/** Those of some mutants that the visible tests do not see and the hidden ones do, a few. */
async function unseen(
  project: Project,
  mutants: readonly Mutant[],
  { visible, hidden, name, kind, wanted }: Names & typeof besidesIt,
): Promise<Patch[]> {
  const patches: Patch[] = [];
  for (const { edits, why } of shuffled(mutants).slice(0, most.mutants)) {
    if (patches.length === wanted) break;
    if (!allPassed(await runVisible(project, { edits }), visible)) continue;
    const reference = await runHidden(project, { edits });
    // What never ends costs everyone its time limit, and is no subtle mistake.
    if (reference.exit === null || allPassed(reference, hidden)) continue;
    if (isKnown(project, { edits })) continue;
    patches.push({
      name: `${name}-${patches.length + 1}`,
      label: "wrong",
      origin: "mutation",
      kind,
      why,
      edits,
    });
  }
  return patches;
}

/** Mutants of a patch in the lines that it brings, or in those that it leaves alone. */
async function mutantsOf(
  project: Project,
  patch: Patch,
  inside: boolean,
): Promise<ReturnType<typeof describePatch>[]> {
  const sources = await inCopy(async (root) => {
    layOut(project, root, patch);
    const files = filesIn(root).filter((file) => !isTest(file));
    const read = await Promise.all(files.map((file) => readSource(root, file)));
    return read.filter((source) => source !== undefined);
  });
  return sources.flatMap((source) => slipsIn(source, patch, inside));
}

function slipsIn(source: Source, patch: Patch, inside: boolean): ReturnType<typeof describePatch>[] {
  const brought = patch.edits.flatMap((edit) => ("new" in edit ? edit.new.split("\n") : []));
  const touched = new Set(brought.map((each) => each.trim()));
  const lines = source.text.split("\n");
  return generate(source.text, source.tree, source.grammar, () => 1)
    .filter(({ line: at, operator }) => {
      if (!slips.test(operator)) return false;
      const text = lines[at - 1]?.trim() ?? "";
      if (inside) return touched.has(text);
      return !brought.some((piece) => piece.trim() !== "" && text.includes(piece.trim()));
    })
    .map((mutation) => describePatch({ source, mutation, rank: 0 }))
    .filter(
      (found) => !/^\s*(?:\/\/|\/?\*|#)/.test(found.before) && source.text.split(found.old).length === 2,
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
    .filter((file) => /\.(?:[cm]?[jt]s|py)$/.test(file))
    .toSorted();
}
