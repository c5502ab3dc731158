/** Searching as planning, from a model's own cells: attempts in copies, the best taken, the tree read, and a search that is killed and goes on. */
import { expect, test } from "vitest";
import { findSession, listSessions, readJournal, viewSearches, type Fact } from "../../src/index.ts";
import { ending, makeScene, type Line, type Scene } from "./scene.ts";

const boxProject: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "box", "type": "module", "scripts": { "test": "node --test" } }\n',
  "box.js": [
    "export const area = (w, h) => w + h;",
    "export const ratio = (w, h) => h / w;",
    "export const half = (n) => n / 2;",
    "",
  ].join("\n"),
  "box.test.js": [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    'import { area, ratio, half } from "./box.js";',
    'test("area", () => assert.deepEqual([area(3, 4), area(5, 2)], [12, 10]));',
    'test("ratio", () => assert.deepEqual([ratio(6, 3), ratio(9, 3)], [2, 3]));',
    'test("half", () => assert.equal(half(4), 2));',
    "",
  ].join("\n"),
};

const proposals = JSON.stringify([
  { name: "thirds", edits: [{ path: "box.js", old: "n / 2", replacement: "n / 3" }] },
  { name: "times", edits: [{ path: "box.js", old: "w + h", replacement: "w * h" }] },
  { name: "turned", edits: [{ path: "box.js", old: "h / w", replacement: "w / h" }] },
]);

const cell = (code: string): Line => ({ cells: [{ language: "ts", code }] });

test("what mends a part is built on, the whole is taken as it was tried, and the tree says how it came about", async () => {
  const scene = makeScene(boxProject);
  const script = scene.script([
    cell(`const tried = await search.try(${proposals});`),
    cell("await search.take(tried.found ?? 'none'); await done('both are right');"),
  ]);
  const { exit, result } = await scene.run("mend the box", "--model", script);
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(exit).toBe(0);
  const id = String(result["session_id"]);
  const { stdout } = await scene.tackle("tree", id);
  expect(stdout).toMatch(/snapshot\n├ s1\.\d partial 50 % times .*\n│ [├└] s1\.\d passed 100 % turned/);
  const { facts } = readJournal(findSession(scene.state, id));
  const [view] = viewSearches(facts);
  const failed = view?.attempts.find(({ label }) => label === "thirds");
  expect(failed).toMatchObject({
    outcome: "failed",
    failing: expect.arrayContaining([expect.stringContaining("half")]),
  });
  expect(scene.read("box.js")).toContain("w * h;\nexport const ratio = (w, h) => w / h;");
  const one = await scene.tackle("tree", id, "--attempt", view?.found ?? "");
  expect(one.stdout).toContain("+ export const area = (w, h) => w * h;");
  const json = await scene.tackle("tree", id, "--output-format", "json");
  expect(JSON.parse(json.stdout)).toMatchObject({ searches: [{ search: "s1", found: view?.found }] });
});

test("an attempt is not taken over what has changed since, and nothing is tried outside the workspace", async () => {
  const scene = makeScene(boxProject);
  const attempt = (code: string): string =>
    `try { ${code}; said.push('done'); } catch (error) { said.push((error as Error).message); }`;
  const script = scene.script([
    cell(`const tried = await search.try(${proposals}); const said: string[] = [];`),
    cell(
      [
        "await files.write('box.js', '// mine\\n');",
        attempt("await search.take(tried.found ?? '')"),
        attempt("await search.take('s1.99')"),
        attempt("await search.try([{ name: 'out', edits: [{ path: '../out.js', text: 'x' }] }])"),
        attempt(
          "await search.try([{ name: 'no', edits: [{ path: 'box.js', old: 'nowhere', replacement: '' }] }])",
        ),
        "said",
      ].join("\n"),
    ),
    { text: "That is all." },
  ]);
  const { result } = await scene.run("look", "--model", script);
  const { facts } = readJournal(findSession(scene.state, String(result["session_id"])));
  const ran = facts.findLast((fact) => fact.type === "cell.ran");
  const value = ran?.type === "cell.ran" ? String(ran.outcome.value) : "";
  expect(value).toContain("box.js is not as it was when s1.");
  expect(value).toContain("there is no attempt s1.99");
  expect(value).toMatch(/out\.js/);
  expect(value).toContain("no: the text to replace is 0 times in box.js; it must be there once");
  expect(value).not.toContain("done");
  expect(scene.read("box.js")).toBe("// mine\n");
});

test("a search that is killed goes on where its record ends, and tries nothing twice", async () => {
  const scene = makeScene({
    ...boxProject,
    "box.test.js": (boxProject["box.test.js"] ?? "").replace("[12, 10]", "[77, 1]"),
  });
  const script = scene.script([
    cell("await search.attempts({ limit: 150 })"),
    { text: "Nothing was found." },
  ]);
  const child = scene.start("run", "search", "--model", script);
  const over = ending(child);
  const id = await begun(scene);
  child.kill("SIGKILL");
  await over;
  const before = tries(readJournal(findSession(scene.state, id)).facts);
  await scene.tackle("resume", id, "--output-format", "json");
  const { facts } = readJournal(findSession(scene.state, id));
  const all = tries(facts);
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(150);
  expect(all.slice(0, before.length)).toEqual(before);
  expect(new Set(all).size).toBe(all.length);
  expect(viewSearches(facts)).toMatchObject([
    { search: "s1", continued: 1, why: "the limit of 150 attempts" },
  ]);
});

/** The session's id, as soon as its first attempts are on record. */
async function begun({ state }: Scene): Promise<string> {
  for (;;) {
    const [session] = listSessions(state).sessions;
    if (session && tries(readJournal(session.path).facts).length > 0) return session.session_id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const tries = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((fact) =>
    fact.type === "attempts.tried"
      ? fact.attempts.map(({ parent, key, again }) => `${parent} ${key} ${again === true}`)
      : [],
  );

test("a repair that is proven becomes experience, which can be seen and dropped; one that is not proven does not", async () => {
  // Enough calls to tell the repair from what would only pass.
  const calls = [
    [3, 4],
    [5, 2],
    [7, 8],
    [1, 9],
    [10, 10],
    [6, 2],
    [0, 5],
    [2.5, 2],
    [4, 11],
  ];
  const areas = calls.map(
    ([w = 0, h = 0]) => `test("${w} by ${h}", () => assert.equal(area(${w}, ${h}), ${w * h}));`,
  );
  const scene = makeScene({
    ...boxProject,
    "box.js": "export const area = (w, h) => w + h;\n",
    "box.test.js": [
      'import test from "node:test";',
      'import assert from "node:assert/strict";',
      'import { area } from "./box.js";',
      ...areas,
      "",
    ].join("\n"),
  });
  const unproven = scene.script([
    cell("await search.attempts({ limit: 100 })"),
    { text: "I leave it at that." },
  ]);
  await scene.run("look", "--model", unproven);
  const seen = async (): Promise<unknown> =>
    JSON.parse((await scene.tackle("experience", "--output-format", "json")).stdout);
  expect(await seen()).toMatchObject({ lessons: [], used: false });
  const { result } = await scene.run("mend it", "--model", "solver");
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(await seen()).toMatchObject({
    lessons: [{ language: "javascript", operator: expect.stringContaining("swap-arithmetic") }],
    used: false,
  });
  expect((await scene.tackle("experience")).stdout).toMatch(
    /experience of 1 repairs, not in use: 0 repairs could be compared/,
  );
  expect((await scene.tackle("experience", "--drop")).stdout).toMatch(/^1 lessons dropped/);
  expect(await seen()).toMatchObject({ lessons: [] });
});
