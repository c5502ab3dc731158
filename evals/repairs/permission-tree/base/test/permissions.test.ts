import test from "node:test";
import assert from "node:assert/strict";
import { Permissions } from "../src/permissions.ts";

function open(): Permissions {
  const permissions = new Permissions();
  permissions.set("ada", "/", "allow");
  permissions.set("ada", "/secret", "deny");
  permissions.set("bob", "/docs", "allow");
  return permissions;
}
test("a rule on the folder itself", () => {
  assert.equal(open().allowed("bob", "/docs"), true);
  assert.equal(open().allowed("ada", "/secret"), false);
});
test("without a rule there is no access", () => assert.equal(open().allowed("eve", "/docs"), false));
test("the root's rule holds below it", () => assert.equal(open().allowed("ada", "/docs"), true));
test("the nearest rule counts", () => assert.deepEqual(open().visible("ada", ["/a", "/secret/x", "/b/c"]), ["/a", "/b/c"]));
test("depth", () => assert.equal(open().depth("/a/b/c"), 3));
