/** What a path held when the session began, from the images that the journal keeps. */
import type { Journal } from "../../core/journal.ts";
import { netChanges } from "./situation.ts";

/** Bytes and mode of a file that the session has changed, as it was; null when it was not there. */
export function originalOf(
  journal: Journal,
  path: string,
): { readonly bytes: Uint8Array; readonly mode: number } | null {
  const before = netChanges(journal.facts).find((change) => change.path === path)?.before;
  if (before === undefined || before.node === "absent") return null;
  if (before.node !== "file") throw new Error(`${path} was a ${before.node}, so the claim cannot be judged`);
  const bytes = before.hash === undefined ? undefined : journal.read(before.hash);
  // Without its original the check could be anything; a claim that rests on it must not pass.
  if (bytes === undefined)
    throw new Error(`the original of ${path} is too large to have been kept, so the claim cannot be judged`);
  return { bytes, mode: before.mode };
}
