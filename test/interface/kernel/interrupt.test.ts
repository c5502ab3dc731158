import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../src/interface/environment/sandbox.ts";
import { openPlainSandbox } from "./plain-sandbox.ts";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.cell("let kept = 42; let ticks = 0");
});
afterAll(() => session.close());

test.each([
  ["a loop", "for (;;);"],
  ["a loop after an await", "await null; for (;;);"],
  [
    "a loop of microtasks",
    "const again = (): void => void Promise.resolve().then(again); again(); await new Promise(() => {})",
  ],
  ["a loop of awaits", "for (;;) await null"],
  ["a regular expression", "/(a+)+$/.test('a'.repeat(40) + 'b')"],
  ["a promise that nobody settles", "await new Promise(() => {})"],
  ["a loop that catches its own end", "for (;;) { try { for (;;); } finally { continue } }"],
  ["a wait on shared memory", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ["a loop over timers", "for (;;) { ticks++; await new Promise((resolve) => setTimeout(resolve, 1)) }"],
  ["a loop in a timer", "setTimeout(() => { for (;;); }, 1); await new Promise(() => {})"],
  ["a loop in a tick", "process.nextTick(() => { for (;;); }); await new Promise(() => {})"],
  ["a loop in an immediate", "setImmediate(() => { for (;;); }); await new Promise(() => {})"],
  [
    "a loop in an event",
    "import { readFile } from 'node:fs'; await new Promise(() => readFile('/etc/passwd', () => { for (;;); }))",
  ],
  ["a timer that repeats", "setInterval(() => ticks++, 1); await new Promise(() => {})"],
  [
    "a loop over files",
    "const { promises } = await import('node:fs'); for (;;) { ticks++; await promises.stat('/tmp') }",
  ],
  [
    "a loop over a stream",
    "import { PassThrough } from 'node:stream'; const s = new PassThrough(); const feed = setInterval(() => s.write('x'), 1); for await (const _ of s) ticks++",
  ],
  [
    "loops at once",
    "import { stat } from 'node:fs/promises'; await Promise.all([1, 2, 3].map(async () => { for (;;) { ticks++; await stat('/tmp').then(() => 1).catch(() => 2) } }))",
  ],
  ["a loop over calls", "for (;;) await files.read('x')"],
  ["a loop that prints", "for (;;) console.log('x'.repeat(40))"],
  [
    "a value that never stops being shown",
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } })",
  ],
  ["a program that it waits for", "require('child_process').execSync('sleep 100')"],
])("%s ends at the limit, and the variables are kept", async (_name, code) => {
  expect(await session.cell(code, { timeLimit: 200 })).toMatchObject({ status: "timeout" });
  const before = await session.cell("[kept, ticks]");
  expect(before.value).toMatch(/^\[42,\d+\]$/);
  // Nothing of the ended cell goes on.
  await session.cell("await new Promise((resolve) => setTimeout(resolve, 20))");
  expect((await session.cell("[kept, ticks]")).value).toBe(before.value);
});

test.each([
  ["calls", "for (;;) await Promise.all(Array.from({ length: 50 }, () => files.read('x')))"],
  [
    "output",
    "for (;;) { console.log('x'.repeat(40)); await new Promise((resolve) => setImmediate(resolve)) }",
  ],
  ["output without a pause", "for (;;) console.log('x'.repeat(40))"],
  ["awaits", "for (;;) await null"],
  ["long waits", "for (;;) { await null; for (let at = 0; at < 1e7; at++); await files.read('x') }"],
])("ending a loop over %s at any moment leaves the driver whole", async (_name, code) => {
  for (let round = 0; round < 12; round++) {
    expect(await session.cell(code, { timeLimit: 15 + round })).toMatchObject({ status: "timeout" });
    expect(await session.cell("kept")).toMatchObject({ status: "ok", value: "42" });
  }
});

test("a person's interrupt ends a cell as the limit does", async () => {
  const person = new AbortController();
  const running = session.cell("let half = 1; for (;;);", { signal: person.signal });
  person.abort();
  expect(await running).toMatchObject({ status: "interrupted" });
  expect((await session.cell("kept")).value).toBe("42");
});

