import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessTree, type Effect, type Right, type Rule } from "../lib/access.ts";
import { Groups } from "../lib/groups.ts";
import { assertPath, isWithin, parent } from "../lib/paths.ts";

let seed = 6006;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
const rights: readonly Right[] = ["read", "write", "own"];
const users = ["ann", "bob", "eve"];
const groupNames = ["@a", "@b", "@c"];
const paths = ["/", "/x", "/x/y", "/x/y/z", "/x/yy", "/xy", "/x/y/z/w", "/y"];
const parts = (path: string): string[] => path.split("/").filter(Boolean);
const inside = (path: string, outer: string): boolean => parts(outer).every((part, at) => parts(path)[at] === part);

/** Pairs of group and member, and all rules with their numbers; each question is asked of all of them. */
class Plain {
  pairs: [string, string][] = [];
  rules: { rule: Rule; number: number }[] = [];
  sealed: string[] = [];
  count = 0;
  groupsOf(user: string): string[] {
    let found = [user];
    for (let i = 0; i <= groupNames.length; i++) {
      found = [...new Set([...found, ...this.pairs.filter(([, member]) => found.includes(member)).map(([group]) => group)])];
    }
    return found.filter((name) => name !== user);
  }
  explain(user: string, right: Right, path: string): Rule | null {
    const groups = this.groupsOf(user);
    const end = Math.max(0, ...this.sealed.filter((each) => inside(path, each)).map((each) => parts(each).length));
    const scored = this.rules.flatMap(({ rule, number }) => {
      const rank = rule.who === user ? 2 : groups.includes(rule.who) ? 1 : rule.who === "*" ? 0 : -1;
      const stronger = rights.indexOf(rule.right) - rights.indexOf(right);
      const bears = rule.effect === "allow" ? stronger >= 0 : stronger <= 0;
      const depth = parts(rule.path).length;
      if (rank === -1 || !bears || !inside(path, rule.path) || depth < end) return [];
      return [{ rule, score: [depth, rank, rule.effect === "deny" ? 1 : 0, -number] }];
    });
    const best = scored.sort((one, other) => other.score.map((each, at) => each - one.score[at]!).find((each) => each !== 0) ?? 0)[0];
    return best?.rule ?? null;
  }
}
function change(groups: Groups, tree: AccessTree, plain: Plain): void {
  const what = next(14);
  const path = pick(paths);
  const who = pick([...users, ...groupNames, "*"]);
  if (what < 7) {
    const rule: Rule = { path, who, right: pick(rights), effect: pick<Effect>(["allow", "deny"]) };
    assert.equal(tree.set(path, who, rule.right, rule.effect), tree);
    const old = plain.rules.find((each) => each.rule.path === path && each.rule.who === who && each.rule.right === rule.right);
    if (old === undefined) plain.rules.push({ rule, number: plain.count++ });
    else old.rule = rule;
  } else if (what < 8) {
    const kept = plain.rules.filter(({ rule }) => !(rule.path === path && rule.who === who));
    assert.equal(tree.clear(path, who), plain.rules.length - kept.length);
    plain.rules = kept;
  } else if (what < 9) {
    assert.equal(tree.seal(path), tree);
    plain.sealed = [...new Set([...plain.sealed, path])];
  } else if (what < 10) {
    assert.equal(tree.unseal(path), plain.sealed.includes(path));
    plain.sealed = plain.sealed.filter((each) => each !== path);
  } else if (what < 11) {
    const to = pick(paths);
    const taken = [...plain.rules.map(({ rule }) => rule.path), ...plain.sealed];
    if (inside(to, path) || taken.some((each) => inside(each, to))) return assert.throws(() => tree.move(path, to), RangeError);
    tree.move(path, to);
    const moved = (each: string): string => (inside(each, path) ? `/${[...parts(to), ...parts(each).slice(parts(path).length)].join("/")}` : each);
    for (const each of plain.rules) each.rule = { ...each.rule, path: moved(each.rule.path) };
    plain.sealed = plain.sealed.map(moved);
  } else {
    const group = pick(groupNames);
    const member = pick([...users, ...groupNames]);
    const kept = plain.pairs.filter(([each, other]) => each !== group || other !== member);
    if (next(3) === 0) {
      assert.equal(groups.remove(group, member), kept.length < plain.pairs.length);
      plain.pairs = kept;
    } else {
      groups.add(group, member);
      plain.pairs = [...kept, [group, member]];
    }
  }
}
function assertSame(groups: Groups, tree: AccessTree, plain: Plain): void {
  for (const user of users) {
    assert.deepEqual([...groups.of(user)].sort(), plain.groupsOf(user).sort());
    const known = [...new Set([...plain.rules.map(({ rule }) => rule.path), ...plain.sealed])].sort();
    for (const right of rights) {
      for (const path of [...paths, "/x/y/z/w/v", "/other"]) {
        const expected = plain.explain(user, right, path);
        assert.deepEqual(tree.explain(user, right, path), expected, `${user} ${right} ${path}`);
        assert.equal(tree.can(user, right, path), expected?.effect === "allow");
      }
      assert.deepEqual(tree.folders(user, right), known.filter((path) => plain.explain(user, right, path)?.effect === "allow"));
    }
  }
}
test("agrees with all rules scored", () => {
  for (let round = 0; round < 60; round++) {
    const groups = new Groups();
    const tree = new AccessTree(groups);
    const plain = new Plain();
    for (let i = 0; i < 25; i++) {
      change(groups, tree, plain);
      if (i % 3 === 0 || i === 24) assertSame(groups, tree, plain);
    }
  }
});
test("a user before groups, groups before everyone", () => {
  const tree = new AccessTree(new Groups().add("@staff", "ann").add("@staff", "bob"));
  tree.set("/a", "*", "read", "deny").set("/a", "@staff", "read", "allow").set("/b", "@staff", "read", "deny").set("/b", "ann", "write", "allow");
  assert.deepEqual(["ann", "zoe"].map((user) => tree.can(user, "read", "/a")), [true, false]);
  assert.deepEqual(["ann", "bob"].map((user) => tree.can(user, "read", "/b")), [true, false]);
});
test("what does not bear on a right is passed over", () => {
  const tree = new AccessTree(new Groups());
  tree.set("/", "ann", "write", "allow").set("/a", "ann", "read", "allow").set("/a/b", "ann", "own", "deny");
  assert.equal(tree.can("ann", "write", "/a/b"), true);
  assert.equal(tree.explain("ann", "write", "/a")?.path, "/");
  assert.equal(tree.can("ann", "own", "/a/b"), false);
});
test("the rules of a sealed folder", () => {
  const tree = new AccessTree(new Groups());
  tree.set("/", "ann", "own", "allow").set("/a", "ann", "read", "allow").seal("/a");
  assert.deepEqual([tree.can("ann", "read", "/a"), tree.can("ann", "write", "/a"), tree.can("ann", "read", "/a/b/c"), tree.can("ann", "own", "/b")], [true, false, true, true]);
});
test("groups that change", () => {
  const groups = new Groups().add("@a", "@b").add("@b", "@a");
  const tree = new AccessTree(groups).set("/", "@a", "read", "allow");
  assert.equal(tree.can("ann", "read", "/"), false);
  groups.add("@b", "ann");
  assert.equal(tree.can("ann", "read", "/"), true);
  groups.remove("@a", "@b");
  assert.equal(tree.can("ann", "read", "/"), false);
});
test("the first of equal rules", () => {
  const tree = new AccessTree(new Groups().add("@a", "ann").add("@b", "ann"));
  tree.set("/", "@b", "read", "allow").set("/", "@a", "own", "allow").set("/", "@b", "read", "allow");
  assert.equal(tree.explain("ann", "read", "/")?.who, "@b");
});
test("paths", () => {
  for (const path of paths) {
    assertPath(path);
    assert.equal(parent(path), path === "/" ? null : `/${parts(path).slice(0, -1).join("/")}`);
    for (const outer of paths) assert.equal(isWithin(path, outer), inside(path, outer));
  }
  const tree = new AccessTree(new Groups());
  for (const path of ["", "x", "x/y", "/x/", "//x", "/x//y"]) {
    assert.throws(() => assertPath(path), SyntaxError);
    const calls = [() => tree.set(path, "ann", "read", "allow"), () => tree.clear(path, "ann"), () => tree.seal(path), () => tree.unseal(path)];
    calls.push(() => tree.explain("ann", "read", path) as never, () => tree.can("ann", "read", path), () => tree.move(path, "/q") as never, () => tree.move("/q", path) as never);
    for (const call of calls) assert.throws(call, SyntaxError);
  }
  assert.throws(() => new Groups().add("staff", "ann"), SyntaxError);
});
