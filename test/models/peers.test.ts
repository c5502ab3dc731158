/** The mock server that other harnesses are measured against, unmodified, when it is beside this project. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Message } from "../../src/core/message.ts";
import { chooseModel } from "../../src/models/choose.ts";

// TACKLE_PEERS names the folder of the peers' bench; without it, its usual place is tried.
const mock = path.resolve(process.env["TACKLE_PEERS"] ?? "../shared/bench/peers", "mock-server.mjs");
const missing = existsSync(mock) ? "" : ` (skipped: there is no ${mock})`;

describe.skipIf(missing !== "")(`the peers' mock server${missing}`, () => {
  test.each([
    ["openai-compatible/mock", "OPENAI_BASE_URL", "/v1"],
    ["openai/gpt-mock", "OPENAI_BASE_URL", "/v1"],
    ["anthropic/claude-mock", "ANTHROPIC_BASE_URL", ""],
    ["google/gemini-mock", "GOOGLE_GEMINI_BASE_URL", ""],
    ["openai/gpt-mock#json", "OPENAI_BASE_URL", "/v1"],
    ["anthropic/claude-mock#json", "ANTHROPIC_BASE_URL", ""],
    ["google/gemini-mock#json", "GOOGLE_GEMINI_BASE_URL", ""],
  ])("gives %s three turns of the shell tool, then an answer", async (name, variable, version) => {
    // By its real path, from which it knows that it is the main program.
    const server = spawn(process.execPath, [realpathSync(mock)], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void server.kill());
    const [greeting]: unknown[] = await once(server.stdout, "data");
    const port = /"port":(\d+)/.exec(String(greeting))?.[1] ?? "";
    const origin = `http://127.0.0.1:${port}`;
    await fetch(`${origin}/__reset`, { method: "POST", body: '{"turns":3}' });

    const model = await chooseModel(name, {
      keys: { [variable]: `${origin}${version}` },
      cwd: "/",
      solver: () => Promise.reject(new TypeError("nobody asked for the solver")),
    });
    const signal = new AbortController().signal;
    const messages: Message[] = [{ role: "user", text: "say hi" }];
    for (let turn = 1; turn <= 3; turn += 1) {
      const { text, cells, private: own } = await model.reply({ system: "s", messages }, { signal });
      expect(cells).toEqual([{ language: "sh", code: `echo hi-${turn}` }]);
      const id = `c${turn}`;
      messages.push({
        role: "model",
        text,
        cells: [{ id, language: "sh", code: `echo hi-${turn}` }],
        private: own,
      });
      messages.push({ role: "outcome", cell: id, failed: false, text: `hi-${turn}` });
    }
    const last = await model.reply({ system: "s", messages }, { signal });
    expect(last).toMatchObject({ text: "done", cells: [], finish: "stop" });
    expect(last.usage.inputTokens).toBeGreaterThan(0);
  });
});
