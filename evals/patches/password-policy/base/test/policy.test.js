import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, problems } from "../lib/policy.js";

test("fine", () => assert.deepEqual(problems("Correct4Horse"), []));
test("short", () => assert.deepEqual(problems("Ab1"), ["short"]));
test("name", () => assert.deepEqual(problems("xx4annaXXyy", "anna"), ["name"]));
test("name in another case", () => assert.deepEqual(problems("xx4ANNAxxyy", "anna"), ["name"]));
test("advice", () => assert.equal(advice("correcthorse"), "please mend: digit, case"));
