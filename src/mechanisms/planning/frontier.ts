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
  /** Takes the idea of the highest value, each of a branch once; undefined when none is left. */
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

/** An empty frontier under a policy, which may change its mind between two takes. */
export function createFrontier<W>(policy: Policy): Frontier<W> {
  const groups: Group<W>[] = [];
  const taken = new Set<string>();
  let size = 0;
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
        if (!taken.has(name) && taken.add(name)) return pick;
      }
      return undefined;
    },
    size: () => size,
  };

  function best(): Pick<W> | undefined {
    let first: { readonly group: Group<W>; readonly value: number; readonly order: number } | undefined;
    for (const group of groups) {
      const head = group.rest.at(-1);
      if (!head) continue;
      const value = head.value + group.value + policy.bonus(group.traits);
      if (!first || value > first.value || (value === first.value && head.order < first.order))
        first = { group, value, order: head.order };
    }
    const last = first?.group.rest.pop();
    return first && last && { branch: first.group.branch, idea: last.idea };
  }
}
