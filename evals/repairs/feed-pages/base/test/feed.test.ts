import test from "node:test";
import assert from "node:assert/strict";
import { readFeed, type Page } from "../src/feed.ts";
import { take } from "../src/take.ts";

const pages: Record<string, Page<number>> = { "": { items: [1, 2], next: "b" }, b: { items: [3], next: "c" }, c: { items: [4, 5] } };
const asked: string[] = [];
const fetchPage = async (cursor = ""): Promise<Page<number>> => {
  asked.push(cursor);
  return pages[cursor] ?? { items: [] };
};
test("the first items need one page", async () => {
  asked.length = 0;
  assert.deepEqual(await take(readFeed(fetchPage), 2), [1, 2]);
  assert.deepEqual(asked, [""]);
});
test("all pages are read", async () => assert.deepEqual(await take(readFeed(fetchPage), 99), [1, 2, 3, 4, 5]));
