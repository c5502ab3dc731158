import test from "node:test";
import assert from "node:assert/strict";
import { Permissions } from "../src/permissions.ts";

test("allow below deny below allow", () => {
  const permissions = new Permissions();
  permissions.set("u", "/a", "allow");
  permissions.set("u", "/a/b", "deny");
  permissions.set("u", "/a/b/c", "allow");
  const of = (path: string): boolean => permissions.allowed("u", path);
  assert.deepEqual(["/", "/a/x", "/a/b/x/y", "/a/b/c/d/e"].map(of), [false, true, false, true]);
});
test("users are apart", () => {
  const permissions = new Permissions();
  permissions.set("u", "/", "allow");
  assert.equal(permissions.allowed("v", "/a"), false);
});
