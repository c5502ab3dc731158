/** Which models are offered, and which one is taken when nobody chooses. */
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listModels, usualModel } from "../../src/models/offer.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that says what `answer` is when it is asked for its models. */
async function serve(answer: string): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/v1/models" ? 200 : 404, { "content-type": "application/json" });
    response.end(answer);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/v1`;
}

/** Ports of loopback at which nobody answers. */
const nobody = {
  OLLAMA_BASE_URL: "http://127.0.0.1:1/v1",
  LMSTUDIO_BASE_URL: "http://127.0.0.1:1/v1",
  LLAMACPP_BASE_URL: "http://127.0.0.1:1/v1",
  VLLM_BASE_URL: "http://127.0.0.1:1/v1",
};

test("the list says what can be used and why the rest cannot", async () => {
  const list = await listModels({ ...nobody, ANTHROPIC_AUTH_TOKEN: "t", OPENROUTER_API_KEY: " " });
  expect(list).toContainEqual({ name: "solver" });
  expect(list).toContainEqual({ name: "anthropic/<model>" });
  expect(list).toContainEqual({ name: "openai/<model>", trouble: "OPENAI_API_KEY is not set" });
  expect(list).toContainEqual({ name: "openrouter/<model>", trouble: "OPENROUTER_API_KEY is not set" });
  expect(list).toContainEqual({ name: "ollama/<model>", trouble: "no server answers at 127.0.0.1:1" });
});

test("a server on this machine is listed with the models that talk", async () => {
  const base = await serve('{"data": [{"id": "nomic-embed-text"}, {"id": "qwen3:8b"}]}');
  const list = await listModels({ ...nobody, OLLAMA_BASE_URL: base });
  expect(list.filter(({ name }) => name.startsWith("ollama/"))).toEqual([{ name: "ollama/qwen3:8b" }]);
});

test("without a name the usual model of a provider with a key is taken", async () => {
  expect(await usualModel({ ...nobody, GEMINI_API_KEY: "k" })).toEqual({ model: "google/gemini-3.8-flash" });
  const both = { ...nobody, OPENAI_API_KEY: "k", ANTHROPIC_AUTH_TOKEN: "t" };
  expect(await usualModel(both)).toEqual({ model: "anthropic/claude-sonnet-5-5" });
});

test("a key of OpenAI for another server names no model there", async () => {
  const keys = { ...nobody, OPENAI_API_KEY: "k", OPENAI_BASE_URL: "http://127.0.0.1:1/v1" };
  expect((await usualModel(keys)).model).toBe("solver");
});

test("without a key a server on this machine is taken, and that is said", async () => {
  const base = await serve('{"data": [{"id": "small"}]}');
  const { model, notice } = await usualModel({ ...nobody, LMSTUDIO_BASE_URL: base });
  expect(model).toBe("lmstudio/small");
  expect(notice).toContain("lmstudio/small answers");
});

test.each(["<html>", '{"data": 1}', '{"data": [{"name": "x"}]}'])(
  "a server that answers %s is no model server",
  async (answer) => {
    const { model } = await usualModel({ ...nobody, VLLM_BASE_URL: await serve(answer) });
    expect(model).toBe("solver");
  },
);

test("with nothing at all the solver is taken, and that is said", async () => {
  const { model, notice } = await usualModel(nobody);
  expect(model).toBe("solver");
  expect(notice).toContain("the embedded solver");
});
