/** A running mark of what a session has changed: equal marks, equal trees. Cheaper than the list of all changes at each turn. */
import { hash } from "node:crypto";
import type { Change, Version } from "../../core/effect.ts";
import type { Fact } from "../../core/fact.ts";

export interface Footprint {
  add(fact: Fact): void;
  /** 0 while the tree is as the session found it. */
  mark(): number;
}

const modulus = 2 ** 48;

/** A footprint of nothing. */
export function createFootprint(): Footprint {
  const intended = new Map<string, readonly Change[]>();
  const first = new Map<string, string>();
  const marks = new Map<string, number>();
  let sum = 0;
  const set = (path: string, version: Version): void => {
    const text = JSON.stringify(version);
    const mark =
      text === first.get(path) ? 0 : Number.parseInt(hash("sha256", `${path} ${text}`).slice(0, 12), 16);
    sum = (sum - (marks.get(path) ?? 0) + mark + modulus) % modulus;
    marks.set(path, mark);
  };
  return {
    add(fact) {
      if (fact.type === "change.intended") intended.set(fact.change, fact.changes);
      else if (fact.type === "change.committed")
        for (const { path, before, after } of intended.get(fact.change) ?? []) {
          if (!first.has(path)) first.set(path, JSON.stringify(before));
          set(path, after);
        }
      else if (fact.type === "change.undone")
        for (const { path, before } of intended.get(fact.change) ?? [])
          if (!fact.conflicts.includes(path)) set(path, before);
    },
    mark: () => sum,
  };
}
