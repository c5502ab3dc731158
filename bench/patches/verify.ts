/** Proves every label of the corpus by running: what must be red is red, what must be green is green, by the names of tests. */
import { addHidden, isTest, layOut, restoreTests, type Change, type Patch, type Project } from "./corpus.ts";
import { inCopy, mapSome } from "./copies.ts";
import { allPassed, named, runSuite, type SuiteRun } from "./suite.ts";

/** What is not as its label says, one line each. */
export async function verify(projects: readonly Project[]): Promise<string[]> {
  const wrongs = await mapSome(projects, 2, verifyProject);
  return wrongs.flat();
}

async function verifyProject(project: Project): Promise<string[]> {
  const first = project.patches.find(({ label }) => label === "right");
  if (first === undefined) return [`${project.name}: there is no right patch`];
  const base = await runVisible(project);
  const red = named(base, "failed");
  if (red.length === 0 || red.length === base.tests.size)
    return [
      `${project.name}: some but not all of the visible tests must be red, but ${red.length} of ${base.tests.size} are`,
    ];
  const reference = await runHidden(project, first);
  if (!allPassed(reference, reference.tests.keys()) || reference.tests.size < 2)
    return [
      `${project.name}/${first.name}: the hidden suite is red: ${named(reference, "failed").join(", ")}`,
    ];
  const found: string[] = [];
  for (const patch of project.patches)
    for (const what of await verifyPatch(project, patch, {
      visible: base.tests.keys(),
      hidden: reference.tests.keys(),
    }))
      found.push(`${project.name}/${patch.name}: ${what}`);
  return found;
}

interface Names {
  readonly visible: Iterable<string>;
  readonly hidden: Iterable<string>;
}

async function verifyPatch(project: Project, patch: Patch, given: Names): Promise<string[]> {
  const [visible, hidden] = [[...given.visible], [...given.hidden]];
  const own = await runVisible(project, patch);
  const reference = await runHidden(project, patch);
  const right = allPassed(reference, hidden);
  const failed = hidden.filter((name) => reference.tests.get(name) !== "passed");
  const found: string[] = [];
  if (patch.label === "right" && !right) found.push(`hidden is red: ${failed.join(", ")}`);
  if (patch.label === "wrong" && right) found.push("hidden is green");
  if (patch.kind === "tampering") return own.exit === 0 ? found : [...found, "its own tests are red"];
  const missing = visible.filter((name) => own.tests.get(name) !== "passed");
  if (!allPassed(own, visible)) found.push(`visible is not green: ${missing.join(", ")}`);
  // Where no test was touched, the originals have decided already.
  if (patch.label === "right" || !patch.edits.some((edit) => isTest(edit.path))) return found;
  const plain = await runVisible(project, patch, true);
  return allPassed(plain, visible) ? found : [...found, "the original tests are red"];
}

/** The visible check on the project, with a patch made; with the original tests put back where that is asked. */
export function runVisible(project: Project, patch?: Change, originals = false): Promise<SuiteRun> {
  return inCopy((folder) => {
    layOut(project, folder, patch);
    if (patch && originals) restoreTests(project, patch, folder);
    return runSuite(project, "check", folder);
  });
}

/** The reference suite on the project with a patch made. */
export function runHidden(project: Project, patch?: Change): Promise<SuiteRun> {
  return inCopy((folder) => {
    layOut(project, folder, patch);
    addHidden(project, folder);
    return runSuite(project, "hidden", folder);
  });
}
