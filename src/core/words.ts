/** The words of facts, as they are searched for. */

/** Members that name and do not say: nobody looks for them. */
const names: ReadonlySet<string> = new Set(
  "type actor hash left language cell call change run rule name sandbox finish private node head".split(" "),
);

/** What a fact says, from its stored JSON: its strings, a line each. What is no JSON is empty. */
export function plainText(body: string): string {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") lines.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null)
      for (const [name, member] of Object.entries(value)) if (!names.has(name)) walk(member);
  };
  try {
    walk(JSON.parse(body));
  } catch {
    // Damage is for others to name.
  }
  return lines.join("\n");
}

/** The FTS5 query for texts that hold all of them, each as the beginning of a word. */
export function queryOf(parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"*`).join(" AND ");
}

/** The text around the first of the parts, on a line. */
export function excerptOf(text: string, parts: readonly string[]): string {
  const places = parts.map((part) => text.search(pattern(part))).filter((place) => place !== -1);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const from = Math.max(0, at - 40);
  const excerpt = text.slice(from, at + 80).replaceAll(/\s+/g, " ");
  return `${from > 0 ? "…" : ""}${excerpt.trim()}${at + 80 < text.length ? "…" : ""}`;
}

function pattern(part: string): RegExp {
  const literal = part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return new RegExp(/^[\p{L}\p{N}]/u.test(part) ? `(?<![\\p{L}\\p{N}])${literal}` : literal, "iu");
}
