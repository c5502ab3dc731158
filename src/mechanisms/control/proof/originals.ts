/** Shows a check the protected files as they were before the session. */
import type { Command } from "../../../interface/environment/sandbox.ts";

/** A file as it was; null when it was not there. */
export type Original = { readonly bytes: Uint8Array; readonly mode: number } | null;

/** The overlay for a run of a check with the originals of `protectedChanged`; new files among them are hidden. */
export async function originalsOverlay(
  protectedChanged: readonly string[],
  readOriginal: (file: string) => Promise<Original>,
): Promise<NonNullable<Command["overlay"]>> {
  return new Map(
    await Promise.all(protectedChanged.map(async (file) => [file, await readOriginal(file)] as const)),
  );
}
