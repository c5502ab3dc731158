/** A task of sixty turns in a window of four thousand tokens. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScene, sumProject } from "./scene.ts";

const noise = (turn: number): string =>
  `for i in $(seq 40); do echo "turn ${turn} line $i of a long output"; done`;

test("sixty turns fit a window of 4,000 tokens, and what turn 3 saw is recalled in turn 58", async () => {
  const scene = makeScene(sumProject);
  const replies = Array.from({ length: 60 }, (_, index) => {
    const turn = index + 1;
    if (turn === 3)
      return { cells: [{ language: "sh", code: `${noise(3)}; echo "the planted port is 4817"` }] };
    if (turn === 58)
      return {
        cells: [
          {
            language: "ts",
            code: 'const port = (await recall("c3")).text.match(/planted port is (\\d+)/)?.[1];\nawait files.write("port.txt", String(port));\nport',
          },
        ],
      };
    if (turn === 59)
      return { cells: [{ language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b")' }] };
    if (turn === 60) return { cells: [{ language: "ts", code: 'await done("sum adds")' }] };
    return { text: `I look at part ${turn}.`, cells: [{ language: "sh", code: noise(turn) }] };
  });
  const script = path.join(scene.base, "long.json");
  writeFileSync(script, JSON.stringify({ window: 4000, output: 1000, replies }));
  const { exit, result } = await scene.run("mend sum", "--model", `script:${script}`);
  expect(result["stop_reason"]).toBe("verified");
  expect(exit).toBe(0);
  expect(scene.read("port.txt")).toBe("4817");
  const { stdout } = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  const facts: readonly { type: string; after?: number; why?: string; limit?: number }[] = JSON.parse(stdout);
  const folds = facts.filter(({ type }) => type === "context.compacted");
  expect(folds.length).toBeGreaterThan(2);
  for (const { after, limit, why } of folds) {
    expect(after).toBeLessThanOrEqual(limit ?? 0);
    expect(why).toContain("the model reads 3000");
  }
});
