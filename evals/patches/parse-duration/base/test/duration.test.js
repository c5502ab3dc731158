import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, parseDuration } from "../lib/duration.js";

test("hours", () => assert.equal(parseDuration("2h"), 7200));
test("seconds", () => assert.equal(parseDuration("45s"), 45));
test("hours and minutes", () => assert.equal(parseDuration("1h30m"), 5400));
test("format", () => assert.equal(formatDuration(5400), "1h30m"));
