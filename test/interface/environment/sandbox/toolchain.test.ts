/** What of the user's PATH is shown inside. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findToolchains, homeOfUser } from "../../../../src/interface/environment/sandbox/toolchain.ts";
import { emptyPlace } from "./backends.ts";

/** Makes an executable, its folders too; returns its folder. */
function tool(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\necho tool\n");
  chmodSync(file, 0o755);
  return path.dirname(file);
}

test("entries inside the workspace are dropped, also through a link", () => {
  const { root, scratch } = emptyPlace();
  const hostile = tool(path.join(root, "node_modules/.bin/git"));
  const link = path.join(path.dirname(root), "innocent");
  symlinkSync(hostile, link);
  const found = findToolchains(`${hostile}:${link}:${root}:.:relative:/usr/bin`, root, scratch);
  expect(found).toMatchObject({ readable: [], path: "/usr/bin:/usr/local/bin:/bin" });
});

test("a toolchain is shown from its root, a lone folder of programs only itself", () => {
  const { root, scratch } = emptyPlace();
  const base = path.dirname(root);
  const chain = tool(path.join(base, "chain/bin/cc"));
  mkdirSync(path.join(base, "chain/lib"));
  const lone = tool(path.join(base, "lone/bin/tool"));
  writeFileSync(path.join(base, "lone/secret"), "");
  const { readable, path: inside } = findToolchains(`${chain}:${lone}`, root, scratch);
  expect(readable).toEqual([path.join(base, "chain"), lone]);
  expect(inside.split(":").slice(0, 2)).toEqual([chain, lone]);
});

test("a link in a folder of programs brings the toolchain that it leads to", () => {
  const { root, scratch } = emptyPlace();
  const base = path.dirname(root);
  const real = tool(path.join(base, "versions/1.0/bin/tool"));
  mkdirSync(path.join(base, "versions/1.0/share"));
  mkdirSync(path.join(base, "links"));
  symlinkSync(path.join(real, "tool"), path.join(base, "links/tool"));
  const { readable } = findToolchains(path.join(base, "links"), root, scratch);
  expect(readable).toEqual([path.join(base, "links"), path.join(base, "versions/1.0")]);
});

test("nothing that holds HOME, the workspace or the session is shown", () => {
  const { root, scratch } = emptyPlace();
  const base = path.dirname(root);
  const beside = tool(path.join(base, "bin/tool"));
  mkdirSync(path.join(base, "lib"));
  const home = homeOfUser() ?? "/nonexistent";
  const { readable } = findToolchains(`${beside}:${base}:${home}:${path.dirname(home)}:/`, root, scratch);
  expect(readable).toEqual([beside]);
});
