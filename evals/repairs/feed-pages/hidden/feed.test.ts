import test from "node:test";
import assert from "node:assert/strict";
import { readFeed } from "../src/feed.ts";
import { take } from "../src/take.ts";

test("a long feed, with empty pages in it", async () => {
  const feed = readFeed(async (cursor = "0") => {
    const n = Number(cursor);
    return { items: n % 2 ? [] : [n], ...(n < 20 && { next: String(n + 1) }) };
  });
  assert.deepEqual(await take(feed, 100), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
});
test("an endless feed is read as far as is asked", async () => {
  const endless = readFeed(async (cursor = "0") => ({ items: [Number(cursor)], next: String(Number(cursor) + 1) }));
  assert.deepEqual(await take(endless, 3), [0, 1, 2]);
});
