/** What functions cost a model to read: as schemas, as all that `api.describe("*")` gives, as the index. Prints one line a figure. */
import { z } from "zod";
import { declareTools, indexTools } from "../src/interface/api/declare.ts";
import { stubTools } from "../src/interface/api/stubs.ts";
import { createTool, type Tool } from "../src/interface/api/tool.ts";
import { estimateText } from "../src/mechanisms/memory/tokens.ts";
import { printFigure } from "./figure.ts";
import { listServerTools, type ListedTool } from "./servers.ts";
import { createCounter } from "./tokens.ts";

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

/** A server's tool as one of ours: its arguments are one object, as they are in its own calls. */
function fromListed({ server, name, description = "", inputSchema, outputSchema }: ListedTool): Tool {
  return createTool({
    name: `${server}.${name.replaceAll(/[^\w$]/g, "_")}`,
    words: description,
    parameters: { input: z.fromJSONSchema(inputSchema) },
    returns: outputSchema === undefined ? z.unknown() : z.fromJSONSchema(outputSchema),
    effect: "process",
    idempotent: false,
    run: async () => undefined,
  });
}

const counter = createCounter();
const unit = counter === undefined ? "tokens, estimated" : "tokens (o200k)";
const print = (name: string, text: string, n: number): void =>
  printFigure({ name, value: (counter ?? estimateText)(text), unit, n });
const bare = (all: readonly Tool[]): readonly Tool[] => all.map((tool) => ({ ...tool, words: "" }));
const brief = (all: readonly Tool[]): readonly Tool[] =>
  all.map((tool) => ({ ...tool, words: tool.words.split(/(?<=[.!?])\s/)[0] ?? "" }));

async function report(what: string, all: readonly Tool[], schemas: string): Promise<void> {
  const n = all.length;
  print(`${n} ${what} as JSON schemas`, schemas, n);
  print(`${n} ${what} declared in full`, await declareTools(all), n);
  print(`${n} ${what} declared, first sentence`, await declareTools(brief(all)), n);
  print(`${n} ${what} declared, no words`, (await declareTools(bare(all))).replaceAll("/**  */ ", ""), n);
  print(`${n} ${what} as Python stubs`, await stubTools(all), n);
  print(`${n} ${what} as Python stubs, first sentence`, await stubTools(brief(all)), n);
  print(`${n} ${what} in the index`, indexTools(all), n);
  print(`${n} ${what}, names only`, all.map(({ name }) => name).join("\n"), n);
}

const listed = await listServerTools();
if (listed.length > 0) {
  const shown = listed.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const full = listed.map(({ server: _server, ...tool }) => tool);
  await report("tools of public servers", listed.map(fromListed), JSON.stringify(shown));
  const whole = full.map(({ name, description, inputSchema, outputSchema }) => ({
    name,
    description,
    inputSchema,
    outputSchema,
  }));
  print(
    `${listed.length} tools of public servers as JSON schemas, with results`,
    JSON.stringify(whole),
    listed.length,
  );
}
const made = tools.map(({ name, words, parameters }) => ({
  name,
  description: words,
  inputSchema: z.toJSONSchema(z.object(parameters)),
}));
await report("tools made by a rule", tools, JSON.stringify(made));
