import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const valueOf = async (code: string): Promise<unknown> => {
  const outcome = await session.cell(code);
  expect(outcome.error ?? outcome.problems).toBeUndefined();
  return outcome.value === undefined ? undefined : JSON.parse(outcome.value);
};

test("variables, functions and classes persist from cell to cell", async () => {
  await session.cell("const base: number = 40; function plus(n: number): number { return base + n }");
  await session.cell("class Box<T> { readonly held: T; constructor(held: T) { this.held = held } }");
  expect(await valueOf("new Box(plus(2)).held")).toBe(42);
});

test("a cell may await at its top level", async () => {
  expect(await valueOf("const later = await Promise.resolve(7); later + 1")).toBe(8);
});

test.each([
  ["const again = 1", "let again = 2; again", 2],
  ["var loose = 1", "const loose = 3; loose", 3],
  ["const shape = 1", "function shape() { return 4 } shape()", 4],
  ["function turned() { return 1 }", "const turned = 5; turned", 5],
  ["for (var step = 0; step < 2; step++) {}", "const step = 6; step", 6],
  ["{ var nested = 1 }", "let nested = 9; nested", 9],
  ["function first() {}", "const { first, other: [second] } = { first: 4, other: [6] }\nfirst + second", 10],
  ["function third() {}", "let fourth: number = 1, third: number = 10; third + fourth", 11],
  ["let total = 1", "let total = total + 11; total", 12],
  ["class Kind {}", "const Kind = 7; Kind", 7],
  ["export const shared = 1", "export const shared = 8; shared", 8],
])("a name is declared again in any way: %s, then %s", async (first, second, value) => {
  expect((await session.cell(first)).status).toBe("ok");
  expect(await valueOf(second)).toBe(value);
});

test("a cell that throws keeps the variables it had, and those it got to", async () => {
  await session.cell("let held = 1");
  const outcome = await session.cell(
    "let reached = 2;\nheld = 3;\nthrow new TypeError('no');\nlet missed = 4;",
  );
  expect(outcome).toMatchObject({ status: "error", error: { name: "TypeError", message: "no", line: 3 } });
  expect(await valueOf("held + reached")).toBe(5);
  expect(await session.cell("missed")).toMatchObject({ status: "refused", problems: [{ code: "TS2304" }] });
});

test("an error's stack holds only lines of cells", async () => {
  const outcome = await session.cell(
    "function deep(n: number): never {\n  throw new RangeError(`at ${n}`);\n}\ndeep(3)",
  );
  const cell = /c\d+/.exec(outcome.error?.stack ?? "")?.[0];
  expect(outcome.error?.stack).toBe(`RangeError: at 3\n    at deep (${cell}.ts:2:9)\n    at ${cell}.ts:4:1`);
});

test("anything can be thrown", async () => {
  expect((await session.cell("throw 'words'")).error?.message).toBe("words");
  expect((await session.cell("throw { code: 7 }")).error?.message).toBe('a cell threw {"code":7}');
});

test.each([
  ["({ a: [1, 'x', null, true], b: { c: -1.5 } })", '{"a":[1,"x",null,true],"b":{"c":-1.5}}'],
  ["'words'", '"words"'],
  ["new Map([[1, { a: 2 }]])", "Map(1) { 1 => { a: 2 } }"],
  ["[undefined]", "[ undefined ]"],
  ["10n", "10n"],
  ["-0", "-0"],
  ["Number.NaN", "NaN"],
  ["new Date(0)", "1970-01-01T00:00:00.000Z"],
  ["const ring: Record<string, unknown> = {}; ring.self = ring; ring", "<ref *1> { self: [Circular *1] }"],
  ["({ toJSON: () => 1 }).toJSON.name", '"toJSON"'],
  ["undefined", undefined],
])("the value of %s is %s", async (code, value) => {
  expect((await session.cell(code)).value).toBe(value);
});

test("a large value that is data is JSON up to a limit, and a bounded inspection beyond", async () => {
  expect(await valueOf("'x'.repeat(100_000)")).toBe("x".repeat(100_000));
  const { value = "" } = await session.cell("Array.from({ length: 200_000 }, (_, at) => `row ${at}`)");
  expect(value.length).toBeLessThan(4000);
  expect(value).toContain("199900 more items");
});

test("types are erased in place, also beside text of many bytes", async () => {
  expect(
    await valueOf("interface Ωμ { 'é😀': 1 }\nconst café: Ωμ = { 'é😀': 1 }; `${café['é😀']} ü😀`"),
  ).toBe("1 ü😀");
});

test("output streams back, interleaved, also from process.stdout", async () => {
  const outcome = await session.cell(
    "console.log('one', { a: 1 }); console.error('two'); console.table([{ x: 1 }])",
  );
  expect(outcome.output).toContain("one { a: 1 }\ntwo\n┌");
  expect(session.printed.join("")).toContain("one { a: 1 }\ntwo\n");
});

test("output that has no end keeps its head and its tail", async () => {
  const { output, status } = await session.cell(
    "for (let at = 0; at < 1_000_000; at++) console.log(`line ${at}`)",
  );
  expect(status).toBe("ok");
  expect(output.length).toBeLessThan(1_200_000);
  expect(output.startsWith("line 0\n")).toBe(true);
  expect(output).toMatch(/characters left out[\s\S]*dropped/);
});

test("calls carry their arguments, and their results are data of the cell's own realm", async () => {
  expect(await valueOf("const text = await files.read('a.txt'); text")).toBe("text of a.txt");
  expect(
    await valueOf("const rows = await files.list(undefined, 'file'); rows instanceof Array && rows[0].size"),
  ).toBe(1);
  expect(session.calls.at(-1)?.arguments).toEqual([undefined, "file"]);
});

