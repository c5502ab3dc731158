/** Finds the check of a project by reading its files. */
import type { Check } from "../../../core/finding.ts";
import { listFolder, readPackage, readText, runnerOf } from "./project.ts";

const npmDefault = /no test specified/;

async function fromPackage(root: string): Promise<Check | undefined> {
  const script = (await readPackage(root))?.scripts["test"];
  if (script === undefined || script.trim() === "" || npmDefault.test(script)) return undefined;
  return {
    command: "npm test",
    source: "package.json scripts.test",
    runner: await runnerOf("npm test", root),
  };
}

/** Where pytest is configured, and where it is at least asked for. */
const pytestSigns: readonly (readonly [file: string, sign: RegExp])[] = [
  ["pytest.ini", /(?:)/],
  ["pyproject.toml", /\[tool\.pytest\b/],
  ["setup.cfg", /\[tool:pytest\]/],
  ["tox.ini", /\[pytest\]|\bpytest\b/],
  ["conftest.py", /(?:)/],
  ["tests/conftest.py", /(?:)/],
  ["pyproject.toml", /\bpytest\b/],
  ["requirements.txt", /^\s*pytest\b/m],
  ["requirements-dev.txt", /^\s*pytest\b/m],
  ["dev-requirements.txt", /^\s*pytest\b/m],
];

const pythonTest = /^test.*\.py$|_test\.py$/;
/** unittest finds only files that are named so. */
const unittestFile = /^test.*\.py$/;

async function fromPython(root: string): Promise<Check | undefined> {
  for (const [file, sign] of pytestSigns) {
    const text = await readText(root, file);
    if (text !== undefined && sign.test(text))
      return { command: "python3 -m pytest", source: file, runner: "pytest" };
  }
  for (const folder of ["tests", "test", "."]) {
    const files = await listFolder(root, folder);
    const named = files.find((file) => pythonTest.test(file));
    if (named === undefined) continue;
    const source = folder === "." ? named : `${folder}/${named}`;
    const text = (await readText(root, source)) ?? "";
    if (!unittestFile.test(named) || /^\s*(?:import|from)\s+pytest\b|^(?:async )?def test/m.test(text))
      return { command: "python3 -m pytest", source, runner: "pytest" };
    // Without __init__.py discovery needs the folder; the workspace stays the top, so that `from package import …` works.
    const where =
      folder === "." ? "" : ` discover -s ${folder}${files.includes("__init__.py") ? " -t ." : ""}`;
    return { command: `python3 -m unittest${where} -v`, source, runner: "unittest" };
  }
  return undefined;
}

async function fromOthers(root: string): Promise<Check | undefined> {
  for (const file of ["Makefile", "makefile", "GNUmakefile"]) {
    if (/^test\s*:(?!=)/m.test((await readText(root, file)) ?? ""))
      return { command: "make test", source: file, runner: "command" };
  }
  const roots = await listFolder(root, ".");
  if (roots.includes("Cargo.toml")) return { command: "cargo test", source: "Cargo.toml", runner: "cargo" };
  if (roots.includes("go.mod")) return { command: "go test ./...", source: "go.mod", runner: "go" };
  return undefined;
}

/** `node --test` finds its files itself where a package.json has no script for them. */
async function fromNodeTests(root: string): Promise<Check | undefined> {
  for (const folder of ["test", "tests", "."]) {
    const named = (await listFolder(root, folder)).find((file) =>
      /[.-]test\.[cm]?js$|^test-.*\.[cm]?js$/.test(file),
    );
    if (named === undefined) continue;
    const source = folder === "." ? named : `${folder}/${named}`;
    if (/["']node:test["']/.test((await readText(root, source)) ?? ""))
      return { command: "node --test", source, runner: "node-test" };
  }
  return undefined;
}

/**
 * The check of the project at `root`: `verify` (the user's own command) wins, then package.json, Python's tests, a Makefile, Cargo
 * and Go. Only reads files; undefined when nothing tells of a check.
 */
export async function findCheck(root: string, verify?: string): Promise<Check | undefined> {
  if (verify !== undefined && verify.trim() !== "")
    return { command: verify, source: "--verify", runner: await runnerOf(verify, root) };
  return (
    (await fromPackage(root)) ??
    (await fromNodeTests(root)) ??
    (await fromPython(root)) ??
    (await fromOthers(root))
  );
}
