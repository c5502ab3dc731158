/** How long the user keeps sessions: `{"retention": {"days": 90, "megabytes": 2048}}` in the user's own settings. */
import { Fault, standardRetention, type Retention } from "../../index.ts";
import { isRecord, readSettings, userSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What holds; `false` keeps everything. A project's settings are not asked: they must not delete a person's sessions. Throws `Fault("bad_usage")`. */
export function readRetention(environment: Environment): Retention {
  const file = userSettings(environment);
  const { retention = {} } = readSettings(file);
  if (retention === false) return { days: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
  const wrong = (what: string): Fault =>
    new Fault(
      "bad_usage",
      `${file}: ${what}`,
      'write {"retention": {"days": 90, "megabytes": 2048}}, or {"retention": false} to keep all',
    );
  if (!isRecord(retention)) throw wrong("retention is neither an object nor false");
  for (const [name, value] of Object.entries(retention)) {
    if (name !== "days" && name !== "megabytes") throw wrong(`retention.${name} is none of days, megabytes`);
    if (typeof value !== "number" || !(value > 0)) throw wrong(`retention.${name} is not a number above 0`);
  }
  const { days, megabytes } = retention;
  return {
    days: typeof days === "number" ? days : standardRetention.days,
    bytes: typeof megabytes === "number" ? megabytes * 2 ** 20 : standardRetention.bytes,
  };
}

/** In words. */
export function retentionWords({ days, bytes }: Retention): string {
  if (days === Number.POSITIVE_INFINITY && bytes === Number.POSITIVE_INFINITY)
    return "all sessions are kept (retention in the settings)";
  return `kept for ${days} days after their end and up to ${Math.round(bytes / 2 ** 20)} MiB in all, then the oldest go (retention in ~/.config/tackle/settings.json)`;
}
