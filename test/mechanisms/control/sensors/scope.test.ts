import { expect, test } from "vitest";
import type { Check, Runner } from "../../../../src/core/finding.ts";
import { affected, narrow } from "../../../../src/mechanisms/control/sensors/scope.ts";

const check = (command: string, runner: Runner): Check => ({ command, source: "", runner });

test.each([
  ["npm test", "node-test", "node --test", "npm test -- 'a b.test.js'"],
  ["npm test", "vitest", "vitest run --silent", "npm test -- 'a b.test.js'"],
  ["python3 -m pytest", "pytest", "python3 -m pytest", "python3 -m pytest 'a b.test.js'"],
] as const)("%s of %s can be narrowed", (command, runner, script, narrowed) => {
  expect(narrow(check(command, runner), script, ["a b.test.js"])?.command).toBe(narrowed);
});

test.each([
  ["npm test", "node-test", "node --test test/*.test.js"],
  ["npm test", "node-test", "node build.js && node --test"],
  ["make test", "command", "make test"],
] as const)("%s of %s by `%s` cannot", (command, runner, script) => {
  expect(narrow(check(command, runner), script, ["a.test.js"])).toBeUndefined();
});

test("tests are affected that reach a changed file by imports", () => {
  const files: Readonly<Record<string, string>> = {
    "a.test.js": 'import { a } from "./src/a.js";',
    "b.test.js": 'import { b } from "./src/b.js";',
    "src/a.js": 'export { c as a } from "./c.js";',
    "src/b.js": "export const b = 1;",
    "src/c.js": "export const c = 1;",
    "tests/test_p.py": "from pack.one import f\n",
    "tests/test_q.py": "import pack.two\n",
    "pack/one.py": "from .three import g\n",
    "pack/two.py": "",
    "pack/three.py": "",
  };
  const tests = ["a.test.js", "b.test.js", "tests/test_p.py", "tests/test_q.py"];
  const read = (file: string): string | undefined => files[file];
  expect(affected(tests, new Set(["src/c.js"]), read)).toEqual(["a.test.js"]);
  expect(affected(tests, new Set(["pack/three.py"]), read)).toEqual(["tests/test_p.py"]);
});
