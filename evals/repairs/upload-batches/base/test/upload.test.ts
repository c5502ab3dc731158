import { expect, test } from "vitest";
import { chunk } from "../src/chunk.ts";
import { upload } from "../src/upload.ts";

test("chunks", () => expect(chunk([1, 2, 3], 2)).toEqual([[1, 2], [3]]));
test("nothing to send", async () => expect(await upload([], async (file) => file)).toEqual([]));
test("addresses are in the order of the files", async () => {
  expect(await upload(["b", "c", "a"], async (file) => `/${file}`, 2)).toEqual(["/b", "/c", "/a"]);
});
test("what fails is told", async () => {
  await expect(upload(["a"], () => Promise.reject(new Error("offline")))).rejects.toThrow("offline");
});
