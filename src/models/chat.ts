/** Models behind the chat completions format: OpenAI, OpenRouter, Ollama, LM Studio, llama.cpp, vLLM, DeepSeek and others. */
import type { Model } from "../core/model.ts";
import type { Dialect } from "./dialect/dialect.ts";
import { hear, type Heard } from "./hear.ts";
import { interrupted } from "./interrupted.ts";
import { createRelay } from "./relay.ts";
import { patience, retry, type Patience } from "./retry.ts";
import { troubleOf, type Endpoint } from "./trouble.ts";

export interface ChatOptions {
  /** The whole name, such as `openai/gpt-5`. */
  readonly name: string;
  /** The provider's name for it. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly patience?: Patience;
  /** Tokens of its context, and of one reply. */
  readonly window?: number;
  readonly output?: number;
}

/**
 * A model reached by streamed chat completions. Asks again, up to three times, after 408, 409, 425, 429, 5xx, a lost connection
 * or a broken stream. Throws Fault `missing_key` when the key is refused, `model_failed` otherwise, also when interrupted.
 */
export function createChat({
  name,
  model,
  endpoint,
  dialect,
  patience: patient = patience,
  window = 128_000,
  output = 16_000,
}: ChatOptions): Model {
  // Loading takes a while, and whoever makes this model uses it: the load overlaps with the kernel's start.
  const loading = load(model, endpoint);
  loading.catch(() => {}); // the first reply meets the same error
  return {
    name,
    window,
    output,
    async reply(request, { signal, onDelta = () => {} }) {
      if (signal.aborted) throw interrupted(name);
      const { prompt, tools } = dialect.encode(request);
      const relay = createRelay(onDelta);
      let streaming = false;
      let hiccups = 0;
      const attempt = async () => {
        streaming = false;
        relay.restart();
        const provider = await loading;
        const { stream } = await provider.doStream({ prompt, tools, abortSignal: signal });
        streaming = true;
        const said = await hear(stream, relay.say);
        // Saying nothing is mostly a hiccup of the provider: it is asked once more before it counts.
        if (isEmpty(said) && (hiccups += 1) === 1) throw new TypeError("it said nothing");
        return said;
      };
      const heard = await retry(attempt, (thrown) => troubleOf(thrown, endpoint, streaming), {
        ...patient,
        signal,
      }).catch((thrown: unknown) => {
        throw signal.aborted ? interrupted(name) : thrown;
      });
      const { text, cells } = dialect.decode(heard);
      const { finish, usage, cost } = heard;
      return {
        text,
        cells,
        usage,
        finish: isEmpty(heard) ? "silent" : finish,
        ...(cost !== undefined && { cost }),
      };
    },
  };
}

const isEmpty = ({ finish, text, calls }: Heard): boolean =>
  finish === "stop" && text.trim() === "" && calls.length === 0;

async function load(model: string, { base, key }: Endpoint) {
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const provider = createOpenAICompatible({
    name: "chat",
    baseURL: base,
    includeUsage: true,
    ...(key !== undefined && { apiKey: key }),
  });
  return provider.chatModel(model);
}
