import assert from "node:assert/strict";
import { test } from "node:test";
import { formatQuery, parseQuery } from "../lib/query.js";

test("values", () => assert.deepEqual(parseQuery("?a=1&b=2"), { a: "1", b: "2" }));
test("several of one name", () => assert.deepEqual(parseQuery("t=x&t=y"), { t: ["x", "y"] }));
test("a value with equals signs", () => assert.deepEqual(parseQuery("token=abc=="), { token: "abc==" }));
test("format", () => assert.equal(formatQuery({ a: 1, b: ["x", "y"] }), "a=1&b=x&b=y"));
