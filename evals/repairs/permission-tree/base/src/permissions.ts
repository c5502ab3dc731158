import { parentOf, type Rule } from "./tree.ts";

/** Rules of users on folders; the nearest one at or above a folder counts, and without any there is no access. */
export class Permissions {
  readonly #rules = new Map<string, Map<string, Rule>>();

  set(user: string, path: string, rule: Rule): void {
    const own = this.#rules.get(user) ?? new Map<string, Rule>();
    this.#rules.set(user, own.set(path, rule));
  }

  allowed(user: string, path: string): boolean {
    const rule = this.#rules.get(user)?.get(path);
    if (rule !== undefined) return rule === "allow";
    return false;
  }

  /** The folders of a list that a user may see. */
  visible(user: string, paths: readonly string[]): readonly string[] {
    return paths.filter((path) => this.allowed(user, path));
  }

  /** How deep below the root the rule of a folder may lie. */
  depth(path: string): number {
    const parent = parentOf(path);
    return parent === undefined ? 0 : this.depth(parent) + 1;
  }
}
