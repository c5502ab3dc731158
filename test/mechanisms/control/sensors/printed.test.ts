import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readCargo, readGo } from "../../../../src/mechanisms/control/sensors/printed.ts";

const recorded = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8");
const states = (tests: readonly { name: string; state: string }[]): Record<string, string> =>
  Object.fromEntries(tests.map(({ name, state }) => [name, state]));

test("cargo's tests are told by target and name, with their messages and places", () => {
  const { tests, ended } = readCargo(recorded("cargo-red.txt"), 101);
  expect(ended).toBe(true);
  expect(states(tests)).toEqual({
    "unittests src/lib.rs > tests::slow": "skipped",
    "unittests src/lib.rs > tests::zero": "passed",
    "unittests src/lib.rs > tests::adds": "failed",
    "tests/whole.rs > adds": "failed",
    "Doc-tests sums > src/lib.rs - add": "failed",
  });
  expect(tests.find(({ name }) => name.endsWith("tests::adds"))).toMatchObject({
    location: { file: "src/lib.rs", line: 10 },
    message: expect.stringContaining("left: -1"),
  });
});

test("cargo's green run has ended, and one that did not compile has not", () => {
  const { tests, ended } = readCargo(recorded("cargo-green.txt"), 0);
  expect(ended).toBe(true);
  expect(tests.filter(({ state }) => state === "passed")).toHaveLength(4);
  expect(readCargo(recorded("cargo-broken.txt"), 101)).toEqual({ tests: [], ended: false });
});

test("go's events are told by package and name", () => {
  const line = (event: Readonly<Record<string, unknown>>): string => JSON.stringify(event);
  const Package = "example.com/sums";
  const output = [
    line({ Action: "start", Package }),
    line({ Action: "run", Package, Test: "TestAdd" }),
    line({ Action: "output", Package, Test: "TestAdd", Output: "=== RUN   TestAdd\n" }),
    line({ Action: "output", Package, Test: "TestAdd", Output: "    sums_test.go:9: got -1, want 3\n" }),
    line({ Action: "output", Package, Test: "TestAdd", Output: "--- FAIL: TestAdd (0.00s)\n" }),
    line({ Action: "fail", Package, Test: "TestAdd", Elapsed: 0 }),
    line({ Action: "run", Package, Test: "TestZero/one" }),
    line({ Action: "pass", Package, Test: "TestZero/one", Elapsed: 0 }),
    line({ Action: "skip", Package, Test: "TestSlow", Elapsed: 0 }),
    line({ Action: "output", Package, Output: "FAIL\n" }),
    line({ Action: "fail", Package, Elapsed: 0.1 }),
  ];
  const { tests, ended } = readGo(output.join("\n"));
  expect(ended).toBe(true);
  expect(tests).toEqual([
    {
      name: `${Package} > TestAdd`,
      state: "failed",
      message: "sums_test.go:9: got -1, want 3",
      location: { file: "sums_test.go", line: 9 },
    },
    { name: `${Package} > TestZero > one`, state: "passed" },
    { name: `${Package} > TestSlow`, state: "skipped" },
  ]);
  expect(readGo(output.slice(0, -1).join("\n")).ended).toBe(false);
  expect(readGo(line({ Action: "fail", Package })).tests).toEqual([{ name: Package, state: "failed" }]);
});

test("what go 1.19 really printed is told by package and name, with places", () => {
  const { tests, ended } = readGo(recorded("go-red.txt"));
  expect(ended).toBe(true);
  expect(states(tests)).toEqual({
    "example.com/sums > TestAdd": "failed",
    "example.com/sums > TestZero": "passed",
    "example.com/sums > TestZero > one": "passed",
    "example.com/sums > TestZero > two_words": "passed",
    "example.com/sums > TestSlow": "skipped",
    "example.com/sums/inner > TestTwice": "passed",
  });
  expect(tests[0]).toMatchObject({ message: "sums_test.go:7: got -1, want 3", location: { line: 7 } });
});

test("a go package that does not build is a failed test with the compiler's words and place", () => {
  const { tests, ended } = readGo(recorded("go-broken.txt"));
  expect(ended).toBe(true);
  expect(tests.at(-1)).toEqual({
    name: "example.com/sums",
    state: "failed",
    message: "./sums.go:4:37: undefined: c",
    location: { file: "sums.go", line: 4 },
  });
});

test("a go test that panics has failed, and its package with it", () => {
  const { tests, ended } = readGo(recorded("go-panic.txt"));
  expect(ended).toBe(true);
  expect(tests).toMatchObject([
    { name: "example.com/sums/inner > TestTwice", state: "passed" },
    { name: "example.com/sums > TestAdd", state: "failed", message: expect.stringContaining("panic: oh") },
  ]);
});
