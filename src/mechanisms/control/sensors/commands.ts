/** Sensors: types, and the project's own commands beside its tests: what passed before the change must pass after it. */
import type { Finding } from "../../../core/finding.ts";
import type { Run } from "../../../interface/environment/sandbox.ts";
import { scriptIn } from "./project.ts";
import { textOn } from "./patch.ts";
import { green, type Sensed, type Sensor, type Subject } from "./sensor.ts";

/** Scripts of package.json that check and change nothing but what they build. */
const named = [
  "typecheck",
  "type-check",
  "check-types",
  "check:types",
  "types",
  "tsc",
  "lint",
  "eslint",
  "check",
  "build",
];

type Tree = "before" | "after";

const runOn = (
  { look, patch, overlays, signal }: Subject,
  tree: Tree,
  argv: readonly string[],
): Promise<Run> =>
  look({
    argv,
    cwd: patch.root,
    env: { CI: "true" },
    overlay: overlays[tree],
    timeLimit: 120_000,
    ...(signal && { signal }),
  });

/** Lines of a compiler's or linter's output that name a place, without line numbers, which move. */
function complaints(output: string): Map<string, { count: number; line: string }> {
  const found = new Map<string, { count: number; line: string }>();
  for (const line of output.split("\n")) {
    if (!/\b(?:error|Error)\b/.test(line)) continue;
    const key = line.replaceAll(/[(:]\d+(?:[,:]\d+)?\)?/g, "").trim();
    found.set(key, { count: (found.get(key)?.count ?? 0) + 1, line: line.trim() });
  }
  return found;
}

function located(sensor: string, text: string): Finding {
  const place = /^([\w@./-]+\.\w+)[(:](\d+)/.exec(text);
  return {
    sensor,
    severity: "error",
    message: text.slice(0, 300),
    ...(place?.[1] !== undefined && { location: { file: place[1], line: Number(place[2]) } }),
  };
}

/** Runs a command after and, only if it fails, before the change: what fails in both counts by the complaints that are new. */
async function compare(subject: Subject, name: string, argv: readonly string[]): Promise<Sensed> {
  const after = await runOn(subject, "after", argv);
  if (after.exit === 0) return green;
  const late = (run: Run): boolean => run.timedOut || run.interrupted || run.exit === 126 || run.exit === 127;
  if (late(after))
    return { ...green, verdict: "unknown", untried: `${name}: it did not come to its end in the sandbox` };
  const before = await runOn(subject, "before", argv);
  if (late(before))
    return { ...green, verdict: "unknown", untried: `${name}: it did not come to its end in the sandbox` };
  const known = complaints(before.output);
  const fresh = [...complaints(after.output)].flatMap(([key, { count, line }]) =>
    count > (known.get(key)?.count ?? 0) ? [located(name, line)] : [],
  );
  if (before.exit === 0) {
    const last = after.output.trim().split("\n").at(-1)?.trim() ?? "";
    const findings = fresh.length > 0 ? fresh.slice(0, 10) : [located(name, last)];
    return { verdict: "red", findings };
  }
  return name === "types" && fresh.length > 0 ? { verdict: "red", findings: fresh.slice(0, 10) } : green;
}

const present = ({ patch }: Subject, file: string): boolean => textOn(patch, "before", file) !== undefined;

export const typeSensor: Sensor = {
  name: "types",
  cost: "slow",
  covers:
    "type errors by the project's own tsc and tsconfig.json, mypy or pyright where the project configures them",
  confidence: "certain",
  blind: [
    "JavaScript without checkJs",
    "what is cast or any",
    "projects that bring no compiler of their own",
  ],
  async run(subject) {
    const touches = (pattern: RegExp): boolean => subject.sources.some((file) => pattern.test(file));
    const tsc = "node_modules/typescript/bin/tsc";
    if (touches(/\.[cm]?[jt]sx?$/) && present(subject, "tsconfig.json")) {
      if (present(subject, tsc))
        return compare(subject, "types", ["node", tsc, "--noEmit", "--pretty", "false"]);
      return { ...green, verdict: "unknown", untried: "types: the project's typescript is not installed" };
    }
    if (touches(/\.pyi?$/)) {
      const settings = ["pyproject.toml", "setup.cfg", "mypy.ini", ".mypy.ini"].map(
        (file) => textOn(subject.patch, "before", file) ?? "",
      );
      if (settings.some((text) => /^\[(?:tool\.)?mypy\b/m.test(text)))
        return compare(subject, "types", ["python3", "-m", "mypy", "--no-color-output", "."]);
      if (present(subject, "pyrightconfig.json") || settings.some((text) => /^\[tool\.pyright\b/m.test(text)))
        return compare(subject, "types", ["sh", "-c", "exec pyright"]);
    }
    return green;
  },
};

export const scriptSensor: Sensor = {
  name: "scripts",
  cost: "slow",
  covers: `the project's own package.json scripts named ${named.join(", ")}`,
  confidence: "certain",
  blind: ["checks that need the network", "checks with other names", "Makefiles and other languages' checks"],
  async run(subject) {
    const text = textOn(subject.patch, "before", "package.json") ?? "";
    const untried: string[] = [];
    for (const name of named) {
      const command = `npm run ${name}`;
      const script = scriptIn(text, command);
      // A script that runs the check again says nothing new, and one that waits for changes never ends.
      if (
        script === command ||
        /--watch\b|\bnpm (?:run )?test\b/.test(script) ||
        script === scriptIn(text, subject.check.command)
      )
        continue;
      const sensed = await compare(subject, name, ["sh", "-c", `npm run --silent ${name}`]);
      if (sensed.untried !== undefined) untried.push(sensed.untried);
      if (sensed.verdict === "red") return sensed;
    }
    return untried.length > 0 ? { ...green, verdict: "unknown", untried: untried.join("; ") } : green;
  },
};
