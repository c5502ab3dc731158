/** What a cell changed, in few lines: whole files that are new or gone by their length, edits as a diff. */
import type { Change, Version } from "../../core/effect.ts";
import type { Journal } from "../../core/journal.ts";

/** Lines in all, and characters of one of them. */
const most = 40;
const widest = 200;
/** Longer files are only named. Bytes. */
const longest = 512 * 1024;

/** The diff of what a cell has committed; undefined when it changed no text, or when that cannot be told in few lines. */
export async function shortDiff(journal: Journal, cell: string): Promise<string | undefined> {
  const changes = committedBy(journal.facts, cell);
  if (changes.length === 0) return undefined;
  const textOf = (version: Version): string | undefined => {
    if (version.node === "absent") return "";
    if (version.node !== "file" || version.hash === undefined || version.size > longest) return undefined;
    const bytes = journal.read(version.hash);
    return bytes === undefined || bytes.includes(0) ? undefined : Buffer.from(bytes).toString("utf8");
  };
  const { structuredPatch } = await import("diff");
  const lines: string[] = [];
  for (const { path, before, after } of changes) {
    const [old, now] = [textOf(before), textOf(after)];
    if (old === undefined || now === undefined || old === now) continue;
    if (before.node === "absent" || after.node === "absent") {
      lines.push(before.node === "absent" ? `new ${path}: ${count(now)}` : `gone ${path}: ${count(old)}`);
      continue;
    }
    const patch = structuredPatch(path, path, old, now, undefined, undefined, { context: 1, timeout: 200 });
    if (patch === undefined) continue;
    lines.push(`--- ${path}`);
    for (const hunk of patch.hunks) {
      lines.push(`@@ ${hunk.newStart} @@`, ...hunk.lines.filter((line) => !line.startsWith("\\")));
    }
  }
  if (lines.length === 0) return undefined;
  const shown = lines
    .slice(0, most)
    .map((line) => (line.length > widest ? `${line.slice(0, widest)}…` : line));
  if (lines.length > most) shown.push(`… ${lines.length - most} more lines of the diff`);
  return shown.join("\n");
}

function count(text: string): string {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines === 1 ? "1 line" : `${lines} lines`;
}

/** Each path once, from what it was before the cell to what it is after. */
function committedBy(facts: Journal["facts"], cell: string): readonly Change[] {
  const committed = new Set(
    facts.flatMap((fact) => (fact.type === "change.committed" && fact.cell === cell ? [fact.change] : [])),
  );
  const changes = new Map<string, Change>();
  for (const fact of facts) {
    if (fact.type !== "change.intended" || !committed.has(fact.change)) continue;
    for (const change of fact.changes) {
      const first = changes.get(change.path);
      changes.set(change.path, first ? { ...change, before: first.before } : change);
    }
  }
  return [...changes.values()];
}
