/** What choosing a model needs besides the environment: the keys, profiles and prices that the user keeps in files. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Fault, keyVariables, type Surroundings } from "../../index.ts";
import { readKeys } from "./key-file.ts";
import { configFolder, readSurroundings } from "./surroundings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The surroundings with these files. A variable goes before a stored key. @throws Fault `bad_usage` for a file that cannot be used. */
export function modelSurroundings(environment: Environment): Surroundings & { readonly config: string } {
  const surroundings = readSurroundings(environment);
  const config = configFolder(environment);
  const stored = Object.entries(readKeys(config)).flatMap(([provider, key]) => {
    const variable = keyVariables.get(provider);
    return variable === undefined ? [] : [[variable, key] as const];
  });
  const [profiles, prices] = [readJson(config, "profiles.json"), readJson(config, "prices.json")];
  return {
    ...surroundings,
    config,
    keys: { ...Object.fromEntries(stored), ...surroundings.keys },
    ...(profiles !== undefined && { profiles }),
    ...(prices !== undefined && { prices }),
  };
}

/** The model when none is named: `$TACKLE_MODEL`, else what the keys and the servers of this machine allow. */
export async function defaultModel(
  environment: Environment,
  keys: Surroundings["keys"],
  notice: (line: string) => void = () => {},
): Promise<string> {
  const named = environment["TACKLE_MODEL"];
  if (named) return named;
  const { usualModel } = await import("../../index.ts");
  const usual = await usualModel(keys);
  if (usual.notice !== undefined) notice(usual.notice);
  return usual.model;
}

/** The JSON in a file of the user; undefined when there is none. */
function readJson(config: string, name: string): unknown {
  const file = path.join(config, name);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault("bad_usage", `${file} is not JSON`, error instanceof Error ? error.message : "");
  }
}
