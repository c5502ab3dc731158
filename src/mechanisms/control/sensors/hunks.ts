/** The pieces of which a change of a file consists, and the file without one of them. */
import { textOn, type Patch } from "./patch.ts";

export interface Hunk {
  readonly file: string;
  /** Lines of the changed file; `to` is before `from` where lines were only taken away. */
  readonly from: number;
  readonly to: number;
  /** The changed file with this piece as it was. */
  readonly without: string;
}

/** Runs of changed lines, each with the file without it. Files that are new, gone, or changed in one place only have none. */
export async function hunksOf(patch: Patch, files: readonly string[]): Promise<readonly Hunk[]> {
  const { diffArrays } = await import("diff");
  const found: Hunk[] = [];
  for (const file of files) {
    const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
    if (was === undefined || is === undefined) continue;
    const after = is.split("\n");
    let now = 0;
    let open: { at: number; old: string[]; added: number } | undefined;
    const close = (): void => {
      if (!open) return;
      const { at, old, added } = open;
      const without = [...after.slice(0, at), ...old, ...after.slice(at + added)].join("\n");
      found.push({ file, from: at + 1, to: at + added, without });
      open = undefined;
    };
    for (const part of diffArrays(was.split("\n"), after)) {
      if (!part.added && !part.removed) {
        close();
        now += part.value.length;
        continue;
      }
      open ??= { at: now, old: [], added: 0 };
      if (part.removed) open.old.push(...part.value);
      else {
        open.added += part.value.length;
        now += part.value.length;
      }
    }
    close();
  }
  return found;
}
