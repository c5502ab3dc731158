import test from "node:test";
import assert from "node:assert/strict";
import { countLines } from "../src/count.ts";
import { lines } from "../src/lines.ts";

const read = (chunks: readonly string[]): Promise<string[]> => Array.fromAsync(lines(chunks));
test("a chunk of whole lines", async () => assert.deepEqual(await read(["a\nb\n"]), ["a", "b"]));
test("an empty text has no lines", async () => assert.equal(await countLines([]), 0));
test("a line in two pieces", async () => assert.deepEqual(await read(["he", "llo\nyou\n"]), ["hello", "you"]));
test("the last line needs no newline", async () => assert.deepEqual(await read(["a\nb"]), ["a", "b"]));
