/** Changes as text for people: a unified diff. */
import type { Change, Version } from "../../core/effect.ts";

/** Longer files are only named. Characters. */
const limit = 1024 * 1024;

/** The bytes of one side of a change; undefined when they are not at hand. */
export type ReadSide = (change: Change) => Uint8Array | undefined;

/** A unified diff of `changes`; binary and long files, links, folders and modes are told in a line. For display, not for `patch`. */
export async function diffText(
  changes: readonly Change[],
  before: ReadSide,
  after: ReadSide,
): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const parts = changes.map((change) => {
    const headline = `${sign(change)} ${change.path}${modes(change)}`;
    if (change.before.node !== "file" && change.after.node !== "file") return `${headline}${links(change)}\n`;
    const old = textOf(change.before, before(change));
    const now = textOf(change.after, after(change));
    if (old === undefined || now === undefined)
      return `${headline} (not shown: binary, long, or not at hand)\n`;
    if (old === now) return `${headline}\n`;
    const names = [change.before, change.after].map(({ node }, side) =>
      node === "absent" ? "/dev/null" : `${side === 0 ? "a" : "b"}/${change.path}`,
    );
    const patch = createTwoFilesPatch(names[0] ?? "", names[1] ?? "", old, now, undefined, undefined, {
      context: 3,
      timeout: 1000,
      headerOptions: FILE_HEADERS_ONLY,
    });
    if (patch === undefined) return `${headline} (not shown: too different)\n`;
    // Who adds or deletes a file is told by the patch itself; a mode is not.
    return modes(change) === "" ? patch : `${headline}\n${patch}`;
  });
  return parts.join("");
}

function sign({ before, after }: Change): string {
  if (before.node === "absent") return "added";
  return after.node === "absent" ? "deleted" : "changed";
}

function modes({ before, after }: Change): string {
  if (!("mode" in before) || !("mode" in after) || before.mode === after.mode) return "";
  return ` (mode ${before.mode.toString(8)} to ${after.mode.toString(8)})`;
}

function links({ before, after }: Change): string {
  const told = [before, after].map((side) => (side.node === "link" ? `link to ${side.target}` : side.node));
  return ` (${told.join(" to ")})`;
}

function textOf(version: Version, bytes: Uint8Array | undefined): string | undefined {
  if (version.node !== "file") return "";
  if (!bytes || bytes.length > limit || bytes.includes(0)) return undefined;
  return new TextDecoder().decode(bytes);
}
