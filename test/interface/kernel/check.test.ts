import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.cell("const rows = await files.list(); const count: number = 3; let word: string = 'file'");
  await session.cell(
    "interface Point { x: number } type Points = Point[]; function half(n: number) { return n / 2 }",
  );
});
afterAll(() => session.close());

test.each([
  ["const broken = (1 + ;", "syntax"],
  ["return 4", "syntax"],
  ["enum Colour { red }", "syntax"],
  ["class Pair { constructor(readonly left: number) {} }", "syntax"],
  ["missing + 1", "TS2304"],
  ["cuont + 1", "TS2304"],
  ["fresh = 5", "TS2304"],
  ["const twice = 1; const twice = 2;", "TS2451"],
  ["await files.raed('a')", "TS2339"],
  ["await files.remove('a')", "TS2339"],
  ["await files.read()", "TS2554"],
  ["await files.read('a', 'b')", "TS2554"],
  ["await files.read(5)", "TS2345"],
  ["await files.list('a', 'fil')", "TS2345"],
  ["rows[0].pth", "TS2551"],
  ["rows.lenght", "TS2551"],
  ["files.read('a').split('b')", "TS2339"],
  ["word.shout()", "TS2339"],
  ["[3, 1].toSorted().at(-1).size", "TS2339"],
  ["const checked = { a: 1 } satisfies { a: string }", "TS2322"],
  ["const checked = { a: 1 } satisfies { b: number }", "TS2353"],
  ["const done = true", "reserved"],
  ["const files = await files.list()", "reserved"],
])("%s never runs", async (code, problem) => {
  const outcome = await session.cell(code);
  expect(outcome).toMatchObject({ status: "refused" });
  expect(outcome.problems?.map((found) => found.code)).toContain(problem);
});

test.each([
  ["cuont + 1", "Cannot find name 'cuont'. Did you mean 'count'?"],
  ["await file.read('a')", "Cannot find name 'file'. Did you mean 'files'?"],
  ["await files.raed('a')", "Property 'raed' does not exist on type 'typeof files'. Did you mean 'read'?"],
  ["await files.append('a')", "Property 'append' does not exist on type 'typeof files'. It has read, list."],
  ["fresh = 5", "Cannot find name 'fresh'. Declare it: `let fresh = …`."],
])("%s is answered with: %s", async (code, message) => {
  expect((await session.cell(code)).problems?.[0]?.message).toBe(message);
});

test("a problem stands at its own line and column", async () => {
  const { problems } = await session.cell("// é😀\nconst one = half(count);\n  rows.lenght;");
  expect(problems).toMatchObject([{ line: 3, column: 8, code: "TS2551" }]);
  expect(problems?.[0]?.message).toContain("Did you mean 'length'?");
});

test.each([
  ["const wrong: number = word; 1", "TS2322"],
  ["half('a' as never as string); 1", "TS2345"],
  ["const point = { x: 1 }; point.y; 1", "TS2339"],
  ["const odd: Missing = 1; 1", "TS2304"],
  ["const maybe = rows.find((row) => row.size > 0); maybe.size", "TS18048"],
])("%s runs, with a warning", async (code, warning) => {
  const outcome = await session.cell(code);
  expect(outcome).toMatchObject({ status: "ok", value: "1" });
  expect(outcome.problems?.map((found) => found.code)).toEqual([warning]);
});

test.each([
  "typeof nowhere === 'undefined' ? 1 : 0",
  "const bag = {}; bag.size = 1; bag.size",
  "const all = []; for (const row of rows) all.push(row.size); all[0]",
  "const list: Points = [{ x: 1 }]; const first: Point = list[0]; first.x",
  "const f = async (x) => x; await f(1)",
  "import { basename } from 'node:path'; basename('/1').length",
  "basename('/1').length",
  "const { existsSync } = await import('node:fs'); Number(existsSync('/tmp'))",
  "globalThis.shared = 1",
  "shared",
  "await files.read(rows[0]?.path); 1",
  "let kind = 'file'; if (rows.length > 0) await files.list(undefined, kind as 'file'); 1",
  "const table = new Map<string, number[]>(); table.set('a', [1]); table.get('a')![0]",
  "Object.groupBy([1, 2], (n) => (n > 1 ? 'big' : 'small')).small?.length",
  "new Set([1]).union(new Set([2])).size - 1",
  "[1, 2].values().map((n) => n).toArray()[0]",
  "(await Array.fromAsync([1]))[0]",
  "Buffer.from('a').length",
  "new URL('http://a/1').pathname.slice(1) === '1' ? 1 : 0",
  "const fetched: Promise<Response> | number = 1; fetched",
  "let timer: NodeJS.Timeout | undefined; 1",
  "class Counter { count = 1; static make() { return new Counter() } } Counter.make().count",
  "const generic = <T,>(x: T): T => x; generic<number>(1)",
  "try { throw new Error('x') } catch (error) { error.message.length }",
  "process.env.NOTHING ?? 1",
  'JSON.parse(\'{"a":{"b":1}}\').a.b',
])("%s runs without a word", async (code) => {
  const outcome = await session.cell(code);
  expect(outcome).toMatchObject({ status: "ok", value: "1" });
  expect(outcome.problems).toBeUndefined();
});

test("the check reads nothing of the host", async () => {
  const secret = path.join(mkdtempSync(path.join(tmpdir(), "tackle-secret-")), "secret.d.ts");
  writeFileSync(secret, "declare const leaked: 7;");
  const json = secret.replace("d.ts", "json");
  writeFileSync(json, '{ "leaked": 7 }');
  for (const code of [
    `/// <reference path="${secret}" />\nleaked;`,
    `/// <reference types="${secret}" />\nleaked;`,
    `import "${secret}";\nleaked;`,
  ])
    expect(await session.cell(code)).toMatchObject({ status: "refused", problems: [{ code: "TS2304" }] });
  // Were the file read, this would be a mistake in types.
  const outcome = await session.cell(
    `if (count > 9) { const { leaked } = await import("${json}"); leaked.shout() } 1`,
  );
  expect(outcome).toMatchObject({ status: "ok", value: "1" });
  expect(outcome.problems).toBeUndefined();
});

test("every global that a cell has is known to the check", async () => {
  const { value = "[]" } = await session.cell(
    "JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]/.test(name)))",
  );
  const names: readonly string[] = JSON.parse(JSON.parse(value));
  expect(names.length).toBeGreaterThan(80);
  const outcome = await session.cell(`void [${names.map((name) => `() => ${name}`).join(",\n")}]`);
  expect(outcome.problems?.map(({ message }) => message) ?? []).toEqual([]);
});

test("a cell that hangs the compiler runs unchecked and says so, and the next one is checked again", async () => {
  const elements = Array.from({ length: 40 }, (_, at) => at).join();
  const heavy = `type Deep<A, B> = A extends [infer H, ...infer R] ? Deep<R, B | [H, B]> | Deep<R, [B, H]> : B;
type Big = Deep<[${elements}], 0>;
const big = (value: Big): value is never => true; big(0 as never as Big)`;
  const outcome = await session.cell(heavy);
  const message = "this cell was not type-checked: it took the compiler more than 5000 ms";
  expect(outcome).toMatchObject({ status: "ok", value: "true", problems: [{ code: "check", message }] });
  expect(await session.cell("half(count).nope")).toMatchObject({ status: "refused" });
});
