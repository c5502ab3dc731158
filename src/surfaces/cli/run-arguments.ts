/** The flags of `run`, as what it is asked for. */
import { limitsOf, oneOf, wrong, type Complaint } from "./flag-values.ts";
import type { Format, RunWish } from "./wish.ts";

const inputFormats = ["text", "stream-json"] as const;
const sandboxes = ["auto", "perl", "bubblewrap", "none"] as const;

export interface Flags {
  readonly values: ReadonlyMap<string, string>;
  /** The values of flags that may be given more than once. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** The wish of a command line that asks for a task. */
export function runWish(task: string, { values, lists }: Flags, format: Format): RunWish | Complaint {
  const asked = values.get("sandbox");
  const sandbox = asked === undefined ? undefined : oneOf("--sandbox", asked, sandboxes);
  if (typeof sandbox === "object") return sandbox;
  const input = oneOf("--input-format", values.get("input-format") ?? "text", inputFormats);
  if (typeof input !== "string") return input;
  if (values.has("continue") && values.has("resume"))
    return wrong("--continue and --resume name two sessions", "give one of them");
  if (values.has("include-partial-messages") && format !== "stream-json")
    return wrong("--include-partial-messages is of a stream", "add --output-format stream-json");
  const limits = limitsOf((flag) => values.get(flag));
  if ("type" in limits) return limits;
  return {
    type: "run",
    format,
    limits,
    ...(task.trim() !== "" && { task }),
    ...(sandbox !== undefined && { sandbox }),
    ...(input !== "text" && { input }),
    ...given(values, texts),
    ...given(lists, several),
    ...switches(values),
  };
}

/** Flags of one text, by what they are called in a wish. */
const texts = {
  cwd: "cwd",
  model: "model",
  verify: "verify",
  reviewer: "reviewer",
  resume: "session",
  "json-schema": "schema",
  "append-system-prompt": "systemWords",
  settings: "settings",
  "permission-mode": "permissionMode",
} as const;

/** Flags that may be given more than once. */
const several = {
  "add-dir": "addDirs",
  "mcp-config": "mcpConfigs",
  allowedTools: "allowedTools",
  disallowedTools: "disallowedTools",
  "may-change": "mayChange",
  "allow-secrets": "allowSecrets",
  "allow-net": "allowNet",
} as const;

function given<const N extends Readonly<Record<string, string>>, V>(
  values: ReadonlyMap<string, V>,
  names: N,
): { readonly [K in N[keyof N]]?: V } {
  const found = Object.entries(names).flatMap(([flag, name]) => {
    const value = values.get(flag);
    return value === undefined ? [] : [[name, value] as const];
  });
  const wish: { [K in N[keyof N]]?: V } = {};
  return Object.assign(wish, Object.fromEntries(found));
}

const switches = (
  values: ReadonlyMap<string, string>,
): Pick<RunWish, "print" | "plain" | "continue" | "fork" | "partial"> => ({
  ...(values.has("print") && { print: true }),
  ...(values.has("plain") && { plain: true }),
  ...(values.has("continue") && { continue: true }),
  ...(values.has("fork-session") && { fork: true }),
  ...(values.has("include-partial-messages") && { partial: true }),
});
