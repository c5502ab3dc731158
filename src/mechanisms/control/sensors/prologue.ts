/** The shell script that runs a check with our reporters beside it, and prints what they wrote at its end. */
import type { Check, Runner } from "../../../core/finding.ts";
import { jestReporter, mochaReporter, nodeTestReporter, vitestReporter } from "./injected/node-reporters.ts";
import { coverageModule, pythonTrace } from "./injected/coverage.ts";
import { probeModule, reportModule as nodeReport } from "./injected/node-probe.ts";
import { pytestPlugin } from "./injected/pytest-probe.ts";
import { reportModule as pythonReport, siteModule } from "./injected/python-probe.ts";

const files: Readonly<Record<string, string>> = {
  "report.cjs": nodeReport,
  "probe.cjs": probeModule,
  "node-test.mjs": nodeTestReporter,
  "vitest.mjs": vitestReporter,
  "jest.cjs": jestReporter,
  "mocha.cjs": mochaReporter,
  "python/tackle_report.py": pythonReport,
  "python/tackle_pytest.py": pytestPlugin,
  "python/sitecustomize.py": siteModule + pythonTrace,
};

/** Changed lines of which it is asked whether the check ran them, by file. */
export type AskedLines = ReadonlyMap<string, readonly number[]>;

/** Single-quoted for sh. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Arguments for runners whose script sets NODE_OPTIONS itself and so drops our probe. */
const reporterArguments: Partial<Record<Runner, string>> = {
  vitest: "--reporter=default --reporter=$TACKLE_CHECK/vitest.mjs",
  jest: "--reporters=default --reporters=$TACKLE_CHECK/jest.cjs",
  mocha: "--reporter=$TACKLE_CHECK/mocha.cjs",
};

/** The check's command, with the reporter as arguments where the environment does not reach the runner. */
function commandOf(check: Check, script: string, counts: boolean): string {
  if (check.runner === "go") return goCommand(check.command, counts);
  const words = reporterArguments[check.runner];
  if (words === undefined || !/\bNODE_OPTIONS\b/.test(script)) return check.command;
  return `${check.command}${/^\s*npm\s/.test(check.command) ? " --" : ""} ${words}`;
}

/** Lines count whichever package's tests run them. A profile that the command asks for itself stays its own. */
function goCommand(command: string, counts: boolean): string {
  const own = /\s-(?:coverprofile|coverpkg|bench)\b/.test(command);
  const words = [
    ...(/\s-json\b/.test(command) ? [] : ["-json"]),
    ...(counts && !own ? ['-coverpkg=./... -coverprofile="$TACKLE_CHECK/go.cover"'] : []),
  ];
  return command.replace(/\bgo test\b/, ["go test", ...words].join(" "));
}

/** `node --test` counts destinations: one for ours, and one for a reporter that the script names without one. */
function nodeTestOptions(script: string): string {
  const ours = "--test-reporter=$d/node-test.mjs --test-reporter-destination=$d/unused";
  if (script.includes("--test-reporter-destination")) return ours;
  const theirs = "--test-reporter-destination=stdout";
  return script.includes("--test-reporter") ? `${ours} ${theirs}` : `${ours} --test-reporter=spec ${theirs}`;
}

/**
 * A script for `sh -c` that reads a key and a mark from its stdin, one a line: they are in no argument and no environment, so the
 * program under test does not see them there. `script` is what the command comes to (the package.json script behind `npm test`).
 */
export function checkScript(
  check: Check,
  script: string,
  {
    root,
    asked,
    keepsHome = false,
  }: { readonly root: string; readonly asked?: AskedLines | undefined; readonly keepsHome?: boolean },
): string {
  const covering = asked
    ? { "coverage.cjs": coverageModule, "lines.json": `${JSON.stringify(Object.fromEntries(asked))}\n` }
    : {};
  const write = Object.entries({ ...files, ...covering }).map(
    ([name, text]) => `cat > "$d/${name}" <<'END_OF_TACKLE_FILE'\n${text}END_OF_TACKLE_FILE`,
  );
  const options = check.runner === "node-test" ? ` ${nodeTestOptions(script)}` : "";
  // What earlier cells left in the session's HOME and TMPDIR (a user's npmrc, usercustomize.py, jest's compiled tests) must not
  // speak here. Compilers' caches lie there too; by an exit code alone they may stay.
  const fresh =
    keepsHome || ["command", "cargo", "go"].includes(check.runner)
      ? []
      : ['export HOME="$d/home" TMPDIR="$d/tmp"'];
  return [
    "IFS= read -r key; IFS= read -r mark",
    'd=$(mktemp -d) && mkdir "$d/python" "$d/home" "$d/tmp" || exit 125',
    ...write,
    'printf %s "$key" > "$d/key"; : > "$d/report"; : > "$d/exits"',
    "unset TACKLE_TOP",
    ...fresh,
    `export CI=true TACKLE_CHECK="$d" TACKLE_ROOT=${quote(root)} TACKLE_RUNNER=${check.runner}`,
    `export NODE_OPTIONS="\${NODE_OPTIONS:+$NODE_OPTIONS }--require=$d/probe.cjs${options}"`,
    // Compiled files beside the sources could be stale, or forged.
    'export PYTHONPYCACHEPREFIX="$d/compiled"',
    'export PYTHONPATH="$d/python${PYTHONPATH:+:$PYTHONPATH}"',
    ...(check.runner === "pytest"
      ? ['export PYTEST_ADDOPTS="${PYTEST_ADDOPTS:+$PYTEST_ADDOPTS }-p tackle_pytest"']
      : []),
    ...(asked ? ['export NODE_V8_COVERAGE="$d/v8"'] : []),
    `sh -c ${quote(commandOf(check, script, asked !== undefined))} </dev/null`,
    "code=$?; unset NODE_V8_COVERAGE",
    `printf '\\n%s report\\n' "$mark"; cat "$d/report" 2>/dev/null`,
    `printf '%s exits\\n' "$mark"; cat "$d/exits" 2>/dev/null`,
    `printf '%s end\\n' "$mark"`,
    ...(asked
      ? [
          `printf '%s lines\\n' "$mark"; cat "$d/ran" 2>/dev/null`,
          '[ -d "$d/v8" ] && NODE_OPTIONS= node "$d/coverage.cjs"',
          // Only the lines of the asked files: a profile of all packages is long.
          ...(check.runner === "go"
            ? [
                `grep -F ${[...asked.keys()].map((file) => `-e ${quote(`${file}:`)}`).join(" ")} "$d/go.cover" 2>/dev/null`,
              ]
            : []),
          `printf '%s over\\n' "$mark"`,
        ]
      : []),
    'rm -rf "$d"; exit "$code"',
  ].join("\n");
}
