/** The past of one session as the beginning of another. */
import { systemClock } from "./clock.ts";
import type { Fact, FactBody } from "./fact.ts";
import type { Journal } from "./journal.ts";
import { createJournal } from "./store.ts";

/** The facts at their own times, so that without a rewind among them the chain is the same to its hash; and the blobs that they name. */
export function copyPast(
  past: readonly Fact[],
  { folder, id, read }: { readonly folder: string; readonly id: string; readonly read: Journal["read"] },
): Journal {
  let at = 0;
  const journal = createJournal(folder, { id, clock: { now: () => at } });
  const places = new Map<number, number>();
  for (const fact of past) {
    if (fact.type === "session.rewound") continue;
    at = fact.at;
    journal.append(replaced(fact, places));
    places.set(fact.seq, journal.facts.length);
  }
  const names = new Set(JSON.stringify(past).match(/\b[0-9a-f]{64}\b/g));
  for (const name of names) {
    const bytes = read(name);
    if (bytes !== undefined) journal.keep(bytes);
  }
  at = systemClock.now();
  return journal;
}

/** A fact that names another by its place, where that is now. */
function replaced({ seq: _seq, at: _at, ...body }: Fact, places: ReadonlyMap<number, number>): FactBody {
  return body.type === "context.compacted" ? { ...body, upTo: places.get(body.upTo) ?? body.upTo } : body;
}
