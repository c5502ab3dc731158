import { expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const sums = (sum: string, twice: string, rest = ""): string =>
  `export function sum(a, b) {\n  return ${sum};\n}\n\nexport function twice(a) {\n  return ${twice};\n}\n${rest}`;
const files = nodeProject({
  "sums.js": sums("a - b", "a * 2", "\nexport function half(a) {\n  return a / 2;\n}\n"),
  "sums.test.js": nodeTests("./sums.js", "sum, twice", {
    adds: "assert.equal(sum(1, 2), 3)",
    doubles: "assert.equal(twice(2), 4)",
  }),
});
const half = "\nexport function half(a) {\n  return a / 2;\n}\n";
const signs = (
  findings: readonly { readonly sign?: string }[] | undefined,
): readonly (string | undefined)[] => (findings ?? []).map(({ sign }) => sign);

test("a piece that changes what comes out and that no test notices is not proven", async () => {
  const evidence = await judged(files, { "sums.js": sums("a + b", "a + 2", half) });
  expect(evidence.proven).toBe(false);
  expect(signs(evidence.findings)).toEqual(["unasked"]);
  expect(evidence.reasons[0]).toContain(
    "sums.js:6 changes what comes out near sums.test.js > doubles, and no test notices when it is taken back",
  );
});

test("the same piece with a test that notices it is proven", async () => {
  const evidence = await judged(files, {
    "sums.js": sums("a + b", "a + 2", half),
    "more.test.js": nodeTests("./sums.js", "twice", { "adds two": "assert.equal(twice(5), 7)" }),
  });
  expect(evidence).toMatchObject({ proven: true, ground: "red" });
  expect(signs(evidence.findings)).toEqual([]);
});

test("a piece that only says it otherwise is proven, and named", async () => {
  const evidence = await judged(files, { "sums.js": sums("a + b", "2 * a", half) });
  expect(evidence.proven).toBe(true);
  expect(evidence.findings).toMatchObject([
    { sensor: "pieces", sign: "unneeded", message: "sums.js:6: no test notices when it is taken back" },
  ]);
});

test("a piece that no test runs is not proven", async () => {
  const evidence = await judged(files, { "sums.js": sums("a + b", "a * 2", half.replace("2", "3")) });
  expect(evidence.proven).toBe(false);
  expect(signs(evidence.findings)).toContain("unrun");
});

test("comments are no pieces", async () => {
  const evidence = await judged(files, { "sums.js": `// Sums.\n${sums("a + b", "a * 2", half)}` });
  expect(evidence).toMatchObject({ proven: true, findings: [] });
});
