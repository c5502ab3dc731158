/** What 166 functions cost a model to read: as an index, and as all that `api.describe("*")` gives. Prints one line a figure. */
import { z } from "zod";
import { declareTools, indexTools } from "../src/interface/api/declare.ts";
import { createTool, type Tool } from "../src/interface/api/tool.ts";
import { estimateText } from "../src/mechanisms/memory/tokens.ts";
import { printFigure } from "./figure.ts";

const kinds = [
  "issue",
  "branch",
  "comment",
  "release",
  "label",
  "page",
  "file",
  "run",
  "user",
  "check",
  "team",
];
const verbs = [
  "list",
  "get",
  "create",
  "update",
  "delete",
  "search",
  "close",
  "assign",
  "merge",
  "export",
  "watch",
  "move",
  "pin",
  "lock",
  "rate",
];

/** Made by a rule, of the size that tools of public servers have. */
const tools: readonly Tool[] = Array.from({ length: 166 }, (_, at) => {
  const [kind = "", verb = ""] = [kinds[at % kinds.length], verbs[Math.floor(at / kinds.length)]];
  return createTool({
    name: `server${at % 7}.${verb}${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`,
    words: `Does ${verb} with a ${kind} of the repository. The ${kind} is named by its owner and number; what cannot be found is an error in words.`,
    parameters: {
      owner: z.string(),
      number: z.number(),
      options: z
        .object({
          state: z.enum(["open", "closed", "all"]),
          since: z.string().optional(),
          limit: z.number().optional(),
        })
        .optional(),
    },
    returns: at % 6 === 0 ? z.array(z.object({ id: z.string(), title: z.string() })) : z.unknown(),
    effect: "read",
    idempotent: true,
    run: async () => [],
  });
});

const schemas = JSON.stringify(
  tools.map(({ name, words, parameters }) => ({
    name,
    description: words,
    inputSchema: z.toJSONSchema(z.object(parameters)),
  })),
);
const print = (name: string, text: string): void =>
  printFigure({ name, value: estimateText(text), unit: "tokens, estimated", n: tools.length });
print("166 tools as JSON schemas", schemas);
print("166 tools declared in full", await declareTools(tools));
print("166 tools in the index", indexTools(tools));
