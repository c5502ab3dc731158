/** Repositories without the name `.git`, as a whole and piece by piece. */
import { expect, test } from "vitest";
import type { Change } from "../../../../src/core/effect.ts";
import { bareChanges } from "../../../../src/mechanisms/control/protection/bare.ts";

const added = (path: string): Change => ({
  path,
  before: { node: "absent" },
  after: { node: "file", mode: 0o644, size: 1 },
});
const found = (paths: readonly string[], there: readonly string[] = []): readonly string[] => [
  ...bareChanges(paths.map(added), (path) => there.includes(path)),
];

test.each([
  [
    ["x/HEAD", "x/config", "x/objects", "x/refs", "x/description"],
    [],
    ["x/HEAD", "x/config", "x/objects", "x/refs"],
  ],
  [["HEAD", "objects", "refs"], [], ["HEAD", "objects", "refs"]],
  [["x/config"], ["x/HEAD", "x/objects", "x/refs"], ["x/config"]],
  [["x/hooks/post-checkout"], ["x/HEAD", "x/objects", "x/refs"], ["x/hooks/post-checkout"]],
  [["x/HEAD"], ["x/config", "x/objects", "x/refs"], ["x/HEAD"]],
  [["x/config", "x/objects"], [], []],
  [["config", "hooks/useThing.ts", "src/refs"], [], []],
  [[".git/config"], [".git/HEAD", ".git/objects", ".git/refs"], []],
])("of %j, where %j lie already: %j", (paths, there, expected) => {
  expect(found(paths, there)).toEqual(expected);
});
