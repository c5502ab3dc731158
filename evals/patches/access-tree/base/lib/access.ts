import type { Groups } from "./groups.ts";
import { assertPath, isWithin, parent } from "./paths.ts";

/** Rights, from the weakest to the strongest. */
const rights = ["read", "write", "own"] as const;
export type Right = (typeof rights)[number];
export type Effect = "allow" | "deny";

export interface Rule {
  readonly path: string;
  /** A user, a group ("@staff") or everyone ("*"). */
  readonly who: string;
  readonly right: Right;
  readonly effect: Effect;
}

/** The rules of a tree of folders, see the README. Folders need not be made; a path that is not one is a SyntaxError. */
export class AccessTree {
  readonly #groups: Groups;
  #rules: Rule[] = [];
  #sealed = new Set<string>();

  constructor(groups: Groups) {
    this.#groups = groups;
  }

  /** Sets a rule. It takes the place of the rule for the same folder, name and right, if there is one. */
  set(path: string, who: string, right: Right, effect: Effect): this {
    assertPath(path);
    const rule = { path, who, right, effect };
    const at = this.#rules.findIndex((other) => other.path === path && other.who === who && other.right === right);
    if (at === -1) this.#rules.push(rule);
    else this.#rules[at] = rule;
    return this;
  }

  /** Takes the rules of a folder for a name away and gives how many there were. */
  clear(path: string, who: string): number {
    assertPath(path);
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.path !== path || rule.who !== who);
    return before - this.#rules.length;
  }

  seal(path: string): this {
    assertPath(path);
    this.#sealed.add(path);
    return this;
  }

  /** False when the folder was not sealed. */
  unseal(path: string): boolean {
    assertPath(path);
    return this.#sealed.delete(path);
  }

  can(user: string, right: Right, path: string): boolean {
    return this.explain(user, right, path)?.effect === "allow";
  }

  /** The rule that decides; of several that are equal in all, the one that was set first. Null when none does. */
  explain(user: string, right: Right, path: string): Rule | null {
    assertPath(path);
    const ranks = [new Set([user]), this.#groups.of(user), new Set(["*"])];
    for (const names of ranks) {
      for (const folder of this.#upwards(path)) {
        const rules = this.#rules.filter((rule) => rule.path === folder && names.has(rule.who) && bearsOn(rule, right));
        const decisive = rules.find(({ effect }) => effect === "deny") ?? rules[0];
        if (decisive !== undefined) return decisive;
      }
    }
    return null;
  }

  /** All folders with rules or seals of their own in which a user has a right, in alphabetical order. */
  folders(user: string, right: Right): string[] {
    const known = new Set([...this.#rules.map(({ path }) => path), ...this.#sealed]);
    return [...known].filter((path) => this.can(user, right, path)).sort();
  }

  /**
   * Moves the rules and the seals of a folder and of all that is in it. Throws a RangeError, and moves nothing, when the place is the folder or in
   * it, or when there are rules or seals at that place or in it already.
   */
  move(from: string, to: string): void {
    assertPath(from);
    assertPath(to);
    const paths = [...this.#rules.map(({ path }) => path), ...this.#sealed];
    if (isWithin(to, from) || paths.some((path) => isWithin(path, to))) throw new RangeError(`cannot move ${from} to ${to}`);
    const moved = (path: string): string => (isWithin(path, from) ? to + path.slice(from.length) : path);
    this.#rules = this.#rules.map((rule) => ({ ...rule, path: moved(rule.path) }));
    this.#sealed = new Set([...this.#sealed].map(moved));
  }

  /** A folder and those that it is in, the nearest first, up to the first sealed one. */
  *#upwards(path: string): Generator<string> {
    for (let folder: string | null = path; folder !== null; folder = parent(folder)) {
      yield folder;
      if (this.#sealed.has(folder)) return;
    }
  }
}

/** Whether a rule says anything about a right. */
function bearsOn(rule: Rule, right: Right): boolean {
  const distance = rights.indexOf(rule.right) - rights.indexOf(right);
  return rule.effect === "allow" ? distance >= 0 : distance <= 0;
}
