/** What is known of model families, as data: the dialect that suits them, and how much they hold. */
import { Fault } from "../core/fault.ts";
import { dialectNames, type Dialect, type DialectName } from "./dialect/dialect.ts";
import { isRecord } from "./dialect/piece.ts";

/** How a family is spoken to. */
export interface Profile {
  readonly dialect: DialectName;
  /** Tokens of context. */
  readonly window: number;
  /** Tokens of one reply. */
  readonly output: number;
}

/** A family by the start of its models' names, without provider and maker. */
export interface Family extends Profile {
  readonly name: string;
}

/**
 * The longest name that fits counts. Windows and limits: the model catalogue in @earendil-works/pi-ai 1.5.2 (npm, 10 November 2026).
 * Dialects are not measured yet: large models write cells, small ones of a family get the tools that it was trained on, and families
 * known to have no tools get fences.
 */
export const families: readonly Family[] = [
  family("claude", "cells", 200_000, 64_000),
  family("claude-fable", "cells", 1_000_000, 128_000),
  family("claude-haiku", "claude", 200_000, 64_000),
  family("claude-haiku-5", "claude", 1_000_000, 128_000),
  family("claude-opus-4-6", "cells", 1_000_000, 128_000),
  family("claude-opus-4-7", "cells", 1_000_000, 128_000),
  family("claude-opus-4-8", "cells", 1_000_000, 128_000),
  family("claude-opus-5", "cells", 1_000_000, 128_000),
  family("claude-sonnet-4-6", "cells", 1_000_000, 128_000),
  family("claude-sonnet-5", "cells", 1_000_000, 128_000),
  family("gpt-4.1", "gpt", 1_047_576, 32_768),
  family("gpt-4o", "gpt", 128_000, 16_384),
  family("gpt-5", "cells", 400_000, 128_000),
  family("gpt-5-mini", "gpt", 400_000, 128_000),
  family("gpt-5-nano", "gpt", 400_000, 128_000),
  family("gpt-5.4", "cells", 272_000, 128_000),
  family("gpt-5.4-mini", "gpt", 400_000, 128_000),
  family("gpt-5.4-nano", "gpt", 400_000, 128_000),
  family("gpt-5.5", "cells", 272_000, 128_000),
  family("gpt-5.6", "cells", 272_000, 128_000),
  family("gpt-5.6-luna", "gpt", 272_000, 128_000),
  family("gpt-6", "cells", 272_000, 128_000),
  family("gpt-6-luna", "gpt", 272_000, 128_000),
  family("gpt-6.1", "cells", 272_000, 128_000),
  family("o3", "cells", 200_000, 100_000),
  family("o4", "cells", 200_000, 100_000),
  family("gpt-oss", "cells", 131_072, 32_768),
  family("gemini", "cells", 1_048_576, 65_536),
  family("gemini-2.5-flash", "gemini", 1_048_576, 65_536),
  family("gemini-3.1-flash-lite", "gemini", 1_048_576, 65_536),
  family("gemini-3.5-flash-lite", "gemini", 1_048_576, 65_536),
  family("gemini-flash-lite", "gemini", 1_048_576, 65_536),
  family("gemini-4", "cells", 1_048_576, 32_768),
  family("deepseek", "cells", 128_000, 8_192),
  family("deepseek-flash", "cells", 1_000_000, 384_000),
  family("deepseek-v4", "cells", 1_000_000, 384_000),
  family("mistral", "cells", 128_000, 16_384),
  family("devstral", "cells", 262_144, 32_768),
  family("grok", "cells", 256_000, 30_000),
  family("qwen3", "cells", 131_072, 16_384),
  // Local families without tools; their servers mostly give them less context than they could have.
  family("gemma", "fenced", 8_192, 4_096),
  family("gemma4", "cells", 32_768, 8_192),
  family("gemma-4", "cells", 262_144, 32_768),
  family("gemma2", "fenced", 8_192, 4_096),
  family("gemma3", "fenced", 32_768, 8_192),
  family("phi3", "fenced", 16_384, 4_096),
  family("codellama", "fenced", 16_384, 4_096),
  family("llama2", "fenced", 4_096, 2_048),
  family("deepseek-coder", "fenced", 16_384, 4_096),
  family("starcoder2", "fenced", 16_384, 4_096),
];

/** For models that nobody knows: most have tools now, and few have less context than this. */
export const unknownFamily: Profile = { dialect: "cells", window: 32_768, output: 8_192 };

/** `#fenced` and the like at the end of a name choose by hand; `#json` is the family's own tools, `#tools` an old name of cells. */
const byHand = /#(cells|claude|gpt|gemini|fenced|json|tools)$/;

/** The provider's name of a model, without our ending. */
export const bareName = (name: string): string => name.replace(byHand, "");

/** Without its maker; resellers write versions of Claude with a dot. */
function ownName(model: string): string {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  return name.startsWith("claude") ? name.replaceAll(".", "-") : name;
}

/** The profile of a model; `laid` are families of a file, which go before the table where their names are as long. */
export function profileOf(name: string, laid: readonly Family[] = []): Profile {
  const model = bareName(name);
  const own = ownName(model);
  const known = [...laid, ...families]
    .filter((each) => own.startsWith(each.name))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  const { dialect, window, output } = known ?? unknownFamily;
  return { dialect: dialectFor(byHand.exec(name)?.[1], own, dialect), window, output };
}

function dialectFor(chosen: string | undefined, model: string, otherwise: DialectName): DialectName {
  if (chosen === undefined) return otherwise;
  if (chosen === "tools") return "cells";
  const named = dialectNames.find((each) => each === chosen);
  return named ?? (model.startsWith("claude") ? "claude" : model.startsWith("gemini") ? "gemini" : "gpt");
}

/** Loads a dialect's code. */
export async function loadDialect(name: DialectName): Promise<Dialect> {
  switch (name) {
    case "cells":
      return (await import("./dialect/cell-tools.ts")).cellTools;
    case "claude":
      return (await import("./dialect/claude-tools.ts")).claudeTools;
    case "gpt":
      return (await import("./dialect/gpt-tools.ts")).gptTools;
    case "gemini":
      return (await import("./dialect/gemini-tools.ts")).geminiTools;
    case "fenced":
      return (await import("./dialect/fenced.ts")).fenced;
  }
}

/**
 * The families of a file: `{"<start of a name>": {"dialect": "fenced", "window": 32768, "output": 4096}}`; what is left out is as
 * it was. @throws Fault `bad_usage` that says which row is wrong.
 */
export function layProfiles(given: unknown): readonly Family[] {
  if (given === undefined) return [];
  if (!isRecord(given)) throw malformed("it must be an object of model families");
  return Object.entries(given).map(([name, row]): Family => {
    if (!isRecord(row)) throw malformed(`${name} must be an object`);
    const before = profileOf(name);
    const dialect = dialectNames.find((each) => each === (row["dialect"] ?? before.dialect));
    if (dialect === undefined) throw malformed(`${name} must have a dialect of ${dialectNames.join(", ")}`);
    const tokens = (key: "window" | "output"): number => {
      const value = row[key] ?? before[key];
      if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
      throw malformed(`${name} must have ${key} as a whole number of tokens`);
    };
    return { name: name.toLowerCase(), dialect, window: tokens("window"), output: tokens("output") };
  });
}

const malformed = (wrong: string): Fault =>
  new Fault(
    "bad_usage",
    `profiles.json is malformed: ${wrong}`,
    'such as {"qwen3": {"dialect": "fenced", "window": 32768}}',
  );

function family(name: string, dialect: DialectName, window: number, output: number): Family {
  return { name, dialect, window, output };
}
