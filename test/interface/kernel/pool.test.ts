import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Program } from "../../../src/interface/environment/sandbox.ts";
import type { Kernel } from "../../../src/interface/kernel/kernel.ts";
import { openKernel } from "../../../src/interface/kernel/open.ts";
import { openPlainSandbox } from "./plain-sandbox.ts";
import { tools } from "./session.ts";

interface Opened {
  readonly kernel: Kernel;
  /** Processes that were started so far. */
  readonly starts: () => number;
  readonly value: (code: string) => Promise<string | undefined>;
  readonly problems: (code: string) => Promise<readonly string[]>;
}

async function open(change: (program: Program) => Program = (program) => program): Promise<Opened> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-pool-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const plain = openPlainSandbox(root);
  onTestFinished(() => plain.close());
  let starts = 0;
  const launch = (program: Program): ReturnType<typeof plain.launch> => {
    starts++;
    return plain.launch(change(program));
  };
  const kernel = await openKernel({ sandbox: { launch }, tools, root, call: async () => undefined }).catch(
    (thrown: unknown) => {
      throw Object.assign(new Error("it did not open", { cause: thrown }), { starts });
    },
  );
  onTestFinished(() => kernel.close());
  let count = 0;
  const limits = { timeLimit: 20_000, signal: new AbortController().signal };
  const cellOf = (code: string) => ({ id: `c${++count}`, language: "ts" as const, code });
  return {
    kernel,
    starts: () => starts,
    value: async (code) => (await kernel.run(cellOf(code), limits)).value,
    problems: async (code) => (await kernel.check(cellOf(code))).problems.map(({ message }) => message),
  };
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((wake) => setTimeout(wake, 10));
};

test("a renewed kernel knows nothing of earlier cells, and takes the process that was started ahead", async () => {
  const { kernel, starts, value, problems } = await open();
  await value("let kept: number = 41; function one() { return 1 }");
  expect(await value("kept + one()")).toBe("42");
  kernel.prepare();
  kernel.prepare();
  expect(starts()).toBe(2);
  await kernel.renew();
  expect(starts()).toBe(2);
  expect(await problems("kept")).toEqual([expect.stringContaining("kept")]);
  expect(await value("typeof kept")).toBe('"undefined"');
  // Another kind of declaration than before: nothing is left of the old one.
  expect(await value("const one = 'anew'; one")).toBe('"anew"');
  expect(kernel.whole).toBe(true);
});

test("the successor of a kernel that dies starts at once", async () => {
  const { kernel, starts, value } = await open();
  await value("let kept = 1");
  await value("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})");
  expect(kernel.whole).toBe(false);
  await until(() => starts() === 2);
  expect(await value("1 + 1")).toBe("2");
  expect(starts()).toBe(2);
});

test("a kernel that does not start is not started again and again", async () => {
  const opening = open((program) => ({ ...program, argv: ["/bin/false"] }));
  await expect(opening).rejects.toMatchObject({ starts: 1, cause: { code: "kernel_failed" } });
});
