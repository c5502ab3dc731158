/** Tells which changed paths belong to the check itself, so that the one who changed them does not also judge by them. */
import path from "node:path";
import type { Check, CheckRun } from "../../../core/finding.ts";
import { scriptIn } from "./project.ts";

/** The text of a workspace file as it was before the session and as it is now; undefined for absent. */
export interface TwoStates {
  original(file: string): string | undefined;
  current(file: string): string | undefined;
}

/** Whole names that configure a test runner or change what a program loads before it runs. */
const names = new Set(
  [
    "pytest.ini .pytest.ini conftest.py setup.cfg tox.ini noxfile.py pyproject.toml setup.py sitecustomize.py usercustomize.py",
    ".npmrc .yarnrc .yarnrc.yml .pnpmfile.cjs pnpm-workspace.yaml .env .envrc .swcrc .babelrc tsconfig.test.json nextest.toml",
  ].flatMap((line) => line.split(" ")),
);

const patterns: readonly RegExp[] = [
  /^(?:vitest|vite|jest|babel|ava|karma|playwright|cypress)\.(?:config|setup|workspace|global-setup)(?:\.[\w-]+)*\.[cm]?[jt]s(?:on)?$/,
  /^\.mocharc(?:\.\w+)?$/,
  /^\.env\.\w+$/,
  /^(?:jest|vitest|test)[.-]?setup(?:\.\w+)?\.[cm]?[jt]sx?$/,
];

const makefile = /^(?:GNUm|[Mm])akefile$|\.mk$/;

/** Modules of the workspace that would be loaded in place of a Python runner's own. */
const shadows = /^(?:_?pytest|unittest|pluggy|tackle_\w+)(?:\.py|\/)/;

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

/** Without both states at hand, every change of a package.json counts. */
function packageChanged(file: string, states: TwoStates | undefined): boolean {
  const before = fieldsOf(states?.original(file));
  return before === undefined || before !== fieldsOf(states?.current(file));
}

/** Files that the check's command names, or the original package.json script behind it (`node scripts/check.js`). */
function namedBy(check: Check, states: TwoStates | undefined): ReadonlySet<string> {
  const script = scriptIn(states?.original("package.json") ?? "", check.command);
  const words = `${check.command} ${script}`.split(/[\s;|&()<>"']+/).filter((word) => word !== "");
  return new Set(words.map((word) => path.posix.normalize(word)));
}

/** Settings of a runner, and modules in place of its own: never a part of the work, whoever added them. */
function isSetting(file: string): boolean {
  const name = path.posix.basename(file);
  return (
    names.has(name) ||
    file.includes("node_modules/") ||
    shadows.test(file) ||
    name === "package.json" ||
    makefile.test(name) ||
    patterns.some((pattern) => pattern.test(name))
  );
}

/** True for files that hold tests by the runners' conventions, and for what lies beside them; not for settings. */
export function isTest(file: string): boolean {
  return !isSetting(file) && testFiles.some((pattern) => pattern.test(file));
}

function byConvention(file: string): boolean {
  return isSetting(file) || isTest(file);
}

/**
 * Those of `changed` (paths relative to the workspace) that are tests, test configuration or runner configuration: by the runners'
 * conventions, by having been reported as a test's file in `before`, by being named in the check's command or the script behind it,
 * and, for a package.json, by fields that differ. Rather too many than too few: a protected change costs no more than that the
 * original decides. `states` narrows package.json to the fields that matter.
 */
export function protectedPaths(
  changed: readonly string[],
  check: Check,
  before?: CheckRun,
  states?: TwoStates,
): readonly string[] {
  const reported = new Set(before?.tests.map(({ file }) => file));
  const commanded = namedBy(check, states);
  return changed.filter((file) => {
    if (reported.has(file) || commanded.has(file)) return true;
    const name = path.posix.basename(file);
    if (name === "package.json") return packageChanged(file, states);
    return makefile.test(name) ? check.runner === "command" || commanded.has("make") : byConvention(file);
  });
}

/** A file as it was before the session; null when it was not there. */
export type Original = { readonly bytes: Uint8Array; readonly mode: number } | null;

/** The overlay for a run of a check with the originals of `held` shown; new files among them are hidden. */
export function originalsOverlay(
  held: readonly string[],
  original: (file: string) => Original,
): ReadonlyMap<string, Original> {
  return new Map(held.map((file) => [file, original(file)]));
}
