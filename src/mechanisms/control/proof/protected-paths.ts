/** Tells which changed paths belong to the check itself, so that the one who changed them does not also judge by them. */
import path from "node:path";
import type { Check, CheckRun } from "../../../core/finding.ts";

/** The text of a workspace file as it was before the session and as it is now; undefined for absent. */
export interface TwoStates {
  original(file: string): Promise<string | undefined>;
  current(file: string): Promise<string | undefined>;
}

/** Whole names that configure a test runner or change what a program loads before it runs. */
const names = new Set([
  ...[
    "pytest.ini",
    ".pytest.ini",
    "conftest.py",
    "setup.cfg",
    "tox.ini",
    "noxfile.py",
    "pyproject.toml",
    "setup.py",
  ],
  ...[
    "sitecustomize.py",
    "usercustomize.py",
    ".npmrc",
    ".yarnrc",
    ".yarnrc.yml",
    ".pnpmfile.cjs",
    ".env",
    ".envrc",
  ],
  ...[
    ".swcrc",
    "babel.config.js",
    "babel.config.json",
    ".babelrc",
    "tsconfig.test.json",
    "nextest.toml",
    "pnpm-workspace.yaml",
  ],
]);

const patterns: readonly RegExp[] = [
  /^(?:vitest|vite|jest|babel|ava|karma|playwright|cypress)\.(?:config|setup|workspace|global-setup)(?:\.[\w-]+)*\.[cm]?[jt]s(?:on)?$/,
  /^\.mocharc(?:\.\w+)?$/,
  /^\.env\.\w+$/,
  /^(?:jest|vitest|test)[.-]?setup(?:\.\w+)?\.[cm]?[jt]sx?$/,
];

/** Names by which runners know test files. */
const testFiles: readonly RegExp[] = [
  /(?:^|\/)(?:__tests__|__snapshots__|__mocks__|tests?|specs?|fixtures)\//,
  /[.-](?:test|spec)\.[cm]?[jt]sx?$/,
  /(?:^|\/)test(?:-[^/]*)?\.[cm]?[jt]sx?$/,
  /(?:^|\/)test_[^/]*\.py$/,
  /_test\.(?:py|go|rb)$/,
  /(?:^|\/)tests?\.(?:py|rs)$/,
  /\.snap$/,
];

/** Fields of package.json that decide what a check runs and how. */
const packageFields = [
  "scripts",
  "type",
  "jest",
  "vitest",
  "mocha",
  "ava",
  "c8",
  "nyc",
  "babel",
  "imports",
  "packageManager",
  "workspaces",
];

function fieldsOf(text: string | undefined): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? "");
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const fields = new Map(Object.entries(parsed));
    return JSON.stringify(packageFields.map((field) => fields.get(field) ?? null));
  } catch {
    return undefined;
  }
}

async function packageChanged(file: string, states: TwoStates): Promise<boolean> {
  const before = fieldsOf(await states.original(file));
  return before === undefined || before !== fieldsOf(await states.current(file));
}

/** Files that the check's command itself names (`node scripts/check.js`, `sh run-tests.sh`). */
function namedBy(check: Check, script: string): ReadonlySet<string> {
  const words = `${check.command} ${script}`.split(/[\s;|&()<>"']+/).filter((word) => word !== "");
  return new Set(words.map((word) => path.posix.normalize(word)));
}

function byConvention(file: string): boolean {
  const name = path.posix.basename(file);
  return (
    names.has(name) ||
    file.includes("node_modules/") ||
    file.startsWith(".github/") ||
    patterns.some((pattern) => pattern.test(name)) ||
    testFiles.some((pattern) => pattern.test(file))
  );
}

/**
 * Those of `changed` (paths relative to the workspace) that are tests, test configuration or runner configuration: by the runners'
 * conventions, by having been reported as a test's file in `before`, by being named in the check's command or in `script` (what
 * the command comes to), and, for a package.json, by fields that differ. Rather too many than too few: a protected change costs
 * one more run, with the originals.
 */
export async function protectedPaths(
  changed: readonly string[],
  about: { readonly check: Check; readonly before?: CheckRun; readonly script?: string },
  states: TwoStates,
): Promise<readonly string[]> {
  const { check, before, script = "" } = about;
  const reported = new Set(before?.tests.map(({ file }) => file));
  const commanded = namedBy(check, script);
  const makes = /\bmake\b/.test(`${check.command} ${script}`);
  const verdicts = await Promise.all(
    changed.map(async (file) => {
      const name = path.posix.basename(file);
      if (reported.has(file) || commanded.has(file)) return true;
      if (name === "package.json") return packageChanged(file, states);
      if (/^(?:GNUm|[Mm])akefile$|\.mk$/.test(name)) return makes;
      return byConvention(file);
    }),
  );
  return changed.filter((_, index) => verdicts[index]);
}
