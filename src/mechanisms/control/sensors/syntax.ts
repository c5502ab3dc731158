/** Sensor: changed files that could be parsed before, or are new, and cannot be parsed now. */
import type { Finding } from "../../../core/finding.ts";
import { textOn } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";

/** Python is parsed by the project's own Python, whose version decides what is syntax. */
const pythonParser = `
import sys, json
for name, text in json.load(sys.stdin).items():
    try:
        compile(text, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        print(json.dumps([name, getattr(error, "lineno", None), "%s: %s" % (type(error).__name__, getattr(error, "msg", error))]))
`;

interface Broken {
  readonly line?: number;
  readonly message: string;
}

async function brokenScript(text: string, file: string): Promise<Broken | undefined> {
  const { parseSync } = await import("oxc-parser");
  const [error] = parseSync(file, text).errors;
  if (!error) return undefined;
  const start = error.labels[0]?.start;
  const line = start === undefined ? {} : { line: text.slice(0, start).split("\n").length };
  return { ...line, message: error.message };
}

function brokenJson(text: string): Broken | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

/** Settings that are JSON with comments. */
const loose = /(?:^|\/)(?:[tj]sconfig[^/]*|\.\w+rc|\.eslintrc)(?:\.json)?$|\.(?:jsonc|json5)$|\.vscode\//;

async function broken(text: string, file: string): Promise<Broken | undefined> {
  if (/\.[cm]?[jt]sx?$/.test(file)) return brokenScript(text, file);
  return file.endsWith(".json") && !loose.test(file) ? brokenJson(text) : undefined;
}

async function brokenPython(
  texts: Readonly<Record<string, string>>,
  { look, signal, patch }: Subject,
): Promise<ReadonlyMap<string, Broken> | undefined> {
  if (Object.keys(texts).length === 0) return new Map();
  const run = await look({
    argv: ["python3", "-I", "-c", pythonParser],
    cwd: patch.root,
    stdin: JSON.stringify(texts),
    timeLimit: 20_000,
    ...(signal && { signal }),
  });
  if (run.exit !== 0) return undefined;
  const found = new Map<string, Broken>();
  for (const text of run.output.split("\n").filter((line) => line.startsWith("["))) {
    const entry: unknown = JSON.parse(text);
    if (!Array.isArray(entry)) continue;
    const [name, line, message] = entry.map((each: unknown) => each);
    found.set(String(name), {
      message: String(message),
      ...(typeof line === "number" && { line }),
    });
  }
  return found;
}

const findingOf = (file: string, { line, message }: Broken): Finding => ({
  sensor: "syntax",
  severity: "error",
  message: `${file} cannot be parsed: ${message}`,
  location: { file, ...(line !== undefined && { line }) },
});

export const syntaxSensor: Sensor = {
  name: "syntax",
  cost: "instant",
  covers: "the syntax of changed JavaScript, TypeScript, Python and JSON files",
  confidence: "certain",
  blind: ["names and types", "other languages", "JSON with comments", "syntax that only a build step knows"],
  async run(subject) {
    const { patch, sources } = subject;
    const findings: Finding[] = [];
    const python: Record<string, string> = {};
    for (const file of sources) {
      const text = textOn(patch, "after", file);
      if (text === undefined) continue;
      if (file.endsWith(".py")) python[file] = text;
      const now = await broken(text, file);
      const was = now && textOn(patch, "before", file);
      const already = was !== undefined && (await broken(was, file)) !== undefined;
      if (now && !already) findings.push(findingOf(file, now));
    }
    const inPython = await brokenPython(python, subject);
    for (const [file, now] of inPython ?? []) {
      const was = textOn(patch, "before", file);
      const already = was !== undefined && (await brokenPython({ [file]: was }, subject))?.has(file) === true;
      if (!already) findings.push(findingOf(file, now));
    }
    return {
      verdict: findings.length > 0 ? "red" : "green",
      findings,
      ...(inPython === undefined && {
        untried: "the syntax of Python files: there is no python3 in the sandbox",
      }),
    };
  },
};
