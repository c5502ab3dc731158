import assert from "node:assert/strict";
import { test } from "node:test";
import { formatQuery, parseQuery } from "../lib/query.js";

test("equals signs anywhere in the value", () => {
  for (const value of ["=", "==", "a=b", "=a", "a==b=c", "x=", "1=2&"]) {
    const query = `k=${value.replaceAll("&", "%26")}&z=1`;
    assert.deepEqual(parseQuery(query), { k: value, z: "1" }, query);
  }
});
test("decoding", () => {
  assert.deepEqual(parseQuery("a+b=c+d&%C3%A4=%3D%26"), { "a b": "c d", ä: "=&" });
  assert.deepEqual(parseQuery("a%3Db=c"), { "a=b": "c" });
  assert.deepEqual(parseQuery("a=1%2B1"), { a: "1+1" });
});
test("without a value", () => assert.deepEqual(parseQuery("a&b=&c"), { a: "", b: "", c: "" }));
test("empty parts", () => {
  assert.deepEqual(parseQuery(""), {});
  assert.deepEqual(parseQuery("?"), {});
  assert.deepEqual(parseQuery("&&a=1&"), { a: "1" });
});
test("three of one name", () => assert.deepEqual(parseQuery("t=1&t=2&t=3"), { t: ["1", "2", "3"] }));
test("names of objects", () => assert.deepEqual(parseQuery("toString=1"), { toString: "1" }));
test("round trip", () => {
  for (const values of [{ a: "x y", "b&": "=" }, { q: ["1", "2", "ä+"] }, { e: "" }, { n: "a==" }])
    assert.deepEqual(parseQuery(formatQuery(values)), values);
  assert.equal(formatQuery({ a: undefined, b: [undefined, 1] }), "b=1");
  assert.equal(formatQuery({}), "");
});
