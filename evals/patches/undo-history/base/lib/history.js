/** States with undo and redo; at most `limit` states can be undone, older ones are forgotten. */
export function createHistory(first, limit = 100) {
  let past = [];
  let present = first;
  let future = [];
  return {
    get present() {
      return present;
    },
    /** Makes a new state; what was undone can no longer be redone. A state that is the present one changes nothing. */
    push(state) {
      if (Object.is(state, present)) return;
      past = [...past, present].slice(-limit);
      present = state;
    },
    /** False when there is nothing to undo. */
    undo() {
      if (past.length === 0) return false;
      future = [present, ...future];
      present = past.at(-1);
      past = past.slice(0, -1);
      return true;
    },
    /** False when there is nothing to redo. */
    redo() {
      if (future.length === 0) return false;
      past = [...past, present];
      [present, ...future] = future;
      return true;
    },
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  };
}
