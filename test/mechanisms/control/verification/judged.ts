/** Judges edits of a small real project in the real sandbox. */
import type { Evidence } from "../../../../src/core/evidence.ts";
import { judgePatch, type JudgeOptions } from "../../../../src/judge.ts";
import { project, thisNode } from "../sensors/unconfined-run.ts";

type Files = Readonly<Record<string, string>>;

/** The evidence for these edits of a project with these files. */
export function judged(
  files: Files,
  edits: Readonly<Record<string, string | null>>,
  more: Partial<JudgeOptions> = {},
): Promise<Evidence> {
  const root = project(files);
  const state = project({ keep: "" });
  return judgePatch({
    root,
    edits,
    surroundings: { state, path: `${thisNode}:${process.env["PATH"] ?? "/usr/bin:/bin"}` },
    ...more,
  });
}

/** A JavaScript project on node:test. */
export function nodeProject(files: Files): Files {
  return { "package.json": '{ "type": "module", "scripts": { "test": "node --test" } }\n', ...files };
}

/** A test file of node:test that imports names from a module and has these tests: title → body. */
export function nodeTests(from: string, names: string, tests: Readonly<Record<string, string>>): string {
  const lines = Object.entries(tests).map(
    ([title, body]) => `test(${JSON.stringify(title)}, () => ${body});`,
  );
  return [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    `import { ${names} } from "${from}";`,
    ...lines,
    "",
  ].join("\n");
}
