/** Doubts of a second model are tried out on the change: what a program shows counts, and what it does not show is dropped. */
import { expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence.ts";
import { noUsage } from "../../../../src/core/budget.ts";
import { Fault } from "../../../../src/core/fault.ts";
import type { Model } from "../../../../src/core/model.ts";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const program = (body: string): string =>
  `/** The guests in a line; where nobody came, it says so. */\nexport function guests(names) {\n  ${body}\n}\n`;
const files = nodeProject({
  "README.md": "Guests stand in the order in which they came, and an empty list reads `nobody`.\n",
  "guests.js": program('return names.length === 0 ? "nobody" : names.join(" ");'),
  "guests.test.js": nodeTests("./guests.js", "guests", {
    pair: 'assert.equal(guests(["Ann", "Bo"]), "Ann, Bo")',
    lone: 'assert.equal(guests(["Cy"]), "Cy")',
    triple: 'assert.equal(guests(["Di", "Ed", "Flo"]), "Di, Ed, Flo")',
  }),
});
const right = program('return names.length === 0 ? "nobody" : names.join(", ");');
const unordered = program('return names.length === 0 ? "nobody" : names.toSorted().join(", ");');
const voiceless = program('return names.join(", ");');

const doubt = (words: string, check: string): string =>
  `DOUBT guests.js:3 ${words}\n\`\`\`js\nimport assert from "node:assert/strict";\nimport { guests } from "./guests.js";\n${check}\n\`\`\`\n`;
const none = doubt('"an empty list reads nobody"', 'assert.equal(guests([]), "nobody");');
const order = doubt('"in which they came"', 'assert.equal(guests(["B", "A"]), "B, A");');

function reviewer(text: string, asked: string[] = []): Model {
  return {
    name: "second",
    window: 1000,
    output: 1000,
    async reply({ messages }) {
      asked.push(...messages.map((message) => message.text));
      return { text, cells: [], usage: noUsage, finish: "stop" };
    },
  };
}

const review = (text: string, reply: string, asked?: string[]): Promise<Evidence> =>
  judged(files, { "guests.js": text }, { reviewer: reviewer(reply, asked), task: "Mend the line." });
const signs = ({ findings = [] }: Evidence): (string | undefined)[] =>
  findings.filter(({ sensor }) => sensor === "review").map(({ sign }) => sign);

test("doubts whose programs pass are dropped, and the runs are on record", async () => {
  const evidence = await review(right, none + order);
  expect(signs(evidence)).toEqual([]);
  expect(evidence.proven).toBe(true);
  expect(evidence.runs?.filter(({ sensor }) => sensor === "review").map(({ verdict }) => verdict)).toEqual([
    "green",
    "green",
  ]);
});

test("one whose program fails sends the change back with the words and what was seen, and tells whether it was so before", async () => {
  const lost = await review(voiceless, none);
  expect(signs(lost)).toEqual(["shown-loss"]);
  expect(lost.proven).toBe(false);
  expect(lost.reasons[0]).toContain('"an empty list reads nobody" (a program shows it: Expected values');
  const half = await review(unordered, order);
  expect(signs(half)).toEqual(["shown-doubt"]);
  expect(half.proven).toBe(false);
});

test("a program that could not tell, or is none, leaves its doubt as words, which refuse nothing", async () => {
  const typo = doubt('"in which they came"', 'assert.equal(gusets([]), "nobody");');
  const endless = doubt('"in which they came"', "process.exit(3);");
  const evidence = await review(right, `${typo}${endless}DOUBT it may be slow\n`);
  expect(signs(evidence)).toEqual(["reviewed", "reviewed", "reviewed"]);
  expect(evidence.proven).toBe(true);
});

test("a program's writes are dropped, and what it says of tests or sensors is nothing to anyone", async () => {
  const hostile = doubt(
    '"in which they came"',
    'const { writeFileSync } = await import("node:fs");\nwriteFileSync("guests.js", "export const guests = () => 0;");\nassert.equal(1, 1);',
  );
  const evidence = await review(unordered, hostile + order);
  expect(signs(evidence)).toEqual(["shown-doubt"]);
});

test("the reviewer reads the task, the change, the programs, the README and the tests; a model that fails is a doubt", async () => {
  const asked: string[] = [];
  await review(right, "NO DOUBT", asked);
  expect(asked).toHaveLength(1);
  for (const words of [
    "Mend the line.",
    '-  return names.length === 0 ? "nobody" : names.join(" ");',
    "in which they came",
    'assert.equal(guests(["Cy"]), "Cy")',
  ])
    expect(asked[0]).toContain(words);
  const silent: Model = {
    ...reviewer(""),
    async reply() {
      throw new Fault("model_failed", "no line");
    },
  };
  const evidence = await judged(files, { "guests.js": right }, { reviewer: silent });
  expect(evidence.findings).toMatchObject([
    { message: "second could not be asked: no line", sign: "reviewed" },
  ]);
});

test("a change that is not proven is not reviewed", async () => {
  const asked: string[] = [];
  const evidence = await review(program("return 2;"), none, asked);
  expect(evidence.proven).toBe(false);
  expect(asked).toEqual([]);
});
