/** What a cell changed is told in few lines. */
import { expect, test } from "vitest";
import { openGround } from "../programs/ground.ts";

test("an edit is a diff, a new file and one that is gone are counted", async () => {
  const { sh } = await openGround();
  const first = await sh("printf '1\\n2\\n3\\n4\\n5\\n' > a.txt; printf 'x\\ny' > b.txt; echo z > c.txt");
  expect(first.diff).toBe("new a.txt: 5 lines\nnew b.txt: 2 lines\nnew c.txt: 1 line");
  const second = await sh("sed -i s/3/three/ a.txt; rm b.txt");
  expect(second.diff).toBe("--- a.txt\n@@ 2 @@\n 2\n-3\n+three\n 4\ngone b.txt: 2 lines");
});

test("a long diff is cut, and its lines too", async () => {
  const { sh } = await openGround();
  await sh("seq 1 200 > a.txt");
  const { diff = "" } = await sh("seq 201 400 > a.txt; printf '%0300d\\n' 1 >> a.txt");
  expect(diff.split("\n")).toHaveLength(41);
  expect(diff).toMatch(/\n… \d+ more lines of the diff$/);
});

test("what is no text is only named among the changed paths", async () => {
  const { sh } = await openGround();
  await sh("printf 'a\\0b' > a.bin");
  const outcome = await sh("printf 'c\\0d' > a.bin; ln -s a.bin link; mkdir folder");
  expect(outcome.changed).toContain("a.bin");
  expect(outcome.diff).toBeUndefined();
});
