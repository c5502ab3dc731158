/** What is known of models: dialects, windows, prices, and what a user's files change in that. */
import { describe, expect, test } from "vitest";
import { costOf, layPrices, priceOf } from "../../src/models/prices.ts";
import { families, layProfiles, loadDialect, profileOf, unknownFamily } from "../../src/models/profiles.ts";

describe("a profile", () => {
  test.each([
    ["claude-opus-5-5", "cells", 1_000_000],
    ["claude-haiku-4-5-20251001", "claude", 200_000],
    ["anthropic/claude-sonnet-4.6", "cells", 1_000_000],
    ["gpt-5.1", "cells", 400_000],
    ["gpt-5.4-mini", "gpt", 400_000],
    ["gpt-4o-mini", "gpt", 128_000],
    ["gemini-2.5-flash", "gemini", 1_048_576],
    ["gemini-3.1-pro-preview", "cells", 1_048_576],
    ["gemma3:4b", "fenced", 32_768],
    ["gemma4:12b", "cells", 32_768],
    ["google/gemma2", "fenced", 8_192],
    ["deepseek-coder:6.7b", "fenced", 16_384],
    ["qwen3:8b", "cells", 131_072],
  ])("of %s: %s, %d tokens", (name, dialect, window) => {
    expect(profileOf(name)).toMatchObject({ dialect, window });
  });

  test("of a model that nobody knows is careful", () => {
    expect(profileOf("mock-model")).toEqual(unknownFamily);
  });

  test.each([
    ["claude-opus-5-5#json", "claude"],
    ["gemini-4-argon#json", "gemini"],
    ["anything#json", "gpt"],
    ["gpt-4o#fenced", "fenced"],
    ["gpt-4o#tools", "cells"],
    ["gpt-4o#cells", "cells"],
  ])("of %s is chosen by hand", (name, dialect) => {
    expect(profileOf(name).dialect).toBe(dialect);
  });

  test.each(families)(
    "of the family $name has a dialect there is, and a window that holds a reply",
    async (family) => {
      expect((await loadDialect(family.dialect)).name).toBe(family.dialect);
      expect(family.output).toBeLessThan(family.window);
      expect(profileOf(family.name)).toMatchObject({ dialect: family.dialect, window: family.window });
    },
  );

  test("can be laid over by a file, in part", () => {
    const laid = layProfiles({ "Qwen3:8b": { dialect: "fenced" }, "gpt-5": { window: 100_000 } });
    expect(profileOf("qwen3:8b-q4", laid)).toEqual({ dialect: "fenced", window: 131_072, output: 16_384 });
    expect(profileOf("gpt-5", laid).window).toBe(100_000);
  });

  test.each([
    [[], "an object of model families"],
    [{ x: 1 }, "x must be an object"],
    [{ x: { dialect: "latin" } }, "x must have a dialect"],
    [{ x: { window: 0 } }, "x must have window"],
  ])("that is malformed is bad usage: %j", (given, words) => {
    expect(() => layProfiles(given)).toThrow(words);
  });
});

describe("a price", () => {
  test("is that of the longest name that fits, with any date after it", () => {
    expect(priceOf("claude-haiku-4-5-20251001")).toMatchObject({ input: 1, output: 5 });
    expect(priceOf("gpt-5-mini")).toMatchObject({ input: 0.25 });
    expect(priceOf("openai/gpt-5.2")).toMatchObject({ input: 1.75 });
  });

  test.each(["gpt-5.9", "gpt-7", "claude-opus-4-1", "mock-model"])("of %s is not known", (name) => {
    expect(priceOf(name)).toBeUndefined();
  });

  test("counts what a cache held for itself", () => {
    const usage = {
      inputTokens: 1_000_000,
      outputTokens: 100_000,
      cacheReadTokens: 600_000,
      cacheWriteTokens: 100_000,
    };
    // 0.3 M at 3, 0.6 M at 0.3, 0.1 M at 3.75, 0.1 M of output at 15.
    expect(costOf(usage, { input: 3, output: 15, read: 0.3, write: 3.75 })).toBeCloseTo(
      0.9 + 0.18 + 0.375 + 1.5,
    );
    expect(costOf(usage, { input: 3, output: 15, read: 0.3, write: 0 })).toBeCloseTo(0.9 + 0.18 + 0.3 + 1.5);
  });

  test("is higher beyond a long context", () => {
    const usage = { inputTokens: 300_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
    expect(
      costOf(usage, { input: 2, output: 10, read: 0.2, write: 0, above: { tokens: 272_000, times: 2 } }),
    ).toBeCloseTo(1.2);
  });

  test("of a file goes before the table", () => {
    const laid = layPrices({ "My-Model": { input: 1, output: 2 } });
    expect(priceOf("my-model-v2", laid)).toEqual({ input: 1, output: 2, read: 1, write: 0 });
    expect(() => layPrices({ x: { input: "1" } })).toThrow('x must have "input"');
  });
});
