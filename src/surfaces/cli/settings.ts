/** The permission rules that people keep in files: their own, and a project's. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { Fault, readRule, type RuleTexts } from "../../index.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export const kinds = ["allow", "ask", "deny"] as const;
export type Kind = (typeof kinds)[number];

/** A settings file is written by people; what is longer is not one. Bytes. */
const limit = 1024 * 1024;

/** `$XDG_CONFIG_HOME/tackle/settings.json`, or its default under HOME. */
export function userSettings(environment: Environment): string {
  const given = environment["XDG_CONFIG_HOME"];
  const home = environment["HOME"] || homedir();
  const folder = given && path.isAbsolute(given) ? given : path.join(home, ".config");
  return path.join(folder, "tackle", "settings.json");
}

/** The settings of a project. */
export const projectSettings = (root: string): string => path.join(root, ".tackle", "settings.json");

/** The settings of a project that its user keeps to himself. */
export const localSettings = (root: string): string => path.join(root, ".tackle", "settings.local.json");

/** The rules in a settings file; none when there is no file. Throws `Fault("bad_usage")` that names the file. */
export function readRules(file: string): RuleTexts {
  const { permissions = {} } = readSettings(file);
  const wrong = (what: string): Fault =>
    new Fault(
      "bad_usage",
      `${file}: ${what}`,
      'write {"permissions": {"allow": [], "ask": [], "deny": ["Bash(git push *)"]}}',
    );
  if (!isRecord(permissions)) throw wrong("permissions is not an object");
  const rules: Partial<Record<Kind, readonly string[]>> = {};
  for (const kind of kinds) {
    const list = permissions[kind] ?? [];
    if (!Array.isArray(list) || !list.every((rule) => typeof rule === "string"))
      throw wrong(`permissions.${kind} is not a list of rules`);
    for (const rule of list) checkRule(rule, file);
    rules[kind] = list;
  }
  return rules;
}

function checkRule(rule: string, file: string): void {
  try {
    readRule(rule);
  } catch (thrown) {
    if (thrown instanceof Fault)
      throw new Fault("bad_usage", `${file}: ${thrown.message}`, thrown.hint, thrown);
    throw thrown;
  }
}

/** Changes one list of rules in the user's file and leaves the rest of it as it is. */
export function changeRules(
  file: string,
  kind: Kind,
  change: (rules: readonly string[]) => readonly string[],
): void {
  const settings = readSettings(file);
  const rules = readRules(file);
  const permissions = {
    ...(isRecord(settings["permissions"]) ? settings["permissions"] : {}),
    [kind]: change(rules[kind] ?? []),
  };
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify({ ...settings, permissions }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A settings file as it is; empty when there is none. Throws `Fault("bad_usage")` when it is no JSON object. */
export function readSettings(file: string): Readonly<Record<string, unknown>> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return {};
  if (!found.isFile() || found.size > limit)
    throw new Fault("bad_usage", `${file} is not a settings file`, "move it away");
  try {
    const settings: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isRecord(settings)) return settings;
  } catch {
    // Said below: whatever it is, it is not JSON.
  }
  throw new Fault("bad_usage", `${file} is not a JSON object`, "mend it or move it away");
}
