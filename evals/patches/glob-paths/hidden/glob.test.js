import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, compile } from "../lib/glob.js";

let seed = 99;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const matches = (pattern, path) => compile(pattern)(path);

/** Character by character, for patterns of letters, dots, `?`, `*` and `[ab]`, `[!ab]`. */
function partMatches(part, text) {
  if (part === "") return text === "";
  if (part[0] === "*") return partMatches(part.slice(1), text) || (text !== "" && partMatches(part, text.slice(1)));
  if (text === "") return false;
  if (part[0] === "[") {
    const inside = part.slice(1, part.indexOf("]"));
    const hit = inside[0] === "!" ? !inside.slice(1).includes(text[0]) : inside.includes(text[0]);
    return hit && partMatches(part.slice(part.indexOf("]") + 1), text.slice(1));
  }
  return (part[0] === "?" || part[0] === text[0]) && partMatches(part.slice(1), text.slice(1));
}
function plain(parts, texts) {
  const [part, ...rest] = parts;
  if (part === undefined) return texts.length === 0;
  if (part === "**") {
    for (let taken = rest.length === 0 ? 1 : 0; taken <= texts.length; taken++) if (plain(rest, texts.slice(taken))) return true;
    return false;
  }
  return texts.length > 0 && partMatches(part, texts[0]) && plain(rest, texts.slice(1));
}
const expected = (pattern, path) => plain(pattern.split("/"), path.split("/"));

const some = (from, most) => Array.from({ length: 1 + next(most) }, () => pick(from)).join("");
const anyPath = () => Array.from({ length: 1 + next(4) }, () => some(["a", "b", "ab", ".", "("], 2)).join("/");
const anyPart = () => (next(3) === 0 ? "**" : some(["a", "b", "*", "?", ".", "(", "[ab]", "[!a]", "**"], 3));
const anyPattern = () => Array.from({ length: 1 + next(4) }, anyPart).join("/");

test("agrees with a plain search", () => {
  for (let i = 0; i < 6000; i++) {
    const [pattern, path] = [anyPattern(), anyPath()];
    assert.equal(matches(pattern, path), expected(pattern, path), `${pattern} ${path}`);
  }
});
test("agrees on paths that were made from the pattern", () => {
  for (let i = 0; i < 3000; i++) {
    const pattern = anyPattern();
    const path = pattern
      .split("/")
      .flatMap((part) => (part === "**" ? Array.from({ length: next(3) }, () => some(["a", "b"], 2)) : [part.replaceAll("*", () => some(["a", "b"], 1)).replaceAll("?", "b").replaceAll("[ab]", "a").replaceAll("[!a]", "b")]))
      .join(next(12) === 0 ? "" : "/");
    if (path === "") continue;
    assert.equal(matches(pattern, path), expected(pattern, path), `${pattern} ${path}`);
  }
});
test("two stars, part by part", () => {
  for (const [pattern, path, is] of [
    ["**/x.js", "x.js", true],
    ["**/x.js", "ax.js", false],
    ["src/**/x.js", "src/ax.js", false],
    ["src/**/x.js", "srcx.js", false],
    ["src/**", "src", false],
    ["src/**", "src/a", true],
    ["**", "a", true],
    ["**", "a/b", true],
    ["a/**/b/**/c", "a/x/b/c", true],
    ["a/**/b/**/c", "a/b/x/y/c", true],
    ["a**/b", "axx/b", true],
    ["a**/b", "a/x/b", false],
    ["**/**/b", "b", true],
  ])
    assert.equal(matches(pattern, path), is, `${pattern} ${path}`);
});
test("characters without a meaning here", () => {
  for (const character of [..."^$.+(){}|,!@#-~ "]) {
    assert.equal(matches(`a${character}b`, `a${character}b`), true, character);
    assert.equal(matches(`a${character}b`, "axb"), false, character);
  }
  assert.equal(matches("a\\[b", "a[b"), true);
  assert.equal(matches("[]^]x", "^x"), true);
});
test("chosen paths", () => {
  for (let i = 0; i < 200; i++) {
    const paths = Array.from({ length: 8 }, anyPath);
    const patterns = Array.from({ length: next(4) }, () => (next(3) === 0 ? "!" : "") + anyPattern());
    const chosen = paths.filter((path) => {
      let is = false;
      for (const pattern of patterns) if (expected(pattern.replace(/^!/, ""), path)) is = pattern[0] !== "!";
      return is;
    });
    assert.deepEqual(choose(paths, patterns), chosen);
  }
});
