/** Names of models: which there are, and what is said of the others. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { chooseModel, listModels } from "../../src/models/choose.ts";
import { createScript } from "../../src/models/script.ts";
import { faultOf } from "./ask.ts";
import { openWire } from "./wire.ts";

const embedded = createScript("solver", []);
const choose = (name: string, keys: Readonly<Record<string, string>> = {}, cwd = "/") =>
  chooseModel(name, { keys, cwd, solver: async () => embedded });

test("solver is the embedded model", async () => {
  expect(await choose("solver")).toBe(embedded);
});

test("a script is found from the folder of the process", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "tackle-choose-"));
  await writeFile(path.join(folder, "s.json"), '[{"text": "hi"}]');
  const model = await choose("script:s.json", {}, folder);
  expect(model.name).toBe("script:s.json");
  await rm(folder, { recursive: true });
});

test("openai-compatible asks the server of OPENAI_BASE_URL for the model after the slash", async () => {
  const wire = await openWire([{ type: "reply", text: "hi" }]);
  const model = await choose("openai-compatible/maker/small", {
    OPENAI_BASE_URL: `${wire.base}/`,
    OPENAI_API_KEY: " dummy\n",
  });
  const signal = new AbortController().signal;
  const reply = await model.reply({ system: "", messages: [{ role: "user", text: "?" }] }, { signal });
  expect(reply.text).toBe("hi");
  expect(wire.requests[0]?.model).toBe("maker/small");
  expect(wire.headers[0]?.authorization).toBe("Bearer dummy");
  await wire.close();
});

test.each(["ollama/qwen3", "lmstudio/some/model", "llamacpp/x", "vllm/x"])(
  "%s needs no key",
  async (name) => {
    expect((await choose(name)).name).toBe(name);
  },
);

test("a server on this machine needs no key", async () => {
  expect(await choose("openai/x", { OPENAI_BASE_URL: "http://localhost:9/v1" })).toBeDefined();
});

describe("a Fault says", () => {
  test.each([
    ["openai/gpt-5", "OPENAI_API_KEY"],
    ["openai-compatible/x", "OPENAI_API_KEY"],
    ["openrouter/a/b", "OPENROUTER_API_KEY"],
    ["deepseek/chat", "DEEPSEEK_API_KEY"],
  ])("which variable %s lacks", async (name, variable) => {
    const fault = await faultOf(choose(name, { OPENAI_API_KEY: "" }));
    expect(fault).toMatchObject({ code: "missing_key", message: `${variable} is not set` });
  });

  test.each([
    ["user:secret@host", "OLLAMA_BASE_URL is not an http URL"],
    ["http://user:secret@host/v1", "OLLAMA_BASE_URL holds a user or a password"],
  ])("what is wrong with the base URL %s, without showing it", async (url, message) => {
    expect(await faultOf(choose("ollama/x", { OLLAMA_BASE_URL: url }))).toMatchObject({
      code: "bad_usage",
      message,
    });
  });

  test.each([
    ["sovler", "did you mean solver?"],
    ["open-router/x", "did you mean openrouter"],
    ["olama/x", "did you mean ollama?"],
  ])("what %s is near to", async (name, words) => {
    const fault = await faultOf(choose(name));
    expect(fault.code).toBe("unknown_model");
    expect(fault.message).toContain(words);
    expect(fault.hint).toContain("script:<file>");
  });

  test.each(["anthropic/claude", "google/gemini", "openai-responses/gpt-5"])(
    "that %s is not built yet",
    async (name) => {
      const fault = await faultOf(choose(name));
      expect(fault.code).toBe("unknown_model");
      expect(fault.message).toContain("is not built yet");
    },
  );

  test("that a provider alone is no model", async () => {
    expect((await faultOf(choose("ollama"))).code).toBe("unknown_model");
    expect((await faultOf(choose("ollama/"))).code).toBe("unknown_model");
  });
});

test("the list says what can be used and why the rest cannot", () => {
  const list = listModels({ OPENROUTER_API_KEY: "k" });
  expect(list).toContainEqual({ name: "solver" });
  expect(list).toContainEqual({ name: "openrouter/<model>" });
  expect(list).toContainEqual({ name: "ollama/<model>" });
  expect(list).toContainEqual({ name: "openai/<model>", trouble: "OPENAI_API_KEY is not set" });
  expect(list).toContainEqual({ name: "anthropic/<model>", trouble: "not built yet" });
});
