/** The providers, as data. */
import type { WireName } from "./wires/wire.ts";

export interface Provider {
  /** The part of a model's name before the first slash. */
  readonly id: string;
  readonly title: string;
  readonly wire: WireName;
  readonly base: string;
  /** Variables that replace `base`; the first that is set counts. */
  readonly baseVariables: readonly string[];
  /** The part of the path that the variables of this vendor leave out. */
  readonly version?: string;
  /** Variables that hold the key; the first that is set counts. None where no key is needed. */
  readonly keyVariables: readonly string[];
  /** A variable that holds a token for the `Authorization` header instead. */
  readonly tokenVariable?: string;
  /** The model that is taken when only the key is there. */
  readonly usual?: string;
  /** It sells its own models, at the prices of the table. */
  readonly priced?: boolean;
}

/** One a line, so that a line is all that a new one needs. Local servers need no key. Where several have keys, the first is taken. */
export const providers: readonly Provider[] = [
  {
    ...hosted("anthropic", "Anthropic", "https://api.anthropic.com/v1", "claude-sonnet-5-5"),
    wire: "anthropic",
    version: "/v1",
    tokenVariable: "ANTHROPIC_AUTH_TOKEN",
    priced: true,
  },
  {
    ...hosted("openai", "OpenAI", "https://api.openai.com/v1", "gpt-6.1-sol"),
    wire: "responses",
    priced: true,
  },
  {
    ...hosted("google", "Google", "https://generativelanguage.googleapis.com/v1beta", "gemini-3.8-flash"),
    wire: "google",
    version: "/v1beta",
    baseVariables: ["GOOGLE_GEMINI_BASE_URL", "GEMINI_BASE_URL"],
    keyVariables: ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"],
    priced: true,
  },
  // The same variables as every OpenAI client reads, for any server that speaks chat completions.
  { ...hosted("openai", "the server", "https://api.openai.com/v1"), id: "openai-compatible" },
  hosted("openrouter", "OpenRouter", "https://openrouter.ai/api/v1", "anthropic/claude-sonnet-5.5"),
  { ...hosted("deepseek", "DeepSeek", "https://api.deepseek.com/v1", "deepseek-v4-pro"), priced: true },
  { ...hosted("mistral", "Mistral", "https://api.mistral.ai/v1", "mistral-large-latest"), priced: true },
  { ...hosted("xai", "xAI", "https://api.x.ai/v1", "grok-4.7"), priced: true },
  hosted("groq", "Groq", "https://api.groq.com/openai/v1", "openai/gpt-oss-120b"),
  hosted("together", "Together", "https://api.together.xyz/v1"),
  hosted("fireworks", "Fireworks", "https://api.fireworks.ai/inference/v1"),
  hosted("cerebras", "Cerebras", "https://api.cerebras.ai/v1", "gpt-oss-120b"),
  local("ollama", "Ollama", "http://127.0.0.1:11434/v1"),
  local("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
  local("llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1"),
  local("vllm", "vLLM", "http://127.0.0.1:8000/v1"),
];

/** Every variable that choosing a model may look up. */
export const modelVariables: readonly string[] = [
  ...new Set(
    providers.flatMap(({ baseVariables, keyVariables, tokenVariable }) => [
      ...baseVariables,
      ...keyVariables,
      ...(tokenVariable === undefined ? [] : [tokenVariable]),
    ]),
  ),
];

/** The ids of providers that take a key, and the variable that a key of theirs is held by. */
export const keyVariables: ReadonlyMap<string, string> = new Map(
  providers.flatMap(({ id, keyVariables: [first] }) => (first === undefined ? [] : [[id, first] as const])),
);

function local(id: string, title: string, base: string): Provider {
  return { id, title, wire: "chat", base, baseVariables: [`${id.toUpperCase()}_BASE_URL`], keyVariables: [] };
}

function hosted(id: string, title: string, base: string, usual?: string): Provider {
  return {
    ...local(id, title, base),
    keyVariables: [`${id.toUpperCase()}_API_KEY`],
    ...(usual !== undefined && { usual }),
  };
}
