import test from "node:test";
import assert from "node:assert/strict";
import { ascent, length } from "../src/track.js";

const near = (value, expected) => assert.ok(Math.abs(value - expected) < expected / 1000, `${value}`);

test("a degree of latitude", () => near(length([{ lat: 50, lon: 8 }, { lat: 51, lon: 8 }]), 111195));
test("a track of one point has no length", () => assert.equal(length([{ lat: 1, lon: 1 }]), 0));
test("ascent", () => assert.equal(ascent([{ height: 10 }, { height: 12 }, { height: 9 }, { height: 20 }]), 13));
