/** Settings in layers: the user's, the project's, the user's own for this project, and a file that was named. The nearer wins. */
import { existsSync } from "node:fs";
import { Fault, type RuleTexts } from "../../index.ts";
import {
  isRecord,
  localSettings,
  projectSettings,
  readRules,
  readSettings,
  userSettings,
} from "./settings.ts";
import type { Limits, SandboxKind } from "./wish.ts";

/** What the layers come to. Single values override, lists come together. */
export interface Settings {
  readonly model?: string;
  readonly verify?: string;
  readonly sandbox?: SandboxKind;
  readonly budget: Limits;
  /** A layer each; what any of them denies is denied. */
  readonly rules: readonly RuleTexts[];
}

interface Layer {
  readonly scalars: Pick<Settings, "model" | "verify" | "sandbox">;
  readonly budget: Limits;
  readonly permissions: RuleTexts;
}

const known = new Set([
  "$schema",
  "model",
  "verify",
  "sandbox",
  "budget",
  "permissions",
  "hooks",
  "retention",
]);
const sandboxes = ["auto", "perl", "bubblewrap", "none"] as const;
const limits = ["turns", "tokens", "dollars", "seconds"] as const;

export interface Asked {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The file of `--settings`. */
  readonly file?: string;
  /** The project's settings count in full; else only what in them restricts. */
  readonly trusted: boolean;
  /** Told of keys that nobody knows, and of rules that do not count. */
  readonly notice: (line: string) => void;
}

/** The settings that hold in a workspace. Throws `Fault("bad_usage")` that names the file that is wrong. */
export function settingsFor(root: string, { environment, file, trusted, notice }: Asked): Settings {
  if (file !== undefined && !existsSync(file))
    throw new Fault("bad_usage", `there is no settings file ${file}`, "give its path with --settings");
  const read = (place: string): Layer => readLayer(place, notice);
  const projects = [projectSettings(root), localSettings(root)].map(read);
  const layers = [
    read(userSettings(environment)),
    ...projects.map((layer) => (trusted ? layer : onlyStrict(layer))),
    ...(file === undefined ? [] : [read(file)]),
  ];
  const ignored = trusted
    ? 0
    : projects.reduce((sum, { permissions }) => sum + (permissions.allow?.length ?? 0), 0);
  if (ignored > 0)
    notice(`${ignored} allow rules of this folder do not count until it is trusted: tackle trust`);
  return {
    ...Object.assign({}, ...layers.map(({ scalars }) => scalars)),
    budget: Object.assign({}, ...layers.map(({ budget }) => budget)),
    rules: layers.map(({ permissions }) => permissions),
  };
}

/** Of a folder that nobody trusts, what makes it stricter. */
function onlyStrict({ permissions: { ask = [], deny = [] } }: Layer): Layer {
  return { scalars: {}, budget: {}, permissions: { ask, deny } };
}

function readLayer(file: string, notice: (line: string) => void): Layer {
  const settings = readSettings(file);
  const strange = Object.keys(settings).filter((key) => !known.has(key));
  if (strange.length > 0)
    notice(`${file}: unknown: ${strange.join(", ")}; known are ${[...known].join(", ")}`);
  const { model, verify, sandbox, budget = {} } = settings;
  const wrong = (what: string): Fault =>
    new Fault("bad_usage", `${file}: ${what}`, "mend it, or move it away");
  for (const [name, value] of Object.entries({ model, verify }))
    if (value !== undefined && (typeof value !== "string" || value === ""))
      throw wrong(`${name} is not a text`);
  const kind = sandboxes.find((each) => each === sandbox);
  if (sandbox !== undefined && kind === undefined) throw wrong(`sandbox is none of ${sandboxes.join(", ")}`);
  if (!isRecord(budget)) throw wrong("budget is not an object");
  return {
    scalars: {
      ...(typeof model === "string" && { model }),
      ...(typeof verify === "string" && { verify }),
      ...(kind !== undefined && { sandbox: kind }),
    },
    budget: readBudget(budget, wrong),
    permissions: readRules(file),
  };
}

function readBudget(budget: Readonly<Record<string, unknown>>, wrong: (what: string) => Fault): Limits {
  const read: { -readonly [K in keyof Limits]?: number } = {};
  for (const [name, value] of Object.entries(budget)) {
    const limit = limits.find((each) => each === name);
    if (limit === undefined) throw wrong(`budget.${name} is none of ${limits.join(", ")}`);
    if (typeof value !== "number" || !(value > 0)) throw wrong(`budget.${name} is not a number above 0`);
    read[limit] = value;
  }
  return read;
}
