/** What tackle takes from the environment: folders and keys. */
import { homedir } from "node:os";
import path from "node:path";
import { modelVariables, type Surroundings } from "../../index.ts";
import { version } from "./version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The surroundings of a process: where its state lives (XDG), its PATH, and the variables of model providers. */
export function readSurroundings(environment: Environment): Surroundings {
  const keys: Record<string, string> = {};
  // Only what a provider may need: who read every `*_API_KEY` would carry secrets without a use for them.
  for (const name of modelVariables) {
    const value = environment[name];
    if (value !== undefined && value !== "") keys[name] = value;
  }
  return {
    state: stateFolder(environment),
    path: environment["PATH"] ?? "/usr/bin:/bin",
    keys,
    config: configFolder(environment),
    home: homeFolder(environment),
    ...(environment["TACKLE_EXPERIENCE"] === "off" && { experience: "off" as const }),
    version: version(),
  };
}

/** `$XDG_STATE_HOME/tackle`, or its default under HOME. A relative one is ignored, as the XDG specification says. */
function stateFolder(environment: Environment): string {
  const given = environment["XDG_STATE_HOME"];
  const home = environment["HOME"] || homedir();
  return path.join(given && path.isAbsolute(given) ? given : path.join(home, ".local", "state"), "tackle");
}

const homeFolder = (environment: Environment): string => environment["HOME"] || homedir();

/** `$XDG_CONFIG_HOME/tackle`, or its default under HOME. */
export function configFolder(environment: Environment): string {
  const given = environment["XDG_CONFIG_HOME"];
  return path.join(
    given && path.isAbsolute(given) ? given : path.join(homeFolder(environment), ".config"),
    "tackle",
  );
}
