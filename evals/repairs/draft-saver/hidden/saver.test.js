import test from "node:test";
import assert from "node:assert/strict";
import { createSaver } from "../src/saver.js";

test("a save that fails is told by flush", async () => {
  const saver = createSaver(() => Promise.reject(new Error("disk full")));
  saver.type("a");
  await assert.rejects(saver.flush(), /disk full/);
});
test("saves are in order", async () => {
  const texts = [];
  const saver = createSaver(async (text) => {
    await new Promise((resolve) => setImmediate(resolve));
    texts.push(text);
  });
  saver.type("1");
  const one = saver.flush();
  saver.type("2");
  await Promise.all([one, saver.flush()]);
  assert.deepEqual(texts, ["1", "2"]);
});
