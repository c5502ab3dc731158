import test from "node:test";
import assert from "node:assert/strict";
import { createSaver } from "../src/saver.js";

function slowStore() {
  const texts = [];
  const save = async (text) => {
    await new Promise((resolve) => setImmediate(resolve));
    texts.push(text);
  };
  return { texts, save };
}
test("nothing typed, nothing saved", async () => {
  const { texts, save } = slowStore();
  assert.equal(await createSaver(save).flush(), 0);
  assert.deepEqual(texts, []);
});
test("only the last text is saved, and it is saved when flush is done", async () => {
  const { texts, save } = slowStore();
  const saver = createSaver(save);
  saver.type("a");
  saver.type("ab");
  assert.equal(await saver.flush(), 1);
  assert.deepEqual(texts, ["ab"]);
});
