/** What a session costs is told as it is, and limits hold before they are passed. */
import { expect, test } from "vitest";
import { openProvider, type Provider } from "./provider.ts";
import { makeScene, type Scene } from "./scene.ts";

const file = { "note.txt": "a note\n" };
/** Each looks at something else: whoever does the same again and again turns in a circle, and is ended for that. */
const long = (part: number): string =>
  `for i in $(seq 100); do echo part ${part} line $i of a long output that fills the window; done`;

type Json = Readonly<Record<string, unknown>>;

const ollama = ["--model", "ollama/tiny"] as const;
const reached = ({ base }: Provider): Scene => makeScene(file, { env: { OLLAMA_BASE_URL: base } });

test("a provider that refuses a request as too long is asked once more with less, and the session goes on", async () => {
  const provider = await openProvider({
    window: 9_000,
    commands: Array.from({ length: 12 }, (_, part) => long(part)),
  });
  const scene = reached(provider);
  const { exit, result } = await scene.run("look around", ...ollama);
  expect(result).toMatchObject({ result: "All done.", stop_reason: "answered" });
  expect(exit).toBe(0);
  expect(provider.refused.length).toBeGreaterThan(0);
  // What it learned from the first refusal holds.
  expect(provider.refused.length).toBeLessThan(3);
  const facts: readonly Json[] = JSON.parse(
    (await scene.tackle("show", String(result["session_id"]), "--output-format", "json")).stdout,
  );
  expect(facts.filter(({ type }) => type === "context.compacted").map(({ refused }) => refused)).toContain(
    true,
  );
});

test("a limit in tokens holds before it is passed, by the provider's own count; the session can go on", async () => {
  const provider = await openProvider({
    window: 100_000,
    commands: Array.from({ length: 30 }, (_, part) => `echo part ${part}`),
  });
  const scene = reached(provider);
  const { exit, result } = await scene.run("look around", ...ollama, "--max-tokens", "12000");
  expect(result["stop_reason"]).toBe("max_tokens");
  expect(exit).toBe(5);
  const used = provider.answered.reduce((sum, tokens) => sum + tokens + 20, 0);
  expect(used).toBeLessThanOrEqual(12_000);
  expect(used).toBeGreaterThan(6_000);
  expect(result["usage"]).toMatchObject({ input_tokens: used - 20 * provider.answered.length });
});

const nameless = ["--model", "openrouter/maker/nameless"] as const;
const priceless = ({ base }: Provider): Scene => makeScene(file, { env: { OPENROUTER_BASE_URL: base } });

test("a cost that nobody knows is unknown", async () => {
  const provider = await openProvider({ window: 100_000, commands: ["echo short", "echo shorter"] });
  const scene = priceless(provider);
  const { result } = await scene.run("look around", ...nameless);
  expect(result["total_cost_usd"]).toBeNull();
  expect(result["modelUsage"]).toMatchObject({ "openrouter/maker/nameless": { costUSD: null, turns: 3 } });
  const { stdout } = await scene.tackle("show", String(result["session_id"]));
  expect(stdout).toMatch(/turn 1: [\d,]+ in, 20 out · cost unknown · c1 \d+/);
});

test("a limit in dollars that cannot be kept, since there is no price, ends the session and says so", async () => {
  const provider = await openProvider({ window: 100_000, commands: ["echo short", "echo shorter"] });
  const scene = priceless(provider);
  const { exit, result } = await scene.run("look around", ...nameless, "--max-budget-usd", "1");
  expect(result).toMatchObject({ stop_reason: "max_budget", subtype: "error_max_budget_usd" });
  expect(result["stop_detail"]).toContain("is not known");
  expect(exit).toBe(5);
  expect(provider.answered).toHaveLength(1);
});

test("the first request of an empty project is small: the words, the tools and the task in all", async () => {
  const provider = await openProvider({ window: 100_000, commands: [] });
  await makeScene({}, { git: false, env: { OLLAMA_BASE_URL: provider.base } }).run("look around", ...ollama);
  // Three bytes count as a token here. 1,300 of OpenAI's o200k are 5,500 bytes of such a request.
  expect(provider.answered[0]).toBeLessThanOrEqual(5_500 / 3);
});
