import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession, type Session } from "../interface/kernel/session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

/** A cell that writes straight to the channel of the kernel, as any code in there can. */
const forge = (frame: string, rest = ""): string => `
const body = Buffer.from(${JSON.stringify(frame)});
const head = Buffer.alloc(4);
head.writeUInt32LE(body.length);
require("fs").writeSync(3, Buffer.concat([head, body]));
await new Promise((resolve) => setTimeout(resolve, 20));
${rest}`;

/** The number that the next cell of the session has. */
let count = 0;
const cell = (code: string): ReturnType<Session["cell"]> => {
  count++;
  return session.cell(code);
};

test.each([
  '{"type":"done","cell":"c9999","status":"ok","value":"forged"}',
  '{"type":"call","cell":"c9999","call":1000000,"tool":"files.read","json":"[[\\"x\\"]]"}',
  '{"type":"ready"}',
])("a frame for another cell counts for nothing: %s", async (frame) => {
  const calls = session.calls.length;
  expect(await cell(forge(frame, "'mine'"))).toMatchObject({ status: "ok", value: '"mine"' });
  expect(session.calls.length).toBe(calls);
});

test("a cell that forges its own end has ended, and its later words are not the next cell's", async () => {
  const id = `c${count + 1}`;
  const forged = `{"type":"done","cell":"${id}","status":"ok","value":"forged"}`;
  expect(await cell(forge(forged, "'late'"))).toMatchObject({ status: "ok", value: "forged" });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await cell("'next'")).toMatchObject({ status: "ok", value: '"next"' });
});

test.each([
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "files",
  "files.read.call",
  "x".repeat(5000),
])("a call of what is no function of ours is refused: %.20s", async (tool) => {
  const calls = session.calls.length;
  const id = `c${count + 1}`;
  const frame = JSON.stringify({ type: "call", cell: id, call: 2_000_000, tool, json: "[]" });
  expect((await cell(forge(frame, "1"))).status).toBe("ok");
  expect(session.calls.length).toBe(calls);
});

test("what a call carries pollutes nothing of the host", async () => {
  const id = `c${count + 1}`;
  const json = '[[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]]';
  await cell(forge(JSON.stringify({ type: "call", cell: id, call: 3_000_000, tool: "files.read", json })));
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test.each([
  ["no JSON", "require('fs').writeSync(3, Buffer.from([3, 0, 0, 0, 1, 2, 3]))"],
  ["a length of 4 GiB", "require('fs').writeSync(3, Buffer.from([255, 255, 255, 255]))"],
  ["a list", forge("[1]")],
  ["an unknown type", forge('{"type":"open"}')],
  ["a value that is no text", forge('{"type":"done","cell":"c1","status":"ok","value":{}}')],
  ["an end of no known kind", forge('{"type":"done","cell":"c1","status":"refused"}')],
  ["arguments without boxes", forge('{"type":"call","cell":"c1","call":1,"tool":"done","json":"[1]"}')],
  [
    "a call's name twice",
    forge(
      '{"type":"call","cell":"c1","call":5,"tool":"x","json":"[]"}',
      forge('{"type":"call","cell":"c1","call":5,"tool":"x","json":"[]"}')
        .replaceAll("const ", "var ")
        .replaceAll(/\b(body|head)\b/g, "$12"),
    ),
  ],
])("a kernel that sends %s is ended, and the session goes on with a fresh one", async (_name, code) => {
  const own = await openSession();
  const outcome = await own.cell(`${code}\nawait new Promise(() => {})`);
  expect(outcome).toMatchObject({ status: "lost", error: { name: "KernelLost" } });
  expect(await own.cell("1 + 1")).toMatchObject({ status: "ok", value: "2" });
  await own.close();
});

test("more calls at once than anybody needs end the kernel", async () => {
  const own = await openSession({ call: () => new Promise(() => {}) });
  const outcome = await own.cell("await Promise.all(Array.from({ length: 5000 }, () => files.read('x')))");
  expect(outcome).toMatchObject({ status: "lost" });
  expect(outcome.error?.message).toContain("more than 4096 calls at once");
  await own.close();
});

test("output that goes round the driver is bounded on the host too", async () => {
  const flood = `const line = "y".repeat(65_000);
for (let at = 0; at < 400; at++) await new Promise((resolve) => process.stdout.write(line, resolve)); 1`;
  const outcome = await cell(flood);
  expect(outcome.status).toBe("ok");
  expect(outcome.output.length).toBeLessThan(1_200_000);
  expect(session.printed.join("").length).toBeLessThan(10 << 20);
});

test("a cell cannot take the api away from the cells after it", async () => {
  await cell("try { (globalThis as any).files = { read: () => 'false' } } catch {}\n1");
  expect(await cell("const { read } = files; typeof read")).toMatchObject({
    status: "ok",
    value: '"function"',
  });
  expect((await cell("await files.read('a')")).value).toBe('"text of a"');
});

test("nothing of the host's environment is in the kernel", async () => {
  process.env["TACKLE_HOSTILE_TEST"] = "secret-7f3a";
  const own = await openSession();
  delete process.env["TACKLE_HOSTILE_TEST"];
  const probes = ["/proc/self/environ", "/proc/1/environ"].map(
    (file) =>
      `(() => { try { return require("fs").readFileSync("${file}", "latin1") } catch (e) { return "" } })()`,
  );
  const { value } = await own.cell(`JSON.stringify(process.env) + ${probes.join(" + ")}`);
  expect(value).toContain("PATH");
  expect(value).not.toContain("secret-7f3a");
  await own.close();
});

test("files in the workspace can be seen and not be changed", async () => {
  const outcome = await cell("require('fs').writeFileSync('planted', 'x')");
  expect(outcome.error?.message).toMatch(/EROFS|EACCES|EPERM/);
});
