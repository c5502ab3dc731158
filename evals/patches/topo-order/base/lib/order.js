/**
 * `needs` says for each task which others it needs. Returns all names, each after what it needs; among those that are
 * free at the same time the alphabet decides. Names that are only needed count too. Throws an Error that names a task
 * of the circle when there is one.
 */
export function order(needs) {
  const names = new Set([...Object.keys(needs), ...Object.values(needs).flat()]);
  const left = new Map([...names].toSorted().map((name) => [name, new Set(needs[name] ?? [])]));
  const done = [];
  while (left.size > 0) {
    const next = [...left].find(([, open]) => open.size === 0);
    if (next === undefined) throw new Error(`a circle through ${[...left.keys()][0]}`);
    const [name] = next;
    left.delete(name);
    done.push(name);
    for (const open of left.values()) {
      if (!open.has(name)) break;
      open.delete(name);
    }
  }
  return done;
}

/** All that a task needs, directly or through others, in the order of `order`. */
export function closure(needs, task) {
  const wanted = new Set();
  const visit = (name) => {
    for (const need of needs[name] ?? []) {
      if (wanted.has(need)) continue;
      wanted.add(need);
      visit(need);
    }
  };
  visit(task);
  return order(needs).filter((name) => wanted.has(name));
}
