/** Pieces of a change that are another number or sign alone, and that nobody asked for: who rewrites does not do so, who mends a mistake twice does. */
import type { Finding } from "../../../core/finding.ts";
import { placeOf, type Hunk } from "../sensors/hunks.ts";
import { textOn } from "../sensors/patch.ts";
import { strayIn } from "../sensors/stray.ts";
import { letLoose, type Work } from "./work.ts";

interface Strays {
  /** A piece of the change; `noticed` where a test fails without it. */
  add(hunk: Hunk, noticed: boolean): void;
  /** What was found of those that no test notices, without those that say what a noticed one says elsewhere. */
  tell(): void;
}

export function createStrays(work: Work): Strays {
  const { reading } = work;
  const found: (readonly [hunk: Hunk, stray: string])[] = [];
  const asked = new Set<string>();
  return {
    add(hunk, noticed) {
      const stray = strayIn(hunk.without, textOn(reading.patch, "after", hunk.file) ?? "", hunk.file);
      if (stray === undefined) return;
      if (noticed) asked.add(stray);
      else found.push([hunk, stray]);
    },
    tell() {
      for (const [hunk, stray] of found)
        if (!asked.has(stray))
          letLoose(work, { finding: findingOf(hunk, stray), file: hunk.file, text: hunk.without });
    },
  };
}

const findingOf = (hunk: Hunk, stray: string): Finding => ({
  sensor: "pieces",
  severity: "warning",
  message: `${placeOf(hunk)}: ${stray} is all that changed here, and no test notices: add a test that does, or take it back`,
  location: { file: hunk.file, line: hunk.from },
  sign: "stray",
});
