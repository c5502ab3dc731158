/** What can be done to a session, at random. */
import * as check from "fast-check";
import type { Deed } from "./past.ts";

/** The files that everybody writes to. */
export const files = ["a.txt", "b.txt", "c.txt"] as const;

/** One thing that is done. */
export type Act =
  | {
      readonly type: "cells";
      readonly deeds: readonly Deed[];
      readonly kill?: { commit: number; side: "before" | "after" };
    }
  | { readonly type: "edit"; readonly file: string }
  | { readonly type: "rewind"; readonly back: number }
  | { readonly type: "undo" }
  | { readonly type: "fork"; readonly back: number; readonly stay: boolean };

const file = check.constantFrom(...files);
const deed: check.Arbitrary<Deed> = check.record({
  type: check.constantFrom("write", "append", "python", "delete", "throw", "count"),
  file,
});
const kill = check.record({
  commit: check.integer({ min: 1, max: 34 }),
  side: check.constantFrom("before" as const, "after" as const),
});
/** Any of them. */
export const anyAct: check.Arbitrary<Act> = check.oneof(
  {
    weight: 4,
    arbitrary: check.record({
      type: check.constant("cells" as const),
      deeds: check.array(deed, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: check.record({
      type: check.constant("cells" as const),
      deeds: check.array(deed, { minLength: 1, maxLength: 3 }),
      kill,
    }),
  },
  { weight: 2, arbitrary: check.record({ type: check.constant("edit" as const), file }) },
  {
    weight: 2,
    arbitrary: check.record({
      type: check.constant("rewind" as const),
      back: check.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: check.record({ type: check.constant("undo" as const) }) },
  {
    weight: 1,
    arbitrary: check.record({
      type: check.constant("fork" as const),
      back: check.integer({ min: 0, max: 3 }),
      stay: check.boolean(),
    }),
  },
);
