/** Opens the terminal on what the command line, the environment and the settings say. */
import { findSession, readJournal, viewSession } from "../index.ts";
import { budgetOf } from "./cli/budget.ts";
import { optionsOf } from "./cli/flag-options.ts";
import { keyFile, writeKey } from "./cli/key-file.ts";
import { settingsFor } from "./cli/layers.ts";
import { defaultModel, modelSurroundings } from "./cli/model-surroundings.ts";
import { rules as changeRule } from "./cli/rules.ts";
import { lastSession } from "./cli/last-session.ts";
import { changeRules, kinds, projectSettings, readRules, userSettings } from "./cli/settings.ts";
import { configFolder } from "./cli/surroundings.ts";
import type { Terminal } from "./cli/terminal.ts";
import { distrust, recordTrust, trustOf } from "./cli/trust.ts";
import type { InteractiveWish } from "./cli/wish.ts";
import { workspace } from "./cli/workspace.ts";
import { sanitizeLine } from "./sanitize.ts";
import type { Ground } from "./tui/ground.ts";

/** Runs the interactive session and returns the exit code. Where nobody types it is help, or what `run` makes of it. */
export async function interactive(wish: InteractiveWish, terminal: Terminal): Promise<number> {
  if (!process.stdin.isTTY && wish.plain !== true) {
    if (wish.bare) {
      terminal.out((await import("./cli/help.ts")).help);
      return 0;
    }
    return (await import("./cli/run.ts")).run({ ...wish, type: "run" }, terminal);
  }
  const { openSession } = await import("./tui/open.ts");
  return openSession(await groundOf(wish, terminal));
}

async function groundOf(wish: InteractiveWish, terminal: Terminal): Promise<Ground> {
  const { env } = process;
  const { state } = modelSurroundings(env);
  const named = wish.session ?? (wish.continue === true ? lastSession(wish.cwd) : undefined);
  const known = named === undefined ? undefined : readJournal(findSession(state, named));
  const root = known ? viewSession(known.facts).root : workspace(wish.cwd ?? ".");
  const file = wish.settings;
  return {
    root,
    environment: env,
    options: await optionsOf({ ...wish, type: "run" }),
    ...(known && { session: known.id }),
    plain: wish.plain === true || !terminal.live || Boolean(env["ACCESSIBLE"]) || !process.stdin.isTTY,
    color: terminal.color,
    surroundings: () => modelSurroundings(env),
    settings: (notice) => {
      const trusted = trustOf(root, state).state === "trusted";
      const settings = settingsFor(root, {
        environment: env,
        trusted,
        notice,
        ...(file !== undefined && { file }),
      });
      return {
        ...settings,
        sandbox: wish.sandbox ?? settings.sandbox ?? "auto",
        budget: budgetOf({ ...settings.budget, ...wish.limits }),
        trusted,
      };
    },
    usualModel: (notice) => defaultModel(env, modelSurroundings(env).keys, notice),
    keepKey: (provider, key) => {
      const config = configFolder(env);
      writeKey(config, provider, key);
      return keyFile(config);
    },
    keepRules: (rules) =>
      changeRules(userSettings(env), "allow", (before) => [...new Set([...before, ...rules])]),
    ruleLines: () => [
      ...ruleLines(userSettings(env), "yours"),
      ...ruleLines(projectSettings(root), "this folder's"),
    ],
    changeRules: (action, words) => {
      let told = "";
      changeRule(
        { type: "rules", action, words, format: "text" },
        { ...terminal, out: (text) => void (told += text) },
      );
      return told.trimEnd().split("\n");
    },
    distrust: () => {
      const trust = trustOf(root, state);
      const words = distrust(trust);
      return words === undefined
        ? undefined
        : { words, trust: () => recordTrust(root, state, trust.contents) };
    },
  };
}

function ruleLines(file: string, whose: string): readonly string[] {
  const rules = readRules(file);
  return kinds.flatMap((kind) =>
    (rules[kind] ?? []).map((rule) => `  ${kind.padEnd(5)} ${sanitizeLine(rule)} (${whose})`),
  );
}
