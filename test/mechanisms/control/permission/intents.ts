/** Intents as tests need them, and a permission over a workspace at /work. */
import type { RuleTexts } from "../../../../src/core/approval.ts";
import type { Change, Intent } from "../../../../src/core/effect.ts";
import {
  createPermission,
  type Permission,
} from "../../../../src/mechanisms/control/permission/permission.ts";

export const permissionOf = (rules: RuleTexts = {}, mode = "default"): Permission =>
  createPermission({ mode, rules: [rules], root: "/work", isIgnored: (path) => path.startsWith("dist/") });

/** New files at these paths. */
export const change = (...paths: readonly string[]): Extract<Intent, { readonly type: "change" }> => ({
  type: "change",
  cell: "c1",
  changes: paths.map((path): Change => ({
    path,
    before: { node: "absent" },
    after: { node: "file", mode: 0o644, size: 1, hash: path },
  })),
});
export const shell = (code: string): Intent => ({ type: "program", cell: "c1", language: "sh", code });
export const call = (tool: string, given: Readonly<Record<string, unknown>>): Intent => ({
  type: "call",
  cell: "c1",
  tool,
  arguments: given,
});
