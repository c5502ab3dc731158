/** Names of models: which there are, and what is said of the others. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { chooseModel } from "../../src/models/choose.ts";
import { createScript } from "../../src/models/script.ts";
import type { Format } from "./wires/server.ts";
import { faultOf, formats, openWire } from "./ask.ts";

const formatOf = (name: string): Format => {
  const format = formats.find((each) => each.name === name);
  if (format === undefined) throw new TypeError(`there is no format ${name}`);
  return format;
};
const signal = new AbortController().signal;
const hello = { system: "s", messages: [{ role: "user", text: "?" }] } as const;
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
  const wire = await openWire(formatOf("chat"), [{ type: "reply", text: "hi" }]);
  const model = await choose("openai-compatible/maker/small", {
    OPENAI_BASE_URL: `${wire.base}/`,
    OPENAI_API_KEY: " dummy\n",
  });
  const reply = await model.reply({ system: "", messages: [{ role: "user", text: "?" }] }, { signal });
  expect(reply.text).toBe("hi");
  expect(wire.requests[0]).toMatchObject({ model: "maker/small" });
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

describe("a provider with a format of its own", () => {
  test.each([
    ["anthropic", "anthropic/claude-x", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"],
    ["responses", "openai/gpt-x", "OPENAI_BASE_URL", "OPENAI_API_KEY"],
    ["google", "google/gemini-x", "GOOGLE_GEMINI_BASE_URL", "GEMINI_API_KEY"],
    ["google", "google/gemini-x", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_API_KEY"],
  ])("is asked in it: %s for %s", async (format, name, baseVariable, keyVariable) => {
    const wire = await openWire(formatOf(format), [{ type: "reply", text: "hi" }]);
    // Anthropic's and Google's own variables leave the version out.
    const base = format === "responses" ? wire.base : new URL(wire.base).origin;
    const model = await choose(name, { [baseVariable]: base, [keyVariable]: "k-123" });
    const reply = await model.reply(hello, { signal });
    expect(reply.text).toBe("hi");
    expect(reply.cost).toBeUndefined();
    const places = { anthropic: "x-api-key", google: "x-goog-api-key" };
    const place =
      format === "responses" ? "authorization" : places[format === "google" ? "google" : "anthropic"];
    expect(wire.headers[0]?.[place]).toContain("k-123");
    await wire.close();
  });

  test("takes a token in the place of a key", async () => {
    const wire = await openWire(formatOf("anthropic"), [{ type: "reply", text: "hi" }]);
    const keys = { ANTHROPIC_BASE_URL: wire.base, ANTHROPIC_AUTH_TOKEN: "t-123" };
    await (await choose("anthropic/claude-x", keys)).reply(hello, { signal });
    expect(wire.headers[0]).toMatchObject({ authorization: "Bearer t-123" });
    expect(wire.headers[0]?.["x-api-key"]).toBeUndefined();
    await wire.close();
  });
});

describe("a list of models", () => {
  const failing = { type: "status", status: 400, message: "no such model" } as const;

  test("asks the next when one fails for good, says so, and stays with it", async () => {
    const first = await openWire(formatOf("anthropic"), [failing]);
    const second = await openWire(formatOf("chat"), [
      { type: "reply", text: "hi" },
      { type: "reply", text: "again" },
    ]);
    const model = await choose("anthropic/claude-x,openai-compatible/small", {
      ANTHROPIC_BASE_URL: first.base,
      OPENAI_BASE_URL: second.base,
    });
    const switches: unknown[] = [];
    const listen = { signal, onSwitch: (switched: unknown) => switches.push(switched) };
    expect((await model.reply(hello, listen)).text).toBe("hi");
    expect((await model.reply(hello, listen)).text).toBe("again");
    expect(switches).toEqual([
      {
        from: "anthropic/claude-x",
        to: "openai-compatible/small",
        why: expect.stringContaining("no such model"),
      },
    ]);
    expect(first.requests).toHaveLength(1);
    await first.close();
    await second.close();
  });

  test("goes past a model whose key is missing, and names it when all are", async () => {
    const wire = await openWire(formatOf("chat"), [{ type: "reply", text: "hi" }]);
    const model = await choose("openai/gpt-x,ollama/small", { OLLAMA_BASE_URL: wire.base });
    const why: string[] = [];
    const onSwitch = (switched: { readonly why: string }): unknown => why.push(switched.why);
    expect((await model.reply(hello, { signal, onSwitch })).text).toBe("hi");
    expect(why).toEqual(["OPENAI_API_KEY is not set"]);
    expect(await faultOf(choose("openai/a,anthropic/b"))).toMatchObject({
      code: "missing_key",
      message: "OPENAI_API_KEY is not set",
    });
    await wire.close();
  });

  test("holds what the smallest of them holds", async () => {
    const model = await choose("ollama/gemma2:9b,anthropic/claude-sonnet-5-5", { ANTHROPIC_API_KEY: "k" });
    expect(model).toMatchObject({ window: 8_192, output: 4_096 });
  });

  test("with a name that nobody knows is bad usage at once", async () => {
    expect((await faultOf(choose("ollama/x,olama/y"))).code).toBe("unknown_model");
  });
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

  test("that a provider alone is no model", async () => {
    expect((await faultOf(choose("ollama"))).code).toBe("unknown_model");
    expect((await faultOf(choose("ollama/"))).code).toBe("unknown_model");
  });
});