test("a refused call is an error at the line that made it", async () => {
  const outcome = await session.cell("const before = 1;\nawait done('all')");
  expect(outcome.error).toMatchObject({ name: "ToolError", message: "nothing proves it", line: 2 });
  expect(
    await valueOf("try { await done('x') } catch (error) { error instanceof Error && error.message }"),
  ).toBe("nothing proves it");
});

test("a call that nobody awaited ends before its cell does", async () => {
  const outcome = await session.cell("void files.read('b').then(text => console.log(text)); 1");
  expect(outcome).toMatchObject({ status: "ok", output: "text of b\n" });
});

test("a call with more than a frame can hold is refused in words, and the kernel lives", async () => {
  const outcome = await session.cell("await files.read('x'.repeat(40_000_000))");
  expect(outcome.error?.message).toContain("was given more than 6000000 characters");
  expect((await session.cell("(await files.read('y'.repeat(5_000_000))).length")).value).toBe("5000008");
});

test("what is printed between two cells is in the output of the next", async () => {
  await session.cell("setTimeout(() => console.log('late'), 10)");
  let output = "";
  while (output === "") {
    await new Promise((resolve) => setTimeout(resolve, 30));
    ({ output } = await session.cell("1"));
  }
  expect(output).toBe("late\n");
});

test("many calls at once come back to their askers", async () => {
  const texts = await valueOf(
    "await Promise.all(Array.from({ length: 300 }, (_, n) => files.read(`f${n}`)))",
  );
  expect(texts).toEqual(Array.from({ length: 300 }, (_, n) => `text of f${n}`));
});

test("modules of Node come by import and by require", async () => {
  expect(
    await valueOf(
      "import fs, { existsSync as exists } from 'node:fs';\n[exists('/tmp'), typeof fs.readFileSync]",
    ),
  ).toEqual([true, "function"]);
  expect(await valueOf("require('node:path').join('a', 'b')")).toBe("a/b");
  expect(
    await valueOf("try { require('fs').readFileSync('/nope') } catch (error) { error instanceof Error }"),
  ).toBe(true);
});

test("a workspace module is imported as it is now, also through one that did not change", async () => {
  const write = (name: string, text: string): void => writeFileSync(path.join(session.root, name), text);
  write("package.json", '{ "type": "module" }');
  write("inner.ts", "export const size: number = 1;");
  write("outer.ts", "import { size } from './inner.js';\nexport const twice = (): number => size * 2;");
  write("old.cjs", "module.exports = 'before';");
  expect(await valueOf("import { twice } from './outer.js';\n[twice(), require('./old.cjs')]")).toEqual([
    2,
    "before",
  ]);
  write("inner.ts", "export const size: number = 10;\n");
  write("old.cjs", "module.exports = 'afterwards';");
  expect(await valueOf("import { twice } from './outer.js';\n[twice(), require('./old.cjs')]")).toEqual([
    20,
    "afterwards",
  ]);
});

test("who goes on with what an edited module gave it is told so, once", async () => {
  const write = (name: string, text: string): void => writeFileSync(path.join(session.root, name), text);
  write("deep.mts", "export const size: number = 1;");
  write("top.mts", "import { size } from './deep.mts';\nexport const thrice = (): number => size * 3;");
  await session.cell("import { thrice } from './top.mts';");
  expect((await session.cell("thrice()")).notes).toBeUndefined();
  write("deep.mts", "export const size: number = 100;");
  expect((await session.cell("1")).notes).toBeUndefined();
  const outcome = await session.cell("thrice()");
  expect(outcome.value).toBe("3");
  expect(outcome.notes?.[0]).toMatch(
    /^deep\.mts has changed since c\d+ imported top\.mts: what thrice came from is the old one; import it again$/,
  );
  expect((await session.cell("thrice()")).notes).toBeUndefined();
  const again = await session.cell("import { thrice } from './top.mts'; thrice()");
  expect(again).toMatchObject({ value: "300" });
  expect(again.notes).toBeUndefined();
  expect((await session.cell("thrice()")).notes).toBeUndefined();
});

test("a module that a call changes in the middle of a cell is new for the rest of it", async () => {
  let file = "";
  const write = (text: string): void => writeFileSync(file, text);
  const moving = await openSession({ call: async () => write("export const now = 'later';") });
  file = path.join(moving.root, "moving.ts");
  write("export const now = 1;");
  const outcome = await moving.cell(
    "const was = (await import('./moving.ts')).now; await files.read('x'); [was, (await import('./moving.ts')).now]",
  );
  expect(outcome.value).toBe('[1,"later"]');
  await moving.close();
});

test("a workspace module's error names its own file and line", async () => {
  writeFileSync(
    path.join(session.root, "faulty.ts"),
    "interface X { a: 1 }\nexport const fail = (): never => {\n  throw new Error('inside');\n};",
  );
  const outcome = await session.cell("import { fail } from './faulty.ts';\nfail()");
  expect(outcome.error?.stack).toMatch(
    /^Error: inside\n {4}at fail \(faulty\.ts:3:9\)\n {4}at c\d+\.ts:2:1$/,
  );
});

test("what a cell does to the language's own objects does not reach the driver", async () => {
  const spoil =
    "Object.prototype.toJSON = () => 'p'; Array.prototype.push = () => { throw 1 }; Promise.prototype.then = function () { throw 2 }; JSON.parse = () => 3; 1";
  const spoiled = await openSession();
  await spoiled.cell(`(globalThis as any).x = 1; eval(${JSON.stringify(spoil)})`);
  const outcome = await spoiled.cell("console.log('still'); 1 + 1");
  expect(outcome).toMatchObject({ status: "ok", output: "still\n", value: "2" });
  await spoiled.close();
});
