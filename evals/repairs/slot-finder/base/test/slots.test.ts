import test from "node:test";
import assert from "node:assert/strict";
import { freeSlots } from "../src/slots.ts";
import { length, overlaps } from "../src/span.ts";

const day = { from: 540, to: 720 };
test("an empty day", () => assert.deepEqual(freeSlots(day, [], 60, 60), [540, 600, 660]));
test("right before and right after a meeting", () => assert.deepEqual(freeSlots(day, [{ from: 600, to: 660 }], 60), [540, 660]));
test("a full day", () => assert.deepEqual(freeSlots(day, [day], 30), []));
test("overlapping", () => assert.equal(overlaps({ from: 1, to: 3 }, { from: 2, to: 4 }), true));
test("length", () => assert.equal(length(day), 180));
