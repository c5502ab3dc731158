/** Keeps the last text that was typed and saves it when asked, one save at a time. */
export function createSaver(save) {
  let pending;
  let last = Promise.resolve();
  let saved = 0;
  return {
    type(text) {
      pending = text;
    },
    async flush() {
      if (pending === undefined) return saved;
      const text = pending;
      pending = undefined;
      last = last.then(() => save(text));
      last;
      saved += 1;
      return saved;
    },
  };
}
