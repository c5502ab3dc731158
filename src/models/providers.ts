/** The providers that speak chat completions, as data. */

export interface Provider {
  /** The part of a model's name before the first slash. */
  readonly id: string;
  readonly title: string;
  readonly base: string;
  /** A variable that replaces `base`. */
  readonly baseVariable: string;
  /** The variable that holds the key; absent where none is needed. */
  readonly keyVariable?: string;
}

/** One a line, so that a line is all that a new one needs. Local servers need no key. */
export const providers: readonly Provider[] = [
  hosted("openai", "OpenAI", "https://api.openai.com/v1"),
  // The same variables as every OpenAI client reads, for any server that speaks its format.
  { ...hosted("openai", "the server", "https://api.openai.com/v1"), id: "openai-compatible" },
  hosted("openrouter", "OpenRouter", "https://openrouter.ai/api/v1"),
  hosted("deepseek", "DeepSeek", "https://api.deepseek.com/v1"),
  hosted("mistral", "Mistral", "https://api.mistral.ai/v1"),
  hosted("groq", "Groq", "https://api.groq.com/openai/v1"),
  hosted("xai", "xAI", "https://api.x.ai/v1"),
  hosted("together", "Together", "https://api.together.xyz/v1"),
  hosted("fireworks", "Fireworks", "https://api.fireworks.ai/inference/v1"),
  hosted("cerebras", "Cerebras", "https://api.cerebras.ai/v1"),
  local("ollama", "Ollama", "http://127.0.0.1:11434/v1"),
  local("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
  local("llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1"),
  local("vllm", "vLLM", "http://127.0.0.1:8000/v1"),
];

/** Providers with a format of their own, which come later. */
export const unbuilt: readonly string[] = ["anthropic", "google", "openai-responses"];

/** Every variable that choosing a model may look up. */
export const modelVariables: readonly string[] = [
  ...new Set(
    providers.flatMap(({ baseVariable, keyVariable }) =>
      keyVariable === undefined ? [baseVariable] : [baseVariable, keyVariable],
    ),
  ),
];

function local(id: string, title: string, base: string): Provider {
  return { id, title, base, baseVariable: `${id.toUpperCase()}_BASE_URL` };
}

function hosted(id: string, title: string, base: string): Provider {
  return { ...local(id, title, base), keyVariable: `${id.toUpperCase()}_API_KEY` };
}
