/** Files that are named, not imported. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.[cm]?ts$/.test(name))
  .map((name) => ({ place: path.join("src", name), text: readFileSync(path.join("src", name), "utf8") }));

test("every file that is named by URL is there", () => {
  const missing = sources.flatMap(({ place, text }) =>
    [...text.matchAll(/new URL\(\s*["'](\.{1,2}\/[^"']+)["'],\s*import\.meta\.url/g)]
      .map(([, to = ""]) => path.join(path.dirname(place), to))
      .filter((to) => !existsSync(to)),
  );
  expect(missing).toEqual([]);
});

test("no file is named in a way that the bundle does not see", () => {
  const unseen = sources.flatMap(({ place, text }) =>
    [
      ...text.matchAll(/new URL\((?!\s*["']\.{1,2}\/[^"'$]+["'],\s*import\.meta\.url).*import\.meta\.url/g),
    ].map(([what]) => `${place}: ${what}`),
  );
  expect(unseen).toEqual([]);
});
