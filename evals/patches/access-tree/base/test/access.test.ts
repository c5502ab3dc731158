import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessTree } from "../lib/access.ts";
import { Groups } from "../lib/groups.ts";
import { assertPath, isWithin, parent } from "../lib/paths.ts";

function known(): { groups: Groups; tree: AccessTree } {
  const groups = new Groups().add("@staff", "ann").add("@staff", "bob").add("@bosses", "eve").add("@staff", "@bosses");
  return { groups, tree: new AccessTree(groups) };
}

test("paths", () => {
  assert.deepEqual(["/a/b", "/a", "/"].map(parent), ["/a", "/", null]);
  assert.equal(isWithin("/a/b", "/a"), true);
  assert.equal(isWithin("/ab", "/a"), false);
  for (const path of ["", "a", "/a/", "//", "/a//b"]) assert.throws(() => assertPath(path), SyntaxError);
});

test("groups in groups", () => {
  const { groups } = known();
  assert.deepEqual([...groups.of("eve")].sort(), ["@bosses", "@staff"]);
  assert.deepEqual(groups.of("zoe"), new Set());
  assert.equal(groups.remove("@staff", "@bosses"), true);
  assert.deepEqual([...groups.of("eve")], ["@bosses"]);
});

test("a rule holds for all that is in a folder", () => {
  const { tree } = known();
  tree.set("/docs", "ann", "read", "allow");
  assert.equal(tree.can("ann", "read", "/docs/2026/may"), true);
  assert.equal(tree.can("ann", "read", "/"), false);
  assert.equal(tree.can("bob", "read", "/docs"), false);
});

test("stronger and weaker rights", () => {
  const { tree } = known();
  tree.set("/a", "ann", "write", "allow").set("/a/b", "ann", "read", "deny");
  assert.deepEqual([tree.can("ann", "read", "/a"), tree.can("ann", "own", "/a")], [true, false]);
  assert.deepEqual([tree.can("ann", "read", "/a/b"), tree.can("ann", "write", "/a/b"), tree.can("ann", "own", "/a/b")], [false, false, false]);
});

test("rules for groups and for everyone", () => {
  const { tree } = known();
  tree.set("/", "*", "read", "allow").set("/plans", "@staff", "write", "allow");
  assert.deepEqual([tree.can("zoe", "read", "/plans"), tree.can("zoe", "write", "/plans")], [true, false]);
  assert.equal(tree.can("eve", "write", "/plans"), true);
});

test("the nearest rule decides", () => {
  const { tree } = known();
  tree.set("/", "ann", "write", "allow").set("/pay", "@staff", "read", "deny");
  assert.equal(tree.can("ann", "write", "/plans"), true);
  assert.equal(tree.can("ann", "read", "/pay"), false);
  assert.equal(tree.can("ann", "read", "/pay/2026"), false);
});

test("to deny comes before to allow", () => {
  const { tree } = known();
  tree.set("/a", "@staff", "read", "allow").set("/a", "@bosses", "read", "deny");
  assert.equal(tree.can("bob", "read", "/a"), true);
  assert.deepEqual(tree.explain("eve", "read", "/a"), { path: "/a", who: "@bosses", right: "read", effect: "deny" });
});

test("sealed folders", () => {
  const { tree } = known();
  tree.set("/", "*", "read", "allow").seal("/home/ann");
  assert.equal(tree.can("bob", "read", "/home"), true);
  assert.equal(tree.can("bob", "read", "/home/ann/mail"), false);
  assert.equal(tree.unseal("/home/ann"), true);
  assert.equal(tree.can("bob", "read", "/home/ann/mail"), true);
});

test("rules that are set again and cleared", () => {
  const { tree } = known();
  tree.set("/a", "ann", "read", "allow").set("/a", "ann", "read", "deny");
  assert.equal(tree.can("ann", "read", "/a"), false);
  assert.equal(tree.clear("/a", "ann"), 1);
  assert.equal(tree.explain("ann", "read", "/a"), null);
});

test("folders of a user", () => {
  const { tree } = known();
  tree.set("/b", "@staff", "read", "allow").set("/a", "ann", "own", "allow").set("/b/x", "ann", "read", "deny");
  assert.deepEqual(tree.folders("ann", "read"), ["/a", "/b"]);
  assert.deepEqual(tree.folders("bob", "read"), ["/b", "/b/x"]);
});

test("folders are moved", () => {
  const { tree } = known();
  tree.set("/a/b", "ann", "read", "allow").set("/ab", "ann", "read", "allow").seal("/a/b/c");
  tree.move("/a", "/z/y");
  assert.deepEqual(tree.folders("ann", "read"), ["/ab", "/z/y/b"]);
  assert.throws(() => tree.move("/z", "/z/q"), RangeError);
  assert.throws(() => tree.move("/z", "/ab"), RangeError);
});