test("an interrupt that comes too late ends no later cell", async () => {
  for (let round = 0; round < 20; round++) {
    const person = new AbortController();
    const running = session.cell("1", { signal: person.signal });
    setTimeout(() => person.abort(), round / 4);
    await running;
    expect(await session.cell("let sum = 0; for (let at = 0; at < 1e6; at++) sum += at; kept")).toMatchObject(
      { status: "ok", value: "42" },
    );
  }
});

test("what an ended cell waited for reaches no later one, and what other cells wait for goes on", async () => {
  await session.cell(
    "import { setTimeout as sleep } from 'node:timers/promises'; const late: number[] = []; void sleep(1200).then(() => late.push(1))",
  );
  expect(await session.cell("await sleep(1100); late.push(2)", { timeLimit: 60 })).toMatchObject({
    status: "timeout",
  });
  // The ended cell's time comes before the other's.
  expect((await session.cell("while (late.length === 0) await sleep(10); late")).value).toBe("[1]");
});

test("a kernel that dies is lost with its variables, which are named, and the next cell gets a fresh one", async () => {
  const mortal = await openSession();
  await mortal.cell("const first = 1; function second() {}");
  const outcome = await mortal.cell("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})");
  expect(outcome.status).toBe("lost");
  expect(outcome.problems?.[0]?.message).toContain("these variables are lost: first, second");
  const refused = await mortal.cell("first + 1");
  expect(refused.problems?.[0]?.message).toBe("`first` was lost when the kernel died in c2");
  expect(await mortal.cell("const first = 5; first")).toMatchObject({ status: "ok", value: "5" });
  await mortal.close();
});

test("a kernel that dies between two cells is noticed before the next is checked", async () => {
  let died: Promise<unknown> = Promise.resolve();
  const mortal = await openSession({
    sandboxOf: (root) => {
      const plain = openPlainSandbox(root);
      const launch: Sandbox["launch"] = async (program) => {
        const guest = await plain.launch(program);
        died = guest.exited;
        return guest;
      };
      return { ...plain, launch };
    },
  });
  await mortal.cell("const first = 1; setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5); 1");
  await died;
  await new Promise((resolve) => setImmediate(resolve)); // the kernel hears of it too
  const refused = await mortal.cell("first + 1");
  expect(refused.problems?.[0]?.message).toBe("`first` was lost when the kernel died between two cells");
  const outcome = await mortal.cell("2");
  expect(outcome).toMatchObject({ status: "ok", value: "2", problems: [{ code: "kernel" }] });
  await mortal.close();
});

test("a kernel that cannot start is a Fault", async () => {
  const opening = openSession({
    sandboxOf: (root) => {
      const plain = openPlainSandbox(root);
      return { ...plain, launch: (program) => plain.launch({ ...program, argv: ["/bin/false"] }) };
    },
  });
  await expect(opening).rejects.toMatchObject({ name: "Fault", code: "kernel_failed" });
});

test("without any confinement a kernel runs the same", async () => {
  const plain = await openSession({ sandboxOf: openPlainSandbox });
  expect(await plain.cell("const one = await files.read('a'); one")).toMatchObject({ value: '"text of a"' });
  expect(await plain.cell("for (;;);", { timeLimit: 100 })).toMatchObject({ status: "timeout" });
  expect(await plain.cell("one")).toMatchObject({ value: '"text of a"' });
  await plain.close();
});

test("a heap that grows past its limit is a lost kernel, and a buffer past it an error", async () => {
  const greedy = await openSession();
  const heap = await greedy.cell(
    "const all: unknown[] = []; for (;;) all.push({ a: all.length, b: `${all.length}` })",
    { timeLimit: 60_000 },
  );
  expect(heap.status).toBe("lost");
  const buffers = await greedy.cell(
    "const buffers = []; for (;;) buffers.push(new Uint8Array(2 ** 29).fill(1))",
    { timeLimit: 60_000 },
  );
  expect(buffers).toMatchObject({ status: "error", error: { name: "RangeError" } });
  expect((await greedy.cell("1 + 1")).value).toBe("2");
  await greedy.close();
});

test("process.exit does not end the kernel", async () => {
  expect((await session.cell("process.exit(0)")).error?.message).toContain("would end the kernel");
  expect((await session.cell("kept")).value).toBe("42");
});
