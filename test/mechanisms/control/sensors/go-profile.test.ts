import { expect, test } from "vitest";
import { importName, readGoProfile } from "../../../../src/mechanisms/control/sensors/go-profile.ts";
import { project } from "./unconfined-run.ts";

/** sum.go, by its lines: 3 func, 4 if, 5 return, 6 else if, 7 return, 9 total, 10 for, 11 total++, 13 switch, 15 and 17 in cases, 19 return, 22 another func. */
const recorded = `mode: set
example.com/m/sum.go:3.24,4.11 1 1
example.com/m/sum.go:4.11,6.3 1 0
example.com/m/sum.go:6.8,6.18 1 1
example.com/m/sum.go:6.18,8.3 1 0
example.com/m/sum.go:9.2,10.25 2 1
example.com/m/sum.go:10.25,12.3 1 1
example.com/m/sum.go:13.2,13.11 1 1
example.com/m/sum.go:14.9,15.13 1 1
example.com/m/sum.go:16.9,17.13 1 0
example.com/m/sum.go:19.2,19.14 1 1
example.com/m/sum.go:22.19,22.29 1 0
example.com/m/sub/sum.go:3.16,5.2 1 0
`;
const lines = [3, 4, 5, 6, 7, 9, 10, 11, 13, 15, 17, 19, 22, 24];
const module = { "go.mod": "module example.com/m\n\ngo 1.19\n" };

test("a Go profile tells each asked line by the block that it belongs to", () => {
  const told = readGoProfile(recorded, project(module), new Map([["sum.go", lines]]));
  expect(told).toEqual([
    { file: "sum.go", lines: lines.filter((line) => line !== 24), ran: [3, 4, 6, 9, 10, 11, 13, 15, 19] },
  ]);
});

test("a file is found by its module, also where the module is not at the root", () => {
  const root = project({ "tools/go.mod": 'module "example.com/tools" // ours\n', ...module });
  expect(importName(root, "sub/sum.go")).toBe("example.com/m/sub/sum.go");
  expect(importName(root, "tools/cmd/run.go")).toBe("example.com/tools/cmd/run.go");
  expect(importName(project({}), "sum.go")).toBeUndefined();
});

test("what one package's tests ran has run, whatever the others' did; a file that the profile does not name is unknown", () => {
  const twice = `${recorded}example.com/m/sub/sum.go:3.16,5.2 1 1\n`;
  const asked = new Map([
    ["sub/sum.go", [4]],
    ["other.go", [1]],
  ]);
  expect(readGoProfile(twice, project(module), asked)).toEqual([
    { file: "sub/sum.go", lines: [4], ran: [4] },
  ]);
});
