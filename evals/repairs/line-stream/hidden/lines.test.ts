import test from "node:test";
import assert from "node:assert/strict";
import { lines } from "../src/lines.ts";

test("however a text is cut, its lines are the same", async () => {
  const text = "one\n\nthree and more\nfour";
  for (let size = 1; size <= text.length; size += 1) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size));
    assert.deepEqual(await Array.fromAsync(lines(chunks)), text.split("\n"), `chunks of ${size}`);
  }
});
