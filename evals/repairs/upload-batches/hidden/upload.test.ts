import test from "node:test";
import assert from "node:assert/strict";
import { upload } from "../src/upload.ts";

test("no more than a batch is on its way", async () => {
  let running = 0;
  let most = 0;
  const send = async (file: string): Promise<string> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return file;
  };
  const files = ["e", "d", "c", "b", "a"];
  assert.deepEqual(await upload(files, send, 2), files);
  assert.equal(most, 2);
});
