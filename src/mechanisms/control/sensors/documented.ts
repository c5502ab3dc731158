/** Sensor: examples that a function's own docstring or comment gives, and that the change contradicts. */
import path from "node:path";
import { z } from "zod";
import type { Finding } from "../../../core/finding.ts";
import { examplesIn, type Documented } from "../../../words/documented.ts";
import { functionsIn } from "./examples.ts";
import { mark, nodeExamples, pythonExamples } from "./injected/examples.ts";
import { textOn } from "./patch.ts";
import { callsIn } from "./calls.ts";
import { green, type Sensor, type Subject } from "./sensor.ts";

/** The place of an example, whether it is upheld, and what came out. */
const line = z.tuple([z.number(), z.boolean(), z.string()]);

interface Told {
  readonly upheld: boolean;
  readonly text: string;
}

const exampleLimit = 30;

async function ask(
  { look, patch, overlays, signal }: Subject,
  side: "before" | "after",
  file: string,
  examples: readonly Documented[],
): Promise<ReadonlyMap<number, Told>> {
  const run = await look({
    argv: file.endsWith(".py")
      ? ["python3", "-B", "-c", pythonExamples]
      : ["node", "--no-warnings", "--input-type=module", "-e", nodeExamples],
    cwd: patch.root,
    env: { PYTHONHASHSEED: "0", CI: "true" },
    stdin: JSON.stringify({
      file: path.join(patch.root, file),
      examples: examples.map(({ call, expected }) => [call, expected]),
    }),
    overlay: overlays[side],
    timeLimit: 5_000,
    ...(signal && { signal }),
  });
  return new Map(
    run.output.split("\n").flatMap((text): [number, Told][] => {
      if (!text.startsWith(mark)) return [];
      try {
        const [at, upheld, said] = line.parse(JSON.parse(text.slice(mark.length)));
        return [[at, { upheld, text: said }]];
      } catch {
        return [];
      }
    }),
  );
}

export const documentedSensor: Sensor = {
  name: "documented",
  cost: "fast",
  covers:
    "examples in docstrings and comments of functions that changed JavaScript, TypeScript and Python modules define or export",
  confidence: "likely",
  blind: [
    "examples told in sentences, and those whose values are no literals",
    "methods, and functions that are not exported",
  ],
  async run(subject) {
    const findings: Finding[] = [];
    const untried: string[] = [];
    for (const file of subject.sources.filter((each) => /\.(?:[cm]?[jt]s|py)$/.test(each))) {
      const text = textOn(subject.patch, "after", file);
      if (text === undefined) continue;
      const language = file.endsWith(".py") ? "python" : "javascript";
      const tested = testedCalls(subject, text, file);
      const examples = examplesIn(text, language)
        .filter(({ call }) => !tested.has(squeezed(call)))
        .slice(0, exampleLimit);
      if (examples.length === 0) continue;
      const after = await ask(subject, "after", file, examples);
      if (after.size === 0) untried.push(`the examples in ${file}: they cannot be called alone`);
      if ([...after.values()].every(({ upheld }) => upheld)) continue;
      const before = await ask(subject, "before", file, examples);
      findings.push(...contradictions(file, examples, before, after));
    }
    return { ...green, findings, ...(untried.length > 0 && { untried: untried.join("; ") }) };
  },
};

const squeezed = (call: string): string => call.replaceAll(/\s/g, "").replaceAll("'", '"');

/** Calls that visible tests make, too: there the tests are the judge, also where the words say otherwise. */
function testedCalls({ tests }: Subject, text: string, file: string): ReadonlySet<string> {
  const functions = functionsIn(text, file);
  return new Set(
    [...tests].flatMap(([test, words]) =>
      callsIn(words, test, functions).map(([name, source]) => squeezed(`${name}(${source})`)),
    ),
  );
}

/** What is contradicted now and either was not, or came out otherwise: words that were wrong all along say nothing of the change. */
function contradictions(
  file: string,
  examples: readonly Documented[],
  ...[before, after]: readonly ReadonlyMap<number, Told>[]
): Finding[] {
  return examples.flatMap(({ call, expected }, at): Finding[] => {
    const [was, is] = [before?.get(at), after?.get(at)];
    if (!is || is.upheld || was?.text === is.text) return [];
    return [
      {
        sensor: "documented",
        severity: "warning",
        message: `${call} is ${expected} by the words at it in ${file}, and with this change ${is.text}`,
        location: { file },
        sign: "contradicts-example",
      },
    ];
  });
}
