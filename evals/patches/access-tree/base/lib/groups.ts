/** Groups of users and of other groups. The names of groups begin with "@". */
export class Groups {
  readonly #members = new Map<string, Set<string>>();

  /** Adds a user or a group to a group. Throws a SyntaxError for a group whose name does not begin with "@". */
  add(group: string, member: string): this {
    if (!group.startsWith("@")) throw new SyntaxError(`not a group: ${group}`);
    const members = this.#members.get(group) ?? new Set();
    this.#members.set(group, members.add(member));
    return this;
  }

  /** False when it was no member. */
  remove(group: string, member: string): boolean {
    return this.#members.get(group)?.delete(member) ?? false;
  }

  /** All groups that a user is in, directly or by way of other groups. */
  of(user: string): Set<string> {
    const found = new Set<string>();
    const visit = (member: string): void => {
      for (const [group, members] of this.#members) {
        if (!members.has(member) || found.has(group)) continue;
        found.add(group);
        visit(group);
      }
    };
    visit(user);
    return found;
  }
}
