/** Keys, models and failed requests at the command line. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formats, openWire, type Wire } from "../models/ask.ts";
import { emptyFolder, surroundings, tackle, type Finished } from "./command.ts";

const key = "sk-test-0123456789abcdef";
let home: string;

beforeEach(() => {
  home = emptyFolder();
});

const config = (...names: readonly string[]): string => path.join(home, ".config/tackle", ...names);

/** No server of this machine answers unless a test says so. */
const nobody = Object.fromEntries(
  ["OLLAMA", "LMSTUDIO", "LLAMACPP", "VLLM"].map((name) => [`${name}_BASE_URL`, "http://127.0.0.1:1/v1"]),
);

const run = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Finished> =>
  tackle(args, {
    env: { ...surroundings({ HOME: home }), ...nobody, ...env },
    ...(input !== undefined && { input }),
  });

describe("tackle login", () => {
  test("keeps a key from stdin in a file for its owner alone, and logout takes it out", async () => {
    const { code, stdout } = await run(["login", "anthropic"], {}, `${key}\n`);
    expect(code).toBe(0);
    expect(stdout).not.toContain(key);
    expect(statSync(config("keys.json")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(config("keys.json"), "utf8"))).toEqual({ anthropic: key });

    const { stdout: list } = await run(["models", "--output-format", "json"]);
    expect(JSON.parse(list)).toContainEqual({ name: "anthropic/<model>", usable: true, default: false });
    expect(list).not.toContain(key);

    expect((await run(["logout", "anthropic"])).code).toBe(0);
    expect(JSON.parse(readFileSync(config("keys.json"), "utf8"))).toEqual({});
  });

  test.each([
    ["antropic", key, "did you mean anthropic?"],
    ["ollama", key, "takes a key"],
    ["anthropic", " \n", "no key was given"],
    ["anthropic", "two words", "a key has no blanks"],
  ])("of %s with %j is bad usage", async (provider, input, words) => {
    const { code, stderr } = await run(["login", provider], {}, input);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test("does not use a file that others may read, and does not quote it", async () => {
    mkdirSync(config(), { recursive: true });
    writeFileSync(config("keys.json"), `{"anthropic": "${key}"`);
    chmodSync(config("keys.json"), 0o644);
    const open = await run(["models"]);
    expect(open).toMatchObject({ code: 2, stderr: expect.stringContaining("chmod 600") });
    chmodSync(config("keys.json"), 0o600);
    const broken = await run(["models"]);
    expect(broken.code).toBe(2);
    expect(broken.stderr).not.toContain(key);
  });
});

test("tackle models says what can be used, and why the rest cannot", async () => {
  const { code, stdout } = await run(["models"], { OPENAI_API_KEY: key });
  expect(code).toBe(0);
  expect(stdout).toContain("openai/gpt-6.1-sol  (the default here)");
  expect(stdout).toMatch(/google\/<model> +GEMINI_API_KEY is not set/);
  expect(stdout).toMatch(/ollama\/<model> +no server answers at 127\.0\.0\.1:1/);
  expect(stdout).not.toContain(key);
});

test("with no key and no server the solver takes the task, and that is said", async () => {
  const { stdout, stderr } = await run(["run", "say hi", "--sandbox", "none", "--max-turns", "1"]);
  expect(stdout + stderr).toContain("the embedded solver takes the task");
});

describe("a provider", () => {
  let wire: Wire;

  afterEach(() => wire.close());

  const anthropic = formats.find(({ name }) => name === "anthropic") ?? formats[0];
  const open = async (...steps: Parameters<typeof openWire>[1] & readonly unknown[]): Promise<void> => {
    if (anthropic === undefined) throw new TypeError("there is no such format");
    wire = await openWire(anthropic, steps);
  };
  const asked = (model: string, ...more: readonly string[]): Promise<Finished> =>
    run(["run", "say hi", "--model", model, "--sandbox", "none", ...more], {
      ANTHROPIC_BASE_URL: wire.base,
      ANTHROPIC_API_KEY: key,
    });

  test("that fails for good leaves the request to be read, and its key nowhere", async () => {
    await open({ type: "status", status: 400, message: "no such model" });
    const { code, stderr } = await asked("anthropic/claude-x");
    expect(code).toBe(1);
    const [, session = ""] = /tackle show (\S+) --cell request/.exec(stderr) ?? [];
    const shown = await run(["show", session, "--cell", "request"]);
    expect(shown.stdout).toContain(`POST ${wire.base}/messages`);
    expect(shown.stdout).toContain('"model": "claude-x"');
    const state = path.join(home, "state");
    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holding = files
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter((file) => readFileSync(file, "latin1").includes(key));
    expect(files.length).toBeGreaterThan(0);
    expect(holding).toEqual([]);
  });

  test("that fails for good is followed by the next of the list, which is shown", async () => {
    await open({ type: "status", status: 400, message: "no such model" });
    const script = path.join(home, "script.json");
    writeFileSync(script, '[{"text": "hi"}]');
    const { code, stdout } = await asked(`anthropic/claude-x,script:${script}`);
    expect(code).toBe(0);
    expect(stdout).toContain("no such model");
    expect(stdout).toContain(`script:${script} goes on`);
  });

  test("that sells its models has the cost of a reply reckoned; of others it is not known", async () => {
    const usage = { input_tokens: 1_000_000 };
    await open({ type: "reply", text: "hi", usage }, { type: "reply", text: "hi", usage });
    const known = await asked("anthropic/claude-sonnet-5-5", "--output-format", "json");
    // A million tokens of input at 2 dollars, twenty of output at 10 a million.
    expect(JSON.parse(known.stdout)).toMatchObject({ total_cost_usd: 2.0002 });
    const unknown = await asked("anthropic/claude-x", "--output-format", "json");
    expect(JSON.parse(unknown.stdout).total_cost_usd ?? null).toBeNull();
  });
});
