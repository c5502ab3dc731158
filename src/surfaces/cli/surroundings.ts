/** What tackle takes from the environment: folders and keys. */
import { homedir } from "node:os";
import path from "node:path";
import type { Surroundings } from "../../index.ts";
import { version } from "./version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

// Only what a provider may need: a harness that read every `*_API_KEY` would carry secrets that it has no use for.
const providers =
  "ANTHROPIC AZURE_OPENAI CEREBRAS COHERE DEEPSEEK FIREWORKS GEMINI GOOGLE GOOGLE_GEMINI GOOGLE_GENERATIVE_AI GROQ HF MISTRAL MOONSHOT OLLAMA OPENAI OPENROUTER TOGETHER XAI ZAI".split(
    " ",
  );
const endings = ["API_KEY", "AUTH_TOKEN", "BASE_URL", "HOST", "TOKEN"];
const names: ReadonlySet<string> = new Set(
  providers.flatMap((provider) => endings.map((ending) => `${provider}_${ending}`)),
);

/** The surroundings of a process: where its state lives (XDG), its PATH, and the variables of model providers. */
export function readSurroundings(environment: Environment): Surroundings {
  const keys: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (names.has(name) && value !== undefined && value !== "") keys[name] = value;
  return {
    state: stateFolder(environment),
    path: environment["PATH"] ?? "/usr/bin:/bin",
    keys,
    version: version(),
  };
}

/** `$XDG_STATE_HOME/tackle`, or its default under HOME. A relative one is ignored, as the XDG specification says. */
function stateFolder(environment: Environment): string {
  const given = environment["XDG_STATE_HOME"];
  const home = environment["HOME"] || homedir();
  return path.join(given && path.isAbsolute(given) ? given : path.join(home, ".local", "state"), "tackle");
}

/** The model when none is named: `$TACKLE_MODEL`, else the embedded solver, which needs no key. */
export function defaultModel(environment: Environment): string {
  return environment["TACKLE_MODEL"] || "solver";
}
