/** The functions that tell a cell of the others: what is in the index as a line each, in full when it is asked for. */
import * as z from "zod/mini";
import { declareTools, indexTools } from "./declare.ts";
import { stubTools } from "./stubs.ts";
import { createTool, type Tool } from "./tool.ts";

const most = 20;

/** `api.describe` and `api.search` over these tools. */
export function createCatalogue(tools: () => readonly Tool[]): readonly Tool[] {
  return [
    createTool({
      name: "api.describe",
      words:
        "The full declarations of functions by name or pattern, in the cell's language. Such as `files.read`, `files.*` or `*`.",
      parameters: { pattern: z.string() },
      returns: z.string(),
      effect: "none",
      idempotent: true,
      run: async ({ pattern }, { language }) => {
        const found = tools().filter(({ name }) => matches(name, pattern));
        if (found.length > 0) return language === "py" ? stubTools(found) : declareTools(found);
        const near = search(tools(), pattern);
        const hint = near.length > 0 ? `; near it: ${near.map(({ name }) => name).join(", ")}` : "";
        throw new Error(`api.describe: no function is named ${pattern}${hint}`);
      },
    }),
    createTool({
      name: "api.search",
      words: "The functions whose names and words have these words, best first, a line each.",
      parameters: { words: z.string() },
      returns: z.string(),
      effect: "none",
      idempotent: true,
      run: async ({ words }) => indexTools(search(tools(), words)),
    }),
  ];
}

/** A name, a place (`files`), or a pattern in which `*` stands for anything. */
function matches(name: string, pattern: string): boolean {
  if (name === pattern || name.startsWith(`${pattern}.`)) return true;
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}

const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);

const isLike = (one: string, other: string): boolean =>
  one === other || (other.length > 3 && one.startsWith(other)) || (one.length > 3 && other.startsWith(one));

/** A word in the name counts for three in the description; seldom words count for more. */
function search(tools: readonly Tool[], words: string): readonly Tool[] {
  const known = tools.map((tool) => ({ tool, name: wordsOf(tool.name), words: wordsOf(tool.words) }));
  const asked = [...new Set(wordsOf(words))].map((word) => {
    const hits = known.filter((each) => [...each.name, ...each.words].some((own) => isLike(own, word)));
    return { word, weight: Math.log(1 + tools.length / Math.max(1, hits.length)) };
  });
  return known
    .map(({ tool, name, words: described }) => {
      const score = asked.reduce((sum, { word, weight }) => {
        if (name.some((own) => isLike(own, word))) return sum + 3 * weight;
        return described.some((own) => isLike(own, word)) ? sum + weight : sum;
      }, 0);
      return { tool, score };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ tool }) => tool);
}
