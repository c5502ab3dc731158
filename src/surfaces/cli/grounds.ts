/** What holds in a folder before a session begins there: settings, and whether the folder's own count. */
import type { Bearing } from "./carry.ts";
import { settingsFor, type Settings } from "./layers.ts";
import { sanitizeLine } from "../sanitize.ts";
import { readSurroundings } from "./surroundings.ts";
import { distrust, recordTrust, trustOf } from "./trust.ts";

export interface Grounds {
  readonly settings: Settings;
  readonly trusted: boolean;
}

/** Reads them; a person at the terminal is asked about a folder that is not trusted, everyone else is told. */
export async function groundsFor(
  root: string,
  wish: { readonly settings?: string; readonly print?: boolean },
  { watch, ask, signal }: Bearing,
): Promise<Grounds> {
  const notice = (line: string): void => watch.onNotice?.(line);
  const trusted = await settleTrust(root, {
    notice,
    signal,
    person: ask !== undefined && wish.print !== true,
  });
  const file = wish.settings;
  const settings = settingsFor(root, {
    environment: process.env,
    trusted,
    notice,
    ...(file !== undefined && { file }),
  });
  return { settings, trusted };
}

interface Asking {
  readonly notice: (line: string) => void;
  readonly signal: AbortSignal;
  /** Somebody is there to be asked. */
  readonly person: boolean;
}

async function settleTrust(root: string, { notice, signal, person }: Asking): Promise<boolean> {
  const { state } = readSurroundings(process.env);
  const trust = trustOf(root, state);
  const words = distrust(trust);
  if (words === undefined) return trust.state === "trusted";
  if (!person) {
    notice(words);
    return false;
  }
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(`${sanitizeLine(words)}\nTrust it now, as it is? [y/N] `, { signal });
    if (!/^y(es)?$/i.test(answer.trim())) return false;
    recordTrust(root, state, trust.contents);
    return true;
  } catch {
    return false; // stopped at the question: the session ends by the same signal
  } finally {
    lines.close();
  }
}
