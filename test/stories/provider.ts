/** A provider of chat completions on this machine, which counts tokens in its own way and refuses what is too long. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Provider {
  /** Its address, up to `/v1`. */
  readonly base: string;
  /** Tokens of each request that it answered. */
  readonly answered: readonly number[];
  readonly refused: readonly number[];
  /** What was asked. */
  readonly bodies: readonly string[];
}

export interface Ways {
  /** Tokens that a request may have. */
  readonly window: number;
  /** The shell command of each reply; after the last it answers in words. */
  readonly commands: readonly string[];
}

/** Starts one; gone when the test ends. */
export async function openProvider({ window, commands }: Ways): Promise<Provider> {
  const answered: number[] = [];
  const refused: number[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const answer = (body: string): void => {
      bodies.push(body);
      const tokens = Math.ceil(body.length / 3);
      if (tokens > window) {
        refused.push(tokens);
        response.writeHead(400, { "content-type": "application/json" });
        response.end(
          JSON.stringify({ error: { message: `prompt is too long: ${tokens} tokens > ${window}` } }),
        );
        return;
      }
      const command = commands[answered.length];
      answered.push(tokens);
      response.writeHead(200, { "content-type": "text/event-stream" });
      const call = {
        index: 0,
        id: `call_${answered.length}`,
        type: "function",
        function: { name: "bash", arguments: JSON.stringify({ command }) },
      };
      const delta = command === undefined ? { content: "All done." } : { tool_calls: [call] };
      const usage = { prompt_tokens: tokens, completion_tokens: 20, total_tokens: tokens + 20 };
      for (const part of [
        { choices: [{ index: 0, delta: { role: "assistant", ...delta } }] },
        { choices: [{ index: 0, delta: {}, finish_reason: command === undefined ? "stop" : "tool_calls" }] },
        { choices: [], usage },
      ])
        response.write(
          `data: ${JSON.stringify({ id: "r", object: "chat.completion.chunk", created: 0, model: "m", ...part })}\n\n`,
        );
      response.end("data: [DONE]\n\n");
    };
    text(request).then(answer, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { base: `http://127.0.0.1:${port}/v1`, answered, refused, bodies };
}
