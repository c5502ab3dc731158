/** What can be tried next over all branches: ideas in groups of like traits, the best head of all groups first. */
import type { Standing } from "../../core/attempt.ts";
import type { Idea } from "../exploration.ts";
import type { Policy } from "./policy.ts";

/** A state that ideas stand on: the snapshot, or an attempt that was better. */
export interface Branch<W> {
  /** The attempt that made it; the search's own id for the snapshot. */
  readonly id: string;
  readonly path: readonly W[];
}

export interface Pick<W> {
  readonly branch: Branch<W>;
  readonly idea: Idea<W>;
}

export interface Frontier<W> {
  open(branch: Branch<W>, ideas: readonly Idea<W>[], standing?: Standing): void;
  /**
   * Takes the idea of the highest value, each of a branch once; undefined when none is left. Better states have a start and then at most half:
   * one of them is often better by chance, has as many ideas as the snapshot, and would keep those waiting.
   */
  take(): Pick<W> | undefined;
  /** How many ideas were ever in it. */
  size(): number;
}

interface Group<W> {
  readonly branch: Branch<W>;
  readonly traits: readonly string[];
  readonly value: number;
  /** The best last. */
  readonly rest: { readonly idea: Idea<W>; readonly value: number; readonly order: number }[];
}

/** How many more ideas than the snapshot better states may have had before they take turns. */
const start = 20;

/** An empty frontier under a policy, which may change its mind between two takes. */
export function createFrontier<W>(policy: Policy): Frontier<W> {
  const groups: Group<W>[] = [];
  const taken = new Set<string>();
  let size = 0;
  /** How many more were taken from better states than from the snapshot since there was one. */
  let ahead = 0;
  return {
    open(branch, ideas, standing) {
      size += ideas.length;
      const own = new Map<string, Group<W>>();
      for (const [order, idea] of ideas.entries()) {
        const name = policy.textual ? "" : idea.traits.join("\n");
        const group = own.get(name) ?? {
          branch,
          traits: policy.textual ? [] : idea.traits,
          value: standing ? policy.branch(standing) : 0,
          rest: [],
        };
        own.set(name, group);
        group.rest.push({ idea, value: policy.textual ? -idea.place : idea.prior, order });
      }
      for (const { rest } of own.values()) rest.sort((a, b) => a.value - b.value || b.order - a.order);
      groups.push(...own.values());
    },
    take() {
      for (let pick = best(); pick; pick = best()) {
        const name = `${pick.branch.id}\n${pick.idea.key}`;
        if (taken.has(name)) continue;
        taken.add(name);
        ahead = Math.max(0, ahead + (pick.branch.path.length > 0 ? 1 : -1));
        return pick;
      }
      return undefined;
    },
    size: () => size,
  };

  function best(): Pick<W> | undefined {
    const last = headOf((group) => ahead < start || group.branch.path.length === 0) ?? headOf(() => true);
    const idea = last?.rest.pop()?.idea;
    return last && idea && { branch: last.branch, idea };
  }

  function headOf(among: (group: Group<W>) => boolean): Group<W> | undefined {
    let first: { readonly group: Group<W>; readonly value: number; readonly order: number } | undefined;
    for (const group of groups) {
      const head = group.rest.at(-1);
      if (!head || !among(group)) continue;
      const value = head.value + group.value + policy.bonus(group.traits);
      if (!first || value > first.value || (value === first.value && head.order < first.order))
        first = { group, value, order: head.order };
    }
    return first?.group;
  }
}
