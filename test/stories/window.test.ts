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

test("a history of a million tokens is taken up by a model that reads a tenth of it, which recalls what was said first", async () => {
  const scene = makeScene(sumProject);
  const words = (turn: number): string =>
    Array.from({ length: 18_000 }, (_, at) => `word-${turn}-${at}`).join(" ");
  const model = (name: string, script: Readonly<Record<string, unknown>>): string => {
    writeFileSync(path.join(scene.base, name), JSON.stringify(script));
    return `script:${path.join(scene.base, name)}`;
  };
  const said = Array.from({ length: 20 }, (_, turn) => ({
    text: turn === 1 ? `The planted port is 4817. ${words(turn)}` : words(turn),
    cells: [{ language: "ts", code: `const v${turn} = ${turn}` }],
  }));
  const large = model("large.json", {
    window: 3_000_000,
    output: 100_000,
    replies: [...said, { text: "That was all." }],
  });
  const first = await scene.run("say much", "--model", large);
  expect(first.result["stop_reason"]).toBe("answered");
  const code =
    'const said = (await recall("t2")).text; [v0 + v19, said.match(/planted port is (\\d+)/)?.[1]]';
  const small = model("small.json", {
    window: 100_000,
    output: 4_000,
    replies: [
      ...Array.from({ length: 21 }, () => ({ text: "asked before" })),
      { cells: [{ language: "ts", code }] },
      { text: "It is known." },
    ],
  });
  const session = String(first.result["session_id"]);
  const { result } = await scene.run("which port?", "--resume", session, "--model", small);
  expect(result["result"]).toBe("It is known.");
  const { stdout } = await scene.tackle("show", session, "--output-format", "json");
  const facts: readonly {
    type: string;
    before?: number;
    after?: number;
    limit?: number;
    outcome?: { value?: string };
  }[] = JSON.parse(stdout);
  const folds = facts.filter(({ type }) => type === "context.compacted");
  expect(folds).toHaveLength(1);
  expect(folds[0]?.before).toBeGreaterThan(1_000_000);
  expect(folds[0]?.after).toBeLessThanOrEqual(folds[0]?.limit ?? 0);
  expect(facts.findLast(({ type }) => type === "cell.ran")?.outcome?.value).toContain("4817");
  expect(facts.findLast(({ type }) => type === "cell.ran")?.outcome?.value).toContain("19");
});
