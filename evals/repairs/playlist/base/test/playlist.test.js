import test from "node:test";
import assert from "node:assert/strict";
import { duration, shuffle } from "../src/playlist.js";
import { createRandom } from "../src/random.js";

test("no song is lost", () => assert.deepEqual(shuffle(["a", "b", "c"], createRandom(1)).sort(), ["a", "b", "c"]));
test("the order can stay as it is", () => assert.deepEqual(shuffle(["a", "b"], () => 0.99), ["a", "b"]));
test("the lowest number moves the first song back", () => assert.deepEqual(shuffle(["a", "b", "c"], () => 0), ["b", "c", "a"]));
test("durations add up", () => assert.equal(duration([{ seconds: 3 }, { seconds: 4 }]), 7));
