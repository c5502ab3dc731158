import { expect, test } from "vitest";
import { judged, nodeTests } from "./judged.ts";

const lint =
  'import { readFileSync } from "node:fs";\nif (readFileSync("sum.js", "utf8").includes("var ")) {\n  console.error("sum.js:2 error no var");\n  process.exit(1);\n}\n';
const files = {
  "package.json": '{ "type": "module", "scripts": { "test": "node --test", "lint": "node lint.mjs" } }\n',
  "lint.mjs": lint,
  "sum.js": "export function sum(a, b) {\n  return a - b;\n}\n",
  "sum.test.js": nodeTests("./sum.js", "sum", { adds: "assert.equal(sum(1, 2), 3)" }),
};
const mended = "export function sum(a, b) {\n  return a + b;\n}\n";
const untidy = "export function sum(a, b) {\n  var total = a + b;\n  return total;\n}\n";

test("a project's own lint that passed must still pass", async () => {
  expect(await judged(files, { "sum.js": mended })).toMatchObject({ proven: true });
  const evidence = await judged(files, { "sum.js": untidy });
  expect(evidence).toMatchObject({ proven: false, fixed: ["sum.test.js > adds"] });
  expect(evidence.reasons).toEqual(["scripts: sum.js:2 error no var"]);
});

test("what failed before the change is not held against it", async () => {
  const before = { ...files, "sum.js": untidy.replace("+", "-") };
  expect(await judged(before, { "sum.js": untidy })).toMatchObject({ proven: true, findings: [] });
});

test("a new type error is decisive, by the project's own compiler", async () => {
  // It stands in for typescript, which is too large to be copied into a project here.
  const compiler =
    'const { readFileSync } = require("node:fs");\nif (readFileSync("sum.js", "utf8").includes("total")) {\n  console.log("sum.js(2,7): error TS2322: no");\n  process.exitCode = 2;\n}\n';
  const typed = {
    ...files,
    "tsconfig.json": "{}",
    "node_modules/typescript/bin/tsc": compiler,
    "node_modules/typescript/package.json": "{}",
  };
  const evidence = await judged(typed, { "sum.js": untidy.replace("var", "const") });
  expect(evidence).toMatchObject({
    proven: false,
    reasons: ["types: sum.js(2,7): error TS2322: no"],
    findings: [{ sensor: "types", location: { file: "sum.js", line: 2 } }],
  });
});
