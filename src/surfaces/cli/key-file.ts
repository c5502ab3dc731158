/** The file in which `tackle login` keeps keys of model providers: for its owner's eyes alone. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Fault } from "../../index.ts";

/** Where it is in the folder of settings. */
export const keyFile = (config: string): string => path.join(config, "keys.json");

/** Keys by the provider's id; none when there is no file. @throws Fault `bad_usage` when others may read it, or it is malformed. */
export function readKeys(config: string): Readonly<Record<string, string>> {
  const file = keyFile(config);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return {};
  if ((stat.mode & 0o077) !== 0)
    throw new Fault("bad_usage", `${file} holds keys and can be used by others`, `chmod 600 ${file}`);
  if (process.getuid !== undefined && stat.uid !== process.getuid())
    throw new Fault(
      "bad_usage",
      `${file} belongs to someone else`,
      "remove it, then: tackle login <provider>",
    );
  try {
    const keys: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof keys === "object" && keys !== null && !Array.isArray(keys))
      return Object.fromEntries(
        Object.entries(keys).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      );
  } catch {
    // What the parser quotes could be a key.
  }
  throw new Fault(
    "bad_usage",
    `${file} is no JSON object of keys`,
    "remove it, then: tackle login <provider>",
  );
}

/** Puts a key in, or takes it out; the file is whole at every moment. */
export function writeKey(config: string, provider: string, key: string | undefined): void {
  const { [provider]: _before, ...others } = readKeys(config);
  const keys = key === undefined ? others : { ...others, [provider]: key };
  mkdirSync(config, { recursive: true, mode: 0o700 });
  const fresh = `${keyFile(config)}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(fresh, keyFile(config));
}
