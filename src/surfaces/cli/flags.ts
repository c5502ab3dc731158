/** The flags that there are, and which command listens to which. */
import type { ParseArgsOptionsConfig } from "node:util";

/** All flags, but those of commands about the past. */
export const flags = {
  print: { type: "boolean", short: "p" },
  plain: { type: "boolean" },
  cwd: { type: "string" },
  model: { type: "string" },
  verify: { type: "string" },
  reviewer: { type: "string" },
  "max-turns": { type: "string" },
  "max-budget-usd": { type: "string" },
  "max-tokens": { type: "string" },
  timeout: { type: "string" },
  continue: { type: "boolean", short: "c" },
  resume: { type: "string", short: "r" },
  "fork-session": { type: "boolean" },
  "input-format": { type: "string" },
  "include-partial-messages": { type: "boolean" },
  "json-schema": { type: "string" },
  "append-system-prompt": { type: "string" },
  "add-dir": { type: "string", multiple: true },
  "mcp-config": { type: "string", multiple: true },
  settings: { type: "string" },
  verbose: { type: "boolean" },
  cell: { type: "string" },
  "may-change": { type: "string", multiple: true },
  "allow-secrets": { type: "string", multiple: true },
  "allow-net": { type: "string", multiple: true },
  "permission-mode": { type: "string" },
  allowedTools: { type: "string", multiple: true },
  disallowedTools: { type: "string", multiple: true },
  from: { type: "string" },
  sandbox: { type: "string" },
  "output-format": { type: "string" },
  compare: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const satisfies ParseArgsOptionsConfig;

export type Flag = keyof typeof flags;
export type Command =
  | "run"
  | "resume"
  | "trust"
  | "sessions"
  | "show"
  | "diff"
  | "evidence"
  | "undo"
  | "rules"
  | "doctor"
  | "models"
  | "login"
  | "logout";

const runFlags: readonly Flag[] = [
  "cwd",
  "model",
  "verify",
  "reviewer",
  "max-turns",
  "max-budget-usd",
  "max-tokens",
  "timeout",
  "continue",
  "resume",
  "fork-session",
  "input-format",
  "include-partial-messages",
  "json-schema",
  "append-system-prompt",
  "add-dir",
  "mcp-config",
  "settings",
  "verbose",
  "may-change",
  "allow-secrets",
  "allow-net",
  "permission-mode",
  "allowedTools",
  "disallowedTools",
  "sandbox",
  "output-format",
];

/** The flags of a person who only opens the terminal. */
export const talks: readonly Flag[] = [
  "plain",
  ...runFlags.filter(
    (flag) =>
      !["output-format", "input-format", "include-partial-messages", "json-schema", "fork-session"].includes(
        flag,
      ),
  ),
];

/** The flags that each command listens to. A flag that would be ignored is refused. */
export const listens: Record<Command, readonly Flag[]> = {
  run: ["print", "plain", ...runFlags],
  resume: ["max-turns", "max-budget-usd", "max-tokens", "timeout", "output-format"],
  trust: ["cwd", "output-format"],
  sessions: ["output-format"],
  show: ["cell", "output-format"],
  diff: ["output-format"],
  evidence: ["output-format"],
  undo: ["from", "cwd", "output-format"],
  rules: ["output-format"],
  doctor: ["cwd", "compare", "output-format"],
  models: ["output-format"],
  login: ["output-format"],
  logout: ["output-format"],
};
