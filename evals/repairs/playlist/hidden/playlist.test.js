import test from "node:test";
import assert from "node:assert/strict";
import { shuffle } from "../src/playlist.js";
import { createRandom } from "../src/random.js";

test("all orders are about as likely", () => {
  const random = createRandom(7);
  const counts = new Map();
  for (let round = 0; round < 6000; round += 1) {
    const order = shuffle(["a", "b", "c"], random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(count > 800 && count < 1200, String(count));
});
